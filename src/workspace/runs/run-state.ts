import { RouteLmtError } from "#core/errors.js";
import type { RunState } from "#store/history.js";

/** How a run ended, for the history. @param isDeclined whether somebody cancelled at the plan */
export function runState(failure: unknown, isDeclined: boolean): RunState {
  if (isDeclined || (failure instanceof RouteLmtError && failure.code === "cancelled")) return "cancelled";
  return failure === undefined ? "done" : "failed";
}
