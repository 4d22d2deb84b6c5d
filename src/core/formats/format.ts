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
 * The state of a value according to its file: `untranslated` is empty, `fuzzy` is marked as a guess that programs do
 * not use, `stale` needs another look, for instance because its source text changed, and `ignored` must not be
 * translated.
 */
export type UnitState = "translated" | "untranslated" | "fuzzy" | "stale" | "ignored";

/** One translatable value of a file. */
export interface Unit {
  readonly key: KeyPath;
  /** The decoded value; in a bilingual file, that of the target. */
  readonly value: string;
  /** The span of the value, quotes included. */
  readonly span: Span;
  readonly state: UnitState;
  /** In a bilingual file, the decoded source text. */
  readonly source?: string;
  /** msgctxt, `context`, description: what distinguishes equal sources. */
  readonly context?: string;
  /** Developer comments, for translators. */
  readonly comment?: string;
  /**
   * The value is a fragment of the file's own XML, with inline elements as tags, and `&amp;` and `&lt;` as written.
   * Otherwise the value is text, and any tag in it was escaped in the file.
   */
  readonly markup?: true;
  /** The file says that the value is for the plural category that its key ends with. */
  readonly isPlural?: true;
  /** For a plural form: numbers that take it, if the file or its format defines them. */
  readonly counts?: readonly number[];
  /** The most characters that fit, if the file says so. */
  readonly maxLength?: number;
}

/** Something odd that does not stop reading, such as a duplicate key: a code with its data, and where it is. */
export type FileProblem = { readonly span: Span } & (
  | Duplicate
  /** A value that is not a plain text: of another type, of an unknown kind, or with elements in it. */
  | { readonly code: "not-a-string" | "unknown-value" | "has-elements"; readonly key: string }
  /** A key that, according to the file, the code no longer uses. */
  | { readonly code: "obsolete"; readonly key: string }
  | { readonly code: "plural-without-other"; readonly key: string }
  | { readonly code: "variable-without-rule"; readonly name: string }
  /** A catalog of gettext whose header has no plural rule that can be used. */
  | { readonly code: "plural-forms"; readonly language: LanguageTag }
  | {
      readonly code: "too-few-plural-forms";
      readonly language: LanguageTag;
      readonly stated: number;
      readonly needed: number;
    }
  /** An entry without an id or source: a `<trans-unit>` of XLIFF 1, a `<segment>` of XLIFF 2. */
  | { readonly code: "unidentified"; readonly element: "trans-unit" | "segment" }
);

/** Several entries with the same name. */
export interface Duplicate {
  readonly code: "duplicate";
  readonly what: "attribute" | "key" | "message" | "resource" | "unit" | "variant";
  readonly name: string;
  /** The one that counts. */
  readonly used: "first" | "last";
}

/** A key, and the span of its value. */
export interface KeySpan {
  readonly key: KeyPath;
  readonly span: Span;
}

/** The result of reading a file. */
export interface Document {
  readonly units: readonly Unit[];
  readonly problems: readonly FileProblem[];
  /** Keys with a value that is not a text, such as a number or code: texts must not replace it. */
  readonly occupied?: readonly KeySpan[];
  /** Keys at the root with a place for texts, and nothing in it: `{}`, `null`. */
  readonly blank?: readonly KeySpan[];
}

/** A new value for a key: replaces the unit, or inserts it if the file lacks it. */
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
  /** Source language; overridden by the file if it names its own. */
  readonly source?: LanguageTag;
  /** Language of the values to read; the source language by default. */
  readonly language?: LanguageTag;
}

/** Optional input for writing. */
export interface WriteOptions extends ReadOptions {
  /** Keys of the source file, in order: inserted keys follow it. */
  readonly sourceOrder?: readonly KeyPath[];
  /** The source file's text, for formats whose entries hold more than a value. */
  readonly sourceText?: string;
  /** Encoding of the file, for formats that can escape characters it lacks. */
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
   * The contents of a file: the strings of one language, source and target side by side, or all languages, so that
   * source and target are the same file.
   */
  readonly holds: "one-language" | "source-and-target" | "all-languages";
  /** Whether the path of a file names its language, in every project. */
  readonly isNamed?: true;
  /** Keys are paths in one tree, as in JSON: below a key with a text there are no others. */
  readonly isTree?: true;
  /** In a format with source and target: a target may lack texts of its template, which are added with their translations. */
  readonly addsTexts?: true;
  /**
   * Programs read a text that the target lacks from the source file: one that is the same in every language has no
   * place in the target.
   */
  readonly fallsBack?: true;
  /** Syntax of messages, if the format determines it. */
  readonly syntax?: MessageSyntax;
  /**
   * The scope of the format's mark for unfinished work, if it has one: a value, or a message with all its plural forms,
   * whose keys differ in the number at their end.
   */
  readonly draftMark?: "value" | "message";
  /** Markers of keyboard accelerators in its texts; `&` by default. */
  readonly accelerators?: readonly AcceleratorMarker[];
  /** Encoding of files that are not UTF-8 and name none. */
  readonly fallbackEncoding?: Encoding;
  /** Encoding declared by the text of `create`; by default that of the source file. */
  readonly createdEncoding?: Encoding;
  /**
   * Whether the file at a path has this format.
   *
   * @param text its text, in case the extension is ambiguous (`.ts` of Qt and TypeScript)
   */
  matches(path: string, text?: string): boolean;
  /** Whether a bilingual file has no target language, like `.pot` files. */
  isTemplate?(path: string, text: string): boolean;
  /** The language of the translations according to the file; undefined if it names none. */
  languageOf?(text: string): LanguageTag | undefined;
  /**
   * The languages of a multilingual file, including the source language.
   *
   * @throws {MalformedFileError}
   */
  languagesIn?(text: string): LanguageTag[];
  /** @throws {MalformedFileError} with line and column */
  read(text: string, options?: ReadOptions): Document;
  /** {@link read} in short steps, if files of the format get so large that reading them would hold up an editor. */
  readSteps?(text: string, options?: ReadOptions): Generator<void, Document>;
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

/** A key path for people, such as `cart.items.2.title`; it may be ambiguous. */
export function keyName(key: KeyPath): string {
  return key.join(".");
}
