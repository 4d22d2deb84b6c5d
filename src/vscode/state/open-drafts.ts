import { keyId, type Unit } from "#core/formats/format.js";
import { languagesOf } from "#core/formats/read-file.js";
import { draftOf } from "#core/routing/decision.js";
import { byKey, unitsNow } from "../editor/units.js";
import type { DecidedLanguage, StoredDecision } from "./stored-decision.js";

/** A draft that is still open, and its target file's value. */
export interface OpenDraft extends StoredDecision {
  readonly unit: Unit | undefined;
}

/** The drafts among some decisions that have not been accepted, replaced or translated since. */
export async function openDrafts(
  languages: readonly DecidedLanguage[],
  isWanted: (stored: StoredDecision) => boolean,
): Promise<OpenDraft[]> {
  const open: OpenDraft[] = [];
  for (const { direction, decisions } of languages) {
    const drafts = [...decisions.values()].filter((stored) => draftOf(stored.decision) && isWanted(stored));
    const [first] = drafts;
    if (!first) continue;
    const there = await byKey(await unitsNow(first.target, languagesOf(direction)));
    for (const draft of drafts) {
      const unit = there.get(keyId(draft.key));
      if (isOpen(draft, unit)) open.push({ ...draft, unit });
    }
  }
  return open;
}

/** Whether the file still has nothing better than a draft. */
function isOpen({ decision, format }: StoredDecision, unit: Unit | undefined): boolean {
  if (!unit || unit.value === "") return true;
  return format.draftMark ? unit.state !== "translated" : unit.value === decision.chosen?.text;
}
