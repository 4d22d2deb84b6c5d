import type fc from "fast-check";
import type { KeyPath, Unit } from "#core/formats/format.js";

/** A random file, and the values that reading it must yield, by the id of their key. */
export interface RandomFile {
  readonly text: string;
  readonly values: ReadonlyMap<string, string>;
}

/**
 * What a format brings along for the suites that run over every format: `fixture.ts` in its fixture
 * folder, beside the files in `valid/` and `malformed/` (whose names end in `.at-<line>-<column>.`).
 */
export interface FormatFixture {
  /** A file with one unit, which is empty. */
  readonly minimal: string;
  /** Random files of many styles. */
  readonly files: fc.Arbitrary<RandomFile>;
  /** Random values that such a file can hold. */
  readonly values: fc.Arbitrary<string>;
  /**
   * Whether an edit of a unit touches nothing but its span; where it touches a state beside it as
   * well, the format has tests of its own. Without it, every edit does but that of a fuzzy unit.
   */
  isPlain?(unit: Unit, text: string): boolean;
  /** Files of about a megabyte that are made to break a reader. */
  readonly hostile: readonly { readonly name: string; text(): string }[];
  /** A usual file of about so many characters. */
  large(size: number): string;
  /** A key that a large file lacks and that can be inserted beside another; undefined where none can. */
  beside?(key: KeyPath): KeyPath;
}

/** The units of which an edit must not touch anything but their spans. */
export function plainUnits(units: readonly Unit[], text: string, { isPlain }: FormatFixture): readonly Unit[] {
  return units.filter((unit) => unit.state !== "fuzzy" && (isPlain?.(unit, text) ?? true));
}

/** Fills about so many characters with repetitions. */
export const fill = (text: string, size = 1_000_000): string => text.repeat(Math.ceil(size / text.length));

const SENTENCE = "The order of {{name}} was shipped on %s and arrives within 3–5 working days. ";

/** Texts as they are usual in a file, each another: letters beyond ASCII, placeholders, no quotes. */
export const usualText = (index: number): string =>
  `${index}: ${SENTENCE.slice(0, 20 + (index % 57))}“Größe” ${index % 7}`;

/** Joins entries until they have about so many characters. */
export function entries(size: number, entry: (index: number) => string): string[] {
  const all: string[] = [];
  for (let index = 0, length = 0; length < size; index++) {
    const one = entry(index);
    all.push(one);
    length += one.length;
  }
  return all;
}
