import { said } from "#core/errors.js";
import { dollars } from "#core/routing/amount.js";
import { type LedgerEntry, ledgerCsv, type RequestState } from "#store/ledger-book.js";
import { ProjectStore } from "#store/project-store.js";
import { inEnglish } from "#workspace/localize.js";
import { projectSpending } from "#workspace/operations/spending.js";
import { invalid, readArguments } from "../arguments.js";
import { EXIT } from "../exit-code.js";
import { projectFolder } from "../project-folder.js";
import type { Terminal } from "../terminal.js";

/**
 * `routelmt ledger`: what was spent in a project, and on what; `--reconcile` decides on requests in doubt.
 *
 * @throws {RouteLmtError} `option-invalid`, `file-missing`, and what the project database throws
 */
export async function ledgerCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readArguments(
    args,
    { json: { type: "boolean" }, csv: { type: "boolean" }, reconcile: { type: "string" } },
    1,
  );
  const { reconcile, json, csv } = values;
  if (reconcile !== undefined && reconcile !== "charged" && reconcile !== "free")
    throw invalid(said`--reconcile cannot be "${reconcile}"`, said`Use charged or free, as the provider's bill says.`);
  if (json && csv) throw invalid(said`--json and --csv cannot be combined`, said`Choose one of them.`);
  const folder = await projectFolder(positionals[0]);
  const store = ProjectStore.for(folder, folder);
  try {
    if (reconcile !== undefined) {
      const count = await store.book.reconcile(reconcile === "charged");
      terminal.err(
        inEnglish(
          "{0, plural, one {# request in doubt now counts} other {# requests in doubt now count}} as {1}.",
          count,
          reconcile,
        ),
      );
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
    terminal.out(
      inEnglish(
        "  {2} at {3}: {4}, {0, plural, one {# string} other {# strings}} in {1, plural, one {# request} other {# requests}}",
        segments,
        requests,
        model,
        provider,
        dollars(usd),
      ),
    );
  if (inDoubt.requests === 0) return;
  terminal.out("");
  terminal.out(
    inEnglish(
      "It is not known whether {0, plural, one {# request was charged; up to {1} is counted} other {# requests were charged; up to {1} is counted for them}}.",
      inDoubt.requests,
      dollars(inDoubt.usd),
    ),
  );
  terminal.out("Look at the provider's bill, then: routelmt ledger --reconcile charged (or free)");
}
