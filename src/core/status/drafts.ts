import { type Format, type KeyPath, keyId, type Unit } from "../formats/format.js";
import { isOwnDraft } from "./own-draft.js";
import type { Recorded } from "./source-record.js";

/** What decides where drafts go in a target file. */
export interface DraftChoice {
  /** What is recorded of the target file's translations. */
  readonly recorded?: Recorded;
  /** Whether drafts are written where the format has no mark for them, too. */
  readonly writeDrafts?: boolean;
}

/** A key with the source text that is translated for it. */
interface DraftPlace {
  readonly key: KeyPath;
  readonly source: string;
}

/**
 * Tells where a draft may be in a target file. The format must have a mark for it, or drafts be wanted in
 * any case. It takes nobody's text away: only an earlier draft gives way, for a person's guess and a
 * translation of an older source text are worth more. And where the mark is of a whole message, no form of
 * it may be in use.
 *
 * @param units of the target file
 */
export function draftPlaces(
  format: Format,
  units: readonly Unit[],
  { recorded, writeDrafts }: DraftChoice,
): (place: DraftPlace) => boolean {
  if (!format.draftMark && !writeDrafts) return () => false;
  const there = new Map(units.map((unit) => [keyId(unit.key), unit]));
  const inUse = new Set(units.flatMap((unit) => (unit.state === "translated" ? [messageId(format, unit)] : [])));
  return ({ key, source }) => {
    const unit = there.get(keyId(key));
    if (!unit || unit.state === "untranslated") return !inUse.has(messageId(format, { key }));
    return isOwnDraft(format, unit, source, recorded);
  };
}

/** The id of all that a mark of the format is of, see {@link Format.draftMark}. */
export function messageId({ draftMark }: Format, { key }: { readonly key: KeyPath }): string {
  const isForm = draftMark === "message" && typeof key.at(-1) === "number";
  return keyId(isForm ? key.slice(0, -1) : key);
}
