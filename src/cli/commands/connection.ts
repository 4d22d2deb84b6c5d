import { dollars } from "#core/routing/amount.js";
import { type ConnectionResult, testConnection } from "#large-model/test-connection.js";
import { ProjectStore } from "#store/project-store.js";
import { readArguments } from "../arguments.js";
import { EXIT } from "../exit-code.js";
import { largeModelFor } from "../large-model.js";
import { LARGE_MODEL_OPTIONS, largeModelChoice } from "../large-model-options.js";
import type { Terminal } from "../terminal.js";

/** Its maximum cost, in US dollars: a few hundred tokens of any model. */
const MAX_COST = 0.01;

/**
 * `routelmt connection`: sends one word to the large model, and prints the answer and its cost. Counts in the project's
 * ledger like any other request.
 *
 * @throws {RouteLmtError} for a failure of the provider, `key-missing`, and what the project database throws
 */
export async function connectionCommand(
  args: readonly string[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const { values } = readArguments(args, LARGE_MODEL_OPTIONS, 0);
  const large = largeModelFor(largeModelChoice(values), true);
  const store = ProjectStore.for(process.cwd(), process.cwd());
  try {
    const run = await store.history.beginRun("connection");
    const ledger = store.ledgerOf(run, [{ unit: "usd", period: "run", limit: MAX_COST }]);
    let result: ConnectionResult | undefined;
    try {
      result = await testConnection(large, ledger, { source: "en", target: "de" }, signal);
    } finally {
      await store.history.endRun(run, result ? "done" : signal.aborted ? "cancelled" : "failed");
    }
    terminal.out(`${large.name} at ${large.provider} ${describe(result)}`);
    return result.text === undefined ? EXIT.answer : EXIT.done;
  } finally {
    await store.close();
  }
}

function describe({ text, milliseconds, cost }: ConnectionResult): string {
  const answered = text === undefined ? "answered without a translation" : `translates "Cancel" as "${text}"`;
  return `${answered}; ${(milliseconds / 1000).toFixed(1)} s, paid ${dollars(cost)}`;
}
