import { parseArgs } from "node:util";
import { dollars } from "#core/routing/cap.js";
import { type LedgerEntry, ledgerCsv } from "#store/ledger-book.js";
import { ProjectStore } from "#store/project-store.js";
import { invalid, parsed } from "../arguments.js";
import { EXIT } from "../exit-code.js";
import type { Terminal } from "../terminal.js";

/**
 * `routelmt ledger`: what was spent in a project, and on what; `--reconcile` decides on requests in doubt.
 *
 * @throws {RouteLmtError} `option-invalid`, and what the project database throws
 */
export async function ledgerCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parsed(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: "boolean" }, csv: { type: "boolean" }, reconcile: { type: "string" } },
    }),
  );
  const { reconcile, json, csv } = values;
  if (reconcile !== undefined && reconcile !== "charged" && reconcile !== "free")
    throw invalid(`--reconcile cannot be "${reconcile}"`, "Use charged or free, as the provider's bill says.");
  if (json && csv) throw invalid("--json and --csv exclude each other", "Choose one of them.");
  const store = ProjectStore.for(positionals[0] ?? process.cwd(), positionals[0] ?? process.cwd());
  try {
    if (reconcile !== undefined) {
      const count = await store.book.reconcile(reconcile === "charged");
      terminal.err(`${count} requests in doubt count as ${reconcile} now.`);
    }
    const entries = await store.book.entries();
    if (json) terminal.json({ database: store.path, project: store.root, entries });
    else if (csv) for (const row of ledgerCsv(entries).trimEnd().split("\r\n")) terminal.out(row);
    else await print(store, entries, terminal);
  } finally {
    await store.close();
  }
  return EXIT.done;
}

async function print(store: ProjectStore, entries: readonly LedgerEntry[], terminal: Terminal): Promise<void> {
  terminal.out(`Project:  ${store.root}`);
  terminal.out(`Database: ${store.path}`);
  terminal.out("");
  const [day, month, total] = await Promise.all(
    (["day", "month", "total"] as const).map((period) => store.book.spent(period)),
  );
  terminal.out(
    `Spent or set aside: ${dollars(day ?? 0)} today, ${dollars(month ?? 0)} this month, ${dollars(total ?? 0)} in all`,
  );
  const counts = new Map<string, number>();
  for (const { state } of entries) counts.set(state, (counts.get(state) ?? 0) + 1);
  const names = { settled: "paid", open: "under way", doubtful: "in doubt", released: "free" };
  const parts = Object.entries(names).flatMap(([state, name]) => {
    const count = counts.get(state);
    return count ? [`${count} ${name}`] : [];
  });
  terminal.out(`Requests: ${entries.length}${parts.length > 0 ? ` (${parts.join(", ")})` : ""}`);
  for (const row of byModel(entries)) terminal.out(`  ${row}`);
  const doubtful = entries.filter(({ state }) => state === "doubtful");
  if (doubtful.length === 0) return;
  const amount = doubtful.reduce((sum, { reserved }) => sum + reserved.usd, 0);
  terminal.out("");
  terminal.out(
    `Of ${doubtful.length} requests nobody knows whether they were charged; up to ${dollars(amount)} counts for them.`,
  );
  terminal.out("Look at the provider's bill, then: routelmt ledger --reconcile charged (or free)");
}

/** What each model took, most first. */
function byModel(entries: readonly LedgerEntry[]): string[] {
  const sums = new Map<string, { usd: number; requests: number; segments: number }>();
  for (const { provider, model, paid, state } of entries) {
    if (state !== "settled") continue;
    const name = `${model} at ${provider}`;
    const sum = sums.get(name) ?? { usd: 0, requests: 0, segments: 0 };
    sums.set(name, {
      usd: sum.usd + paid.usd,
      requests: sum.requests + 1,
      segments: sum.segments + paid.segments,
    });
  }
  return [...sums]
    .toSorted(([, a], [, b]) => b.usd - a.usd)
    .map(
      ([name, { usd, requests, segments }]) => `${name}: ${dollars(usd)}, ${segments} strings in ${requests} requests`,
    );
}
