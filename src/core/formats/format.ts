/**
 * The contract of a file format: parse for positions, splice text, never re-serialise.
 * `write(text, [])` is `text`; `read(write(text, edits))` has exactly the intended values.
 */

/** Offsets in UTF-16 code units, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Path of a unit in its file: object keys and array indexes, or msgctxt, msgid and plural form. */
export type KeyPath = readonly (string | number)[];

/**
 * What the file itself says of the value: `untranslated` is empty, `fuzzy` is marked as a guess,
 * `ignored` must not be translated.
 */
export type UnitState = "translated" | "untranslated" | "fuzzy" | "ignored";

/** How the messages of a file are written; decides how they are taken apart for translation. */
export type MessageSyntax = "plain" | "icu" | "i18next";

/** One translatable value of a file. */
export interface Unit {
  readonly key: KeyPath;
  /** The decoded value: of the target in a bilingual file. */
  readonly value: string;
  /** Where the value stands, quotes included. */
  readonly span: Span;
  readonly state: UnitState;
  /** The decoded source text, in a bilingual file. */
  readonly source?: string;
  /** msgctxt, `context`, description: what distinguishes equal sources. */
  readonly context?: string;
  /** Developer comments, for translators. */
  readonly comment?: string;
}

/** Something odd that does not stop reading, such as a duplicate key. */
export interface Problem {
  readonly message: string;
  readonly span: Span;
}

/** What reading yields. */
export interface Document {
  readonly units: readonly Unit[];
  readonly problems: readonly Problem[];
}

/** A new value for a key: replaces the unit of that key, or inserts it where the file lacks it. */
export interface Edit {
  readonly key: KeyPath;
  readonly value: string;
}

/** What writing may need besides the edits. */
export interface WriteOptions {
  /** Keys of the source file in order: an inserted key goes where the source has it. */
  readonly sourceOrder?: readonly KeyPath[];
  /** Language of the file, for formats that name it in a header. */
  readonly language?: string;
}

/** A file format. */
export interface Format {
  /** Short name, as in `--format json`. */
  readonly name: string;
  /** Name for people. */
  readonly label: string;
  /** Whether one file holds both source and target. */
  readonly bilingual: boolean;
  /** Whether a file of this path is of this format. */
  matches(path: string): boolean;
  /** @throws {MalformedFileError} with line and column */
  read(text: string): Document;
  /**
   * @throws {MalformedFileError} when `text` is malformed
   * @throws {RouteLmtError} `option-invalid` when a key can be neither found nor inserted
   */
  write(text: string, edits: readonly Edit[], options?: WriteOptions): string;
  /** The text of a new, empty target file; undefined when the format cannot start one. */
  create(sourceText: string, language: string): string;
}

/** A unique text for a key path, for maps. */
export function keyId(key: KeyPath): string {
  return JSON.stringify(key);
}

/** A key path for people: `cart.items[2].title` style without ambiguity being needed. */
export function keyName(key: KeyPath): string {
  return key.join(".");
}
