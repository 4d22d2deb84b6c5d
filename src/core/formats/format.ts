import type { LanguageTag } from "../language/tag.js";
import type { AcceleratorMarker } from "../messages/accelerator.js";
import type { MessageSyntax } from "../messages/message-syntax.js";
import type { Encoding } from "../text/encoding.js";
import type { Span } from "../text/span.js";

/**
 * The contract of a file format: parse for positions, splice text, never re-serialise.
 * `write(text, [])` is `text`; `read(write(text, edits))` has exactly the intended values.
 */

/** Path of a unit in its file: object keys and array indexes, or msgctxt, msgid and plural form. */
export type KeyPath = readonly (string | number)[];

/**
 * What the file itself says of the value: `untranslated` is empty, `fuzzy` is marked as a guess that
 * programs do not use, `stale` is a translation that is to be looked at again, as when its source text
 * changed, and `ignored` must not be translated.
 */
export type UnitState = "translated" | "untranslated" | "fuzzy" | "stale" | "ignored";

/** One translatable value of a file. */
export interface Unit {
  readonly key: KeyPath;
  /** The decoded value: of the target in a bilingual file. */
  readonly value: string;
  /** Where the value is, quotes included. */
  readonly span: Span;
  readonly state: UnitState;
  /** The decoded source text, in a bilingual file. */
  readonly source?: string;
  /** msgctxt, `context`, description: what distinguishes equal sources. */
  readonly context?: string;
  /** Developer comments, for translators. */
  readonly comment?: string;
  /**
   * The value is a fragment of the file's own XML: inline elements as tags, `&amp;` and `&lt;` as they
   * are. Without it the value is text, and a tag in it was escaped in the file.
   */
  readonly markup?: true;
  /** The value is for one plural category, the last name of its key: the file says so, whatever its siblings. */
  readonly isPlural?: true;
  /** Of one form of a plural: numbers that take it, where the file or its format tells. */
  readonly counts?: readonly number[];
  /** Most characters that there is room for, where the file says so. */
  readonly maxLength?: number;
}

/** Something odd that does not stop reading, such as a duplicate key: a code with its data, and where it is. */
export type FileProblem = { readonly span: Span } & (
  | Duplicate
  /** A value that cannot be read as a text: of another type, of an unknown kind, or with elements in it. */
  | { readonly code: "not-a-string" | "unknown-value" | "has-elements"; readonly key: string }
  /** A key that the code no longer uses, as the file says. */
  | { readonly code: "obsolete"; readonly key: string }
  | { readonly code: "plural-without-other"; readonly key: string }
  | { readonly code: "variable-without-rule"; readonly name: string }
  /** An entry without what identifies it: a `<trans-unit>` of XLIFF 1, a `<segment>` of XLIFF 2. */
  | { readonly code: "unidentified"; readonly element: "trans-unit" | "segment" }
);

/** Several entries of one name. */
export interface Duplicate {
  readonly code: "duplicate";
  readonly what: "attribute" | "key" | "message" | "resource" | "unit" | "variant";
  readonly name: string;
  /** Which of them counts. */
  readonly used: "first" | "last";
}

/** A key with the place of what is there. */
export interface KeySpan {
  readonly key: KeyPath;
  readonly span: Span;
}

/** What reading yields. */
export interface Document {
  readonly units: readonly Unit[];
  readonly problems: readonly FileProblem[];
  /** Keys at which the file has something that is no text, as a number or code: no text goes there. */
  readonly occupied?: readonly KeySpan[];
}

/** A new value for a key: replaces the unit of that key, or inserts it where the file lacks it. */
export interface Edit {
  readonly key: KeyPath;
  readonly value: string;
  /** The value is a fragment of XML, as {@link Unit.markup}. */
  readonly markup?: true;
  /** The value is likely wrong: it gets the format's mark for unfinished work, see {@link Format.draftMark}. */
  readonly isDraft?: true;
}

/** The languages of a file, for formats that hold several in one file. */
export interface ReadOptions {
  /** Source language; where the file names its own, that one counts. */
  readonly source?: LanguageTag;
  /** Language whose values are the units; the source language when it is not given. */
  readonly language?: LanguageTag;
}

/** What writing may need besides the edits. */
export interface WriteOptions extends ReadOptions {
  /** Keys of the source file in order: an inserted key goes where the source has it. */
  readonly sourceOrder?: readonly KeyPath[];
  /** The source file's text, for formats whose entries hold more than a value. */
  readonly sourceText?: string;
  /** Encoding of the file, for formats that can escape what it lacks. */
  readonly encoding?: Encoding;
}

/**
 * A file format.
 *
 * @example
 * import { json } from "#core/formats/json/json.js";
 * const text = '{\n  "open": "Open",\n  "close": "Close"\n}\n';
 * json.read(text).units.map(({ key, value, state }) => [key, value, state])
 *   // [[["open"], "Open", "translated"], [["close"], "Close", "translated"]]
 * json.write(text, [{ key: ["open"], value: "Öffnen" }]) // '{\n  "open": "Öffnen",\n  "close": "Close"\n}\n'
 * json.write(text, []) === text // true
 */
export interface Format {
  /** Short name, as in `--format json`. */
  readonly name: string;
  /** Name for people. */
  readonly label: string;
  /**
   * What one file holds: the strings of one language; source and target beside each other; or every
   * language, so that source and target file are the same.
   */
  readonly holds: "one-language" | "source-and-target" | "all-languages";
  /** Whether the path of a file names its language, in every project. */
  readonly isNamed?: true;
  /** Keys are paths in one tree, as in JSON: where a key has a text, no longer key can have one. */
  readonly isTree?: true;
  /** How messages are written, where the format says so. */
  readonly syntax?: MessageSyntax;
  /**
   * What a mark for unfinished work is of, in formats that have one: of one value, or of a message with all
   * its plural forms, whose keys differ in a number at their end.
   */
  readonly draftMark?: "value" | "message";
  /** Markers of keyboard accelerators in its texts; `&` where it does not say. */
  readonly accelerators?: readonly AcceleratorMarker[];
  /** Encoding of files that are not UTF-8 and name none. */
  readonly fallbackEncoding?: Encoding;
  /** Encoding that the text of `create` says it is in; the source file's where it does not say. */
  readonly createdEncoding?: Encoding;
  /**
   * Whether a file of this path is of this format.
   *
   * @param text its text, where the ending alone does not tell (Qt's and TypeScript's `.ts`)
   */
  matches(path: string, text?: string): boolean;
  /** Whether a file with source and target has no target language of its own, as `.pot` files. */
  isTemplate?(path: string, text: string): boolean;
  /** The language of the translations that the file itself names; undefined when it names none. */
  languageOf?(text: string): LanguageTag | undefined;
  /**
   * The languages of a multilingual file, including the source language.
   *
   * @throws {MalformedFileError} when it is malformed
   */
  languagesIn?(text: string): LanguageTag[];
  /** @throws {MalformedFileError} with line and column */
  read(text: string, options?: ReadOptions): Document;
  /**
   * @throws {MalformedFileError} when `text` is malformed
   * @throws {RouteLmtError} `option-invalid` when a key can be neither found nor inserted, or the
   *   format cannot hold a value
   */
  write(text: string, edits: readonly Edit[], options?: WriteOptions): string;
  /** The text of a new target file without translations. */
  create(sourceText: string, language: LanguageTag, source?: LanguageTag): string;
}

/** A unique text for a key path, for maps. */
export function keyId(key: KeyPath): string {
  return JSON.stringify(key);
}

/** A key path for people: `cart.items[2].title` style without ambiguity being needed. */
export function keyName(key: KeyPath): string {
  return key.join(".");
}
