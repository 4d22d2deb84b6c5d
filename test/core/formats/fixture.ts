import type fc from "fast-check";
import type { KeyPath, Unit } from "#core/formats/format.js";
import { IS_LONG } from "../../support/long.js";

/** A random file, and its expected values by the id of their key. */
export interface RandomFile {
  readonly text: string;
  readonly values: ReadonlyMap<string, string>;
}

/**
 * The data of a format for the suites that test all formats: `fixture.ts` in its fixture folder, next to the files in
 * `valid/` and `malformed/` (with names that end in `.at-<line>-<column>.`).
 */
export interface FormatFixture {
  /** A file with one unit, which is empty. */
  readonly minimal: string;
  /** Random files of many styles. */
  readonly files: fc.Arbitrary<RandomFile>;
  /** Random values that such a file can hold. */
  readonly values: fc.Arbitrary<string>;
  /**
   * Whether an edit of a unit only changes its span; if it also changes a state, the format's own tests cover that. By
   * default true, except for fuzzy units.
   */
  isPlain?(unit: Unit, text: string): boolean;
  /** Files of about a megabyte, made to break a reader; without `--long`, of a quarter of the size that they name. */
  readonly hostile: readonly { readonly name: string; text(): string }[];
  /** A typical file of about this many characters. */
  large(size: number): string;
  /** A key to insert into a large file; undefined if that is impossible. */
  beside?(key: KeyPath): KeyPath;
}

/** The units whose edits must only change their spans. */
export function plainUnits(units: readonly Unit[], text: string, { isPlain }: FormatFixture): readonly Unit[] {
  return units.filter((unit) => unit.state !== "fuzzy" && (isPlain?.(unit, text) ?? true));
}

/** The size of hostile files, of that which they name. */
export const HOSTILE_SCALE = IS_LONG ? 1 : 1 / 4;

/** Repeats a text up to about this many characters, times {@link HOSTILE_SCALE}. */
export const fill = (text: string, size = 1_000_000): string =>
  text.repeat(Math.ceil((size * HOSTILE_SCALE) / text.length));

const SENTENCE = "The order of {{name}} was shipped on %s and arrives within 3–5 working days. ";

/** Typical texts, all different: with letters beyond ASCII and placeholders, without quotes. */
export const usualText = (index: number): string =>
  `${index}: ${SENTENCE.slice(0, 20 + (index % 57))}“Größe” ${index % 7}`;

/** Joins entries up to about this many characters. */
export function entries(size: number, entry: (index: number) => string): string[] {
  const all: string[] = [];
  for (let index = 0, length = 0; length < size; index++) {
    const one = entry(index);
    all.push(one);
    length += one.length;
  }
  return all;
}
