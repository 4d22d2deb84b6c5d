import { isUsable } from "../checks/all-checks.js";
import { repair } from "../checks/repair.js";
import type { Decision, Segment } from "../routing/decision.js";
import { draftReason, minimumQualityFor } from "./draft.js";
import { checkedOf, type PreparedSegment } from "./prepared-segment.js";
import type { LocalResult } from "./small-pass.js";

/**
 * What the small model made of a segment in an earlier run, with today's checks; undefined if the
 * request was different then, or the result unusable.
 *
 * @param minimumQuality predicted quality below which it is a draft, 0 to 100; {@link DEFAULT_MINIMUM_QUALITY} by default
 */
export function knownLocal(
  prepared: PreparedSegment,
  earlier: Decision,
  minimumQuality?: number,
): LocalResult | undefined {
  const { segment, reason, predicted } = earlier;
  const made = earlier.candidates.find(({ origin }) => origin === "small");
  if (!made || made.quality === undefined || askedOf(segment) !== askedOf(prepared.segment)) return undefined;
  const { target: text, findings } = repair(checkedOf(prepared, made.text));
  if (!isUsable(findings)) return undefined;
  const before = "draft" in reason ? reason.draft : undefined;
  const minimum = minimumQualityFor(prepared.hasDraftMark, minimumQuality);
  const isTruncated = before?.code === "truncated";
  const draft =
    before?.code === "rejected" ? before : draftReason({ quality: made.quality, isTruncated, findings }, minimum);
  const candidate = { ...made, text };
  return { prepared, predicted, candidate, findings, usable: true, ...(draft ? { draft } : {}) };
}

/** Everything in a segment that its translation depends on. */
function askedOf({ direction, source, context, maxLength, terms, formality }: Segment): string {
  const words = terms?.map(({ source: word, targets }) => [word, targets]);
  return JSON.stringify([direction.source, direction.target, source, context, maxLength, words, formality]);
}
