import type { Finding } from "../checks/check.js";
import type { DraftReason } from "../routing/decision-reason.js";

/**
 * Predicted judged quality below which a local translation is a draft, unless `routelmt.local.minimumQuality` is set.
 * It is higher for formats without a mark for drafts, where nothing tells the next reader that a translation may be
 * wrong (docs/routing.md, "Drafts").
 */
export const DEFAULT_MINIMUM_QUALITY = { marked: 58, unmarked: 68 } as const;

/**
 * The lowest predicted quality of a finished translation.
 *
 * @param hasDraftMark whether its format has a mark for drafts
 * @param chosen that of the user, 0 to 100; undefined for the default
 */
export function minimumQualityFor(hasDraftMark: boolean | undefined, chosen: number | undefined): number {
  return chosen ?? DEFAULT_MINIMUM_QUALITY[hasDraftMark ? "marked" : "unmarked"];
}

/**
 * Checks with warnings that mean that a candidate is most likely not a translation, whatever was predicted: it is in
 * the wrong language, a copy of the source, a loop, or a different text. Certain cases are errors, and such a candidate
 * is never used.
 */
const GARBAGE_CHECKS: ReadonlySet<string> = new Set([
  "language",
  "copied-source",
  "doubled-words",
  "repetition",
  "length",
]);

/** A local translation that passes the checks. */
export interface LocalQuality {
  /** Predicted judged quality, 0 to 100. */
  readonly quality: number;
  /** Whether the small model's length limit cut it off. */
  readonly isTruncated: boolean;
  /** The findings on it. */
  readonly findings: readonly Finding[];
}

/**
 * Why a local translation is a draft; undefined if it is not.
 *
 * @param minimum the lowest predicted quality of a finished translation, 0 to 100
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
