import type { Document, Format, KeyPath, Unit } from "../formats/format.js";
import type { Direction } from "../language/tag.js";
import { doublesApostrophes } from "../messages/apostrophes.js";
import { hasIcuChoice } from "../messages/icu.js";
import type { MessageSyntax } from "../messages/message-syntax.js";
import { expandPlurals } from "./expand-plurals.js";
import { programValue } from "./program-values.js";
import { contextOf } from "./unit-context.js";

/** A key of the target file, and the text to translate for it. */
export interface Wanted {
  readonly key: KeyPath;
  readonly source: string;
  readonly context?: string;
  readonly maxLength?: number;
  readonly markup?: true;
  /** The value that programs read in its place, see {@link programValue}: nobody translates it. */
  readonly forPrograms?: string;
  /** The source texts of all variants, if it is a plural form. */
  readonly variants?: readonly string[];
  /** Numbers that take this plural form, best first. */
  readonly counts?: readonly number[];
}

/** Whether a unit of the target file stays: it is translated, or must not be. */
export function isKept({ state }: Unit): boolean {
  return state === "translated" || state === "stale" || state === "ignored";
}

/** Every key that the complete target file has, in the source's order. Parameters as of {@link prepare}. */
export function wantedIn(format: Format, source: Document, direction: Direction): Wanted[] {
  if (format.holds !== "one-language") return fromItself(source.units);
  return fromSourceFile(source.units, direction);
}

function fromItself(units: readonly Unit[]): Wanted[] {
  return units.map((unit) => wantedAt(unit.key, unit.source ?? "", unit, contextOf(unit)));
}

function fromSourceFile(units: readonly Unit[], { target }: Direction): Wanted[] {
  return expandPlurals(units, target).map(({ key, source, unit, variants, counts }) => {
    const wanted = wantedAt(key, source, unit, contextOf(unit, key));
    if (variants) wanted.variants = variants;
    if (counts) wanted.counts = counts;
    // The texts of a catalog come from code; files with keys may also have settings.
    const forPrograms = unit.markup ? undefined : programValue(key, source, target);
    if (forPrograms !== undefined) wanted.forPrograms = forPrograms;
    return wanted;
  });
}

/** There is one for each string of a file: filling them in place takes a third of the time of copying. */
function wantedAt(key: KeyPath, source: string, unit: Unit, context: string | undefined): Filled<Wanted> {
  const wanted: Filled<Wanted> = { key, source };
  if (context) wanted.context = context;
  if (unit.maxLength !== undefined) wanted.maxLength = unit.maxLength;
  if (unit.markup) wanted.markup = true;
  if (unit.counts) wanted.counts = unit.counts;
  return wanted;
}

type Filled<Shape> = { -readonly [Name in keyof Shape]: Shape[Name] };

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
