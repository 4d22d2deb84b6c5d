import type { Format, Unit } from "../formats/format.js";
import type { Recorded } from "./source-record.js";

/**
 * Whether a unit is a draft that RouteLMT wrote and nobody has touched since: the text is the recorded one, and the
 * format's mark for drafts is still there, if it has one. Removing the mark means that the text fits.
 *
 * @param source the present source text
 */
export function isOwnDraft(
  { draftMark }: Format,
  { key, value, state }: Unit,
  source: string,
  recorded: Recorded | undefined,
): boolean {
  if (value === "" || state === "ignored" || (draftMark && state === "translated")) return false;
  return recorded?.(key, source, value)?.author === "draft";
}
