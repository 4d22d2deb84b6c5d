import { parseArgs } from "node:util";
import { said } from "#core/errors.js";
import { dollars } from "#core/routing/cap.js";
import { type LedgerEntry, ledgerCsv, type RequestState } from "#store/ledger-book.js";
import { ProjectStore } from "#store/project-store.js";
import { projectSpending } from "#workspace/operations/spending.js";
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
    throw invalid(said`--reconcile cannot be "${reconcile}"`, said`Use charged or free, as the provider's bill says.`);
  if (json && csv) throw invalid(said`--json and --csv cannot be combined`, said`Choose one of them.`);
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
  const { today, month, total, requests, models, inDoubt } = await projectSpending(store, entries);
  terminal.out(`Spent or set aside: ${dollars(today)} today, ${dollars(month)} this month, ${dollars(total)} in all`);
  const names: Record<RequestState, string> = {
    settled: "paid",
    open: "under way",
    doubtful: "in doubt",
    released: "free",
  };
  const states = Object.keys(names) as RequestState[];
  const parts = states.flatMap((state) => (requests[state] > 0 ? [`${requests[state]} ${names[state]}`] : []));
  terminal.out(`Requests: ${entries.length}${parts.length > 0 ? ` (${parts.join(", ")})` : ""}`);
  for (const { model, provider, usd, segments, requests } of models)
    terminal.out(`  ${model} at ${provider}: ${dollars(usd)}, ${segments} strings in ${requests} requests`);
  if (inDoubt.requests === 0) return;
  terminal.out("");
  terminal.out(
    `It is not known whether ${inDoubt.requests} requests were charged; up to ${dollars(inDoubt.usd)} is counted for them.`,
  );
  terminal.out("Look at the provider's bill, then: routelmt ledger --reconcile charged (or free)");
}
