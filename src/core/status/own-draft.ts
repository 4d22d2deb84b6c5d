import type { Format, Unit } from "../formats/format.js";
import type { RecordedMade } from "./source-record.js";

/**
 * Whether a unit is a draft that RouteLMT wrote and nobody has touched since: the text is the recorded one, and the
 * format's mark for drafts is still there, if it has one. Removing the mark means that the text fits.
 *
 * @param made what is recorded of it
 */
export function isOwnDraft({ draftMark }: Format, { value, state }: Unit, made: RecordedMade | undefined): boolean {
  if (value === "" || state === "ignored" || (draftMark && state === "translated")) return false;
  return made?.author === "draft";
}
