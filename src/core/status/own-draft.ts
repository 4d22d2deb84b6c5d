import type { Format, Unit } from "../formats/format.js";
import type { Recorded } from "./source-record.js";

/**
 * Whether a unit is a draft that RouteLMT wrote and nobody touched since: the text is the recorded one, and
 * where the format marks drafts the mark is still there. Who takes it away says that the text fits.
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
