import type { Document, Format, Unit } from "../formats/format.js";
import type { Direction, LanguageTag } from "../language/tag.js";
import { doublesApostrophes } from "../messages/apostrophes.js";
import { hasWords } from "../messages/has-words.js";
import { hasIcuChoice } from "../messages/icu.js";
import type { MessageSyntax } from "../messages/message-syntax.js";
import { atOnce } from "../text/at-once.js";
import { expandPlurals } from "./expand-plurals.js";
import { programValue } from "./program-values.js";
import { contextOf } from "./unit-context.js";
import { type Wanted, wantedAt } from "./wanted-string.js";

/** Whether a unit of the target file stays: it is translated, or must not be. */
export function isKept({ state }: Unit): boolean {
  return state === "translated" || state === "stale" || state === "ignored";
}

/** Every key that the complete target file has, in the source's order. Parameters as of {@link prepare}. */
export function wantedIn(format: Format, source: Document, direction: Direction): Wanted[] {
  return atOnce(wantedSteps(format, source, direction));
}

/** {@link wantedIn} in short steps, for large files. */
export function* wantedSteps(format: Format, source: Document, direction: Direction): Generator<void, Wanted[]> {
  if (format.holds === "one-language") return yield* fromSourceFile(source.units, direction, format.fallsBack);
  if (format.holds !== "all-languages" || !format.isTree) return fromItself(source.units);
  // Keys of a tree may be plural forms; those without a source text are the target's own.
  const texts = source.units.flatMap((unit) => (unit.source === undefined ? [] : [{ ...unit, value: unit.source }]));
  return yield* fromSourceFile(texts, direction);
}

/** Keys that are looked at in one step. */
const KEYS_IN_STEP = 1000;

function fromItself(units: readonly Unit[]): Wanted[] {
  return units.map((unit) => wantedAt(unit.key, unit.source ?? "", unit, contextOf(unit)));
}

function* fromSourceFile(
  units: readonly Unit[],
  { source, target }: Direction,
  fallsBack = false,
): Generator<void, Wanted[]> {
  const all: Wanted[] = [];
  for (const wanted of expandPlurals(units, target)) {
    if (all.length % KEYS_IN_STEP === 0) yield;
    // The texts of a catalog come from code; files with keys may also have settings.
    const forPrograms = wanted.markup ? undefined : programValue(wanted.key, wanted.source, target);
    if (forPrograms !== undefined) wanted.forPrograms = forPrograms;
    if (fallsBack && isSameIn(source, wanted)) wanted.isInherited = true;
    all.push(wanted);
  }
  return all;
}

/** Whether a text of a language is the same in every other. */
function isSameIn(language: LanguageTag, { source, forPrograms }: Wanted): boolean {
  return forPrograms === undefined ? !hasWords(source, [], language) : forPrograms === source;
}

/** The message syntax of a file: one message with a choice makes it a file of ICU messages. */
export function syntaxOf(format: Format, units: readonly Unit[]): MessageSyntax {
  // A file that doubles every apostrophe has Flutter's `use-escaping`.
  if (
    format.syntax === "flutter" &&
    doublesApostrophes(
      units.map(({ value }) => value),
      "icu",
    )
  )
    return "icu";
  if (format.syntax) return format.syntax;
  if (units.some(({ value, source }) => hasIcuChoice(source ?? value))) return "icu";
  return format.isTree ? "piped" : "plain";
}
