import { type Format, type KeyPath, keyId, type Unit } from "../formats/format.js";
import { isOwnDraft } from "./own-draft.js";
import type { Recorded } from "./source-record.js";

/** Whether and where drafts may be written. */
export interface DraftChoice {
  /** The record of the target file's translations. */
  readonly recorded?: Recorded;
  /** Whether drafts are also written if the format has no mark for them. */
  readonly writeDrafts?: boolean;
}

/** A key and its source text. */
interface DraftPlace {
  readonly key: KeyPath;
  readonly source: string;
}

/**
 * Builds a predicate for the keys of a target file that may get a draft. The format must have a mark for drafts, or
 * the user must want them anyway. Drafts replace only earlier drafts: a person's guess and a translation of an older
 * source text are worth more. If the mark applies to a whole message, none of its forms may be in use.
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
    return isOwnDraft(format, unit, recorded?.(unit.key, source, unit.value));
  };
}

/** The id of everything that shares a mark, see {@link Format.draftMark}. */
export function messageId({ draftMark }: Format, { key }: { readonly key: KeyPath }): string {
  const isForm = draftMark === "message" && typeof key.at(-1) === "number";
  return keyId(isForm ? key.slice(0, -1) : key);
}
