import { throwIfCancelled } from "../core/errors.js";
import type { Usage } from "../core/routing/cost.js";
import type { Ledger } from "../core/routing/ledger.js";
import type { Brief, LargeModel } from "../core/translate/models.js";
import { PaidRequests } from "../core/translate/paid-requests.js";

/** A provider's response to a first request. */
export interface ConnectionResult {
  /** The translation of "Cancel"; undefined if the answer had none. */
  readonly text: string | undefined;
  readonly milliseconds: number;
  readonly usage: Usage;
  /** US dollars. */
  readonly cost: number;
}

/**
 * Sends one tiny request, reserved and settled like any other.
 *
 * @throws {ProviderError} if the provider fails
 * @throws {RouteLmtError} `budget-exceeded`, `cancelled`
 */
export async function testConnection(
  large: LargeModel,
  ledger: Ledger,
  brief: Brief = { source: "en", target: "de" },
  signal?: AbortSignal,
): Promise<ConnectionResult> {
  throwIfCancelled(signal);
  const started = performance.now();
  const items = [{ id: "0.0", text: "Cancel" }];
  const requests = new PaidRequests({ large, ledger, signal });
  const { answer, cost, unsettled } = await requests.send({
    brief,
    items,
    segments: [],
    room: 1,
    boughtFrom: () => [],
  });
  if (unsettled !== undefined) throw unsettled;
  const milliseconds = performance.now() - started;
  return { text: answer.translations.get("0.0"), milliseconds, usage: answer.usage, cost };
}
