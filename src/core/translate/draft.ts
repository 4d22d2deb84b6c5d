import type { Finding } from "../checks/check.js";
import type { DraftReason } from "../routing/decision-reason.js";

/**
 * Predicted judged quality below which a local translation is a draft, where nothing else is set. The setting
 * `routelmt.local.minimumQuality` has the same default.
 */
export const DEFAULT_MINIMUM_QUALITY = 60;

/**
 * Checks whose warning says that a candidate is most likely no translation of its source, whatever was
 * predicted: the wrong language, the source once more, a loop, or another text altogether. What is certain
 * of them is an error, and such a candidate is used nowhere.
 */
const GARBAGE_CHECKS: ReadonlySet<string> = new Set([
  "language",
  "copied-source",
  "doubled-words",
  "repetition",
  "length",
]);

/** What is known of a local translation that passes the checks. */
export interface LocalQuality {
  /** Predicted judged quality, 0 to 100. */
  readonly quality: number;
  /** Whether the length limit of the small model cut it. */
  readonly isTruncated: boolean;
  /** What the checks found on it. */
  readonly findings: readonly Finding[];
}

/**
 * Why a local translation must not be passed off as done; undefined when it may.
 *
 * @param minimum lowest predicted quality that counts as done, 0 to 100
 */
export function draftReason(
  { quality, isTruncated, findings }: LocalQuality,
  minimum: number,
): DraftReason | undefined {
  if (isTruncated) return { code: "truncated" };
  const found = findings.find(({ check, isRepaired }) => GARBAGE_CHECKS.has(check) && !isRepaired);
  if (found) return { code: "finding", finding: found };
  if (quality >= minimum) return undefined;
  return { code: "predicted", quality, minimum };
}
