import type { KeyPath, Unit } from "../formats/format.js";

/** A key of the target file, and the text to translate for it. */
export interface Wanted {
  readonly key: KeyPath;
  readonly source: string;
  readonly context?: string;
  readonly maxLength?: number;
  readonly markup?: true;
  /** The value that programs read in its place, see {@link programValue}: nobody translates it. */
  readonly forPrograms?: string;
  /** The target need not have it: its value is the source's, which programs read there, see {@link Format.fallsBack}. */
  readonly isInherited?: true;
  /** The source texts of all variants, if it is a plural form. */
  readonly variants?: readonly string[];
  /** Numbers that take this plural form, best first. */
  readonly counts?: readonly number[];
}

/**
 * What a unit wants at a key. There is one for each string of a file, so it is filled in place: that takes a third of
 * the time of copying.
 */
export function wantedAt(key: KeyPath, source: string, unit: Unit, context: string | undefined): Filled<Wanted> {
  const wanted: Filled<Wanted> = { key, source };
  if (context) wanted.context = context;
  if (unit.maxLength !== undefined) wanted.maxLength = unit.maxLength;
  if (unit.markup) wanted.markup = true;
  if (unit.counts) wanted.counts = unit.counts;
  return wanted;
}

/** A shape that is still being filled in. */
export type Filled<Shape> = { -readonly [Name in keyof Shape]: Shape[Name] };
