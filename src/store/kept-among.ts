import { keyId } from "../core/formats/format.js";
import type { Decision } from "../core/routing/decision.js";
import type { History } from "./history.js";
import type { PinnableJob } from "./pins.js";

/**
 * The last decisions on the segments of jobs, by the segments' ids, as far as they were made with one small model.
 *
 * @param smallName the small model's name and search: another model's results are not reused
 * @throws {RouteLmtError} `store-…` if the database cannot be used
 */
export async function keptAmong(
  history: History,
  jobs: readonly PinnableJob[],
  smallName: string,
): Promise<Map<string, Decision>> {
  const kept = new Map<string, Decision>();
  for (const { job } of jobs) {
    const { targetPath, direction, preparation } = job;
    const decisions = new Map<string, Decision>();
    for (const { key, decision, small } of await history.decisionsOn(targetPath)) {
      const isSame = small === smallName && decision.segment.direction.target === direction.target;
      if (isSame) decisions.set(keyId(key), decision);
    }
    for (const { segment, key } of preparation.segments) {
      const decision = decisions.get(keyId(key));
      if (decision) kept.set(segment.id, decision);
    }
  }
  return kept;
}
