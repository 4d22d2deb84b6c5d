import { atOnce } from "#core/text/at-once.js";
import type { Span } from "#core/text/span.js";
import { malformedAt } from "#core/text/splice.js";
import { type Said, said } from "../../errors.js";
import { unescapePo } from "./escape.js";

/** A string of one or more quoted pieces; the span runs from the first quote to the last. */
export interface PoString extends Span {
  readonly value: string;
  /** `msgid`, `msgstr[0]` and so on. */
  readonly keyword: string;
  /** Start of the line of the keyword, and of the keyword itself. */
  readonly lineStart: number;
  readonly keywordStart: number;
}

/** An entry of a PO file; the span covers its lines, comments included. */
export interface PoEntry extends Span {
  readonly obsolete: boolean;
  readonly fuzzy: boolean;
  /** Extracted comments (`#.`), one line each. */
  readonly comment: string;
  readonly context?: PoString;
  readonly id?: PoString;
  readonly plural?: PoString;
  /** In the order of the file; the index is the plural form. */
  readonly translations: readonly PoString[];
  /** Flag lines (`#,`), and previous-message lines (`#|`), line ends included. */
  readonly flagLines: readonly Span[];
  readonly previousLines: readonly Span[];
}

type Mutable<Type> = { -readonly [Name in keyof Type]: Type[Name] };
type Building = Mutable<Omit<PoEntry, "translations" | "flagLines" | "previousLines">> & {
  translations: PoString[];
  flagLines: Span[];
  previousLines: Span[];
};

/** Most entries have no such lines: they share one empty list. */
const NONE: Span[] = [];

function append(spans: Span[], span: Span): Span[] {
  if (spans === NONE) return [span];
  spans.push(span);
  return spans;
}

const KEYWORD = /msg(?:ctxt|id_plural|id|str(?:\[\d{1,3}\])?)(?![A-Za-z_[])/y;

/**
 * Reads the entries of a PO text, with the spans of all strings. Tokens are as in GNU gettext: line ends matter only in
 * comments and strings. Linear in the text.
 *
 * @throws {MalformedFileError} at the first token that is not part of an entry
 */
export function parsePo(text: string): PoEntry[] {
  return atOnce(parsePoSteps(text));
}

/** {@link parsePo} in short steps, for large files. */
export function parsePoSteps(text: string): Generator<void, PoEntry[]> {
  return new PoParser(text).steps();
}

/**
 * Reads the first entries of a PO text, at least one if there is any.
 *
 * @throws {MalformedFileError} if something is wrong that far
 */
export function parsePoStart(text: string): readonly PoEntry[] {
  const parser = new PoParser(text);
  const steps = parser.steps();
  while (parser.entries.length === 0 && !steps.next().done);
  return parser.entries;
}

/** Tokens, blanks among them, that are read in one step. */
const TOKENS_IN_STEP = 5000;

class PoParser {
  readonly #text: string;
  readonly #entries: PoEntry[] = [];
  #entry: Building | undefined;
  #string: Mutable<PoString> | undefined;
  #at: number;
  #lineStart: number;

  /** Those that are complete so far. */
  get entries(): readonly PoEntry[] {
    return this.#entries;
  }

  constructor(text: string) {
    this.#text = text;
    this.#at = text.startsWith("\ufeff") ? 1 : 0;
    this.#lineStart = this.#at;
  }

  *steps(): Generator<void, PoEntry[]> {
    const text = this.#text;
    for (let done = 1; this.#at < text.length; done++) {
      if (done % TOKENS_IN_STEP === 0) yield;
      const char = text[this.#at];
      if (char === "\n" || char === "\r") this.#lineStart = ++this.#at;
      else if (char === " " || char === "\t" || char === "\f" || char === "\v") this.#at++;
      else if (char === "#") this.#comment();
      else if (char === '"') this.#piece();
      else {
        KEYWORD.lastIndex = this.#at;
        this.#keyword(KEYWORD.exec(text)?.[0]);
      }
    }
    this.#finishEntry();
    return this.#entries;
  }

  #finishEntry(): void {
    const entry = this.#entry;
    if (!entry) return;
    if (!entry.obsolete && (entry.id ?? entry.context) && entry.translations.length === 0)
      throw this.#wrong(entry.id ? said`${"msgstr"} is expected` : said`${"msgid"} is expected`);
    this.#entries.push(entry);
    this.#entry = undefined;
    this.#string = undefined;
  }

  #current(): Building {
    this.#entry ??= {
      start: this.#lineStart,
      end: this.#at,
      obsolete: false,
      fuzzy: false,
      comment: "",
      translations: [],
      flagLines: NONE,
      previousLines: NONE,
    };
    return this.#entry;
  }

  #isComplete(): boolean {
    return this.#entry !== undefined && (this.#entry.obsolete || this.#entry.translations.length > 0);
  }

  /** `# translator`, `#. extracted`, `#, flags`, `#| previous`, `#~ obsolete`. */
  #comment(): void {
    const text = this.#text;
    const at = this.#at;
    const end = lineBreakAt(text, at);
    const next = end + (text.startsWith("\r\n", end) ? 2 : end < text.length ? 1 : 0);
    const kind = text[at + 1];
    const before = this.#entry;
    if (kind === "~" ? before && !before.obsolete && before.id : this.#isComplete()) this.#finishEntry();
    const entry = this.#current();
    if (!entry.obsolete && (entry.id ?? entry.context))
      throw this.#wrong(entry.id ? said`${"msgstr"} is expected` : said`${"msgid"} is expected`);
    if (kind === "~") entry.obsolete = true;
    else if (kind === ".") entry.comment += (entry.comment && "\n") + text.slice(at + 2, end).trim();
    else if (kind === "|") entry.previousLines = append(entry.previousLines, this.#commentSpan(end, next));
    else if (kind === ",") {
      if (/,\s*fuzzy(?=[\s,]|$)/.test(text.slice(at, end))) entry.fuzzy = true;
      entry.flagLines = append(entry.flagLines, this.#commentSpan(end, next));
    }
    entry.end = next;
    this.#at = end;
  }

  /** The line of a comment, without anything before it. */
  #commentSpan(end: number, next: number): Span {
    const isAlone = this.#text.slice(this.#lineStart, this.#at).trim() === "";
    return isAlone ? { start: this.#lineStart, end: next } : { start: this.#at, end };
  }

  #keyword(name: string | undefined): void {
    if (name === undefined) throw this.#wrong(said`A comment, a keyword such as msgid, or a string is expected`);
    if ((name === "msgctxt" || name === "msgid") && this.#isComplete()) this.#finishEntry();
    const entry = this.#current();
    const problem = misplaced(name, entry);
    if (problem) throw this.#wrong(problem);
    const begin = /\s*"/y;
    begin.lastIndex = this.#at + name.length;
    if (!begin.test(this.#text)) throw this.#wrong(said`A string in double quotes is expected after ${name}`);
    const start = begin.lastIndex - 1;
    const string = { keyword: name, lineStart: this.#lineStart, keywordStart: this.#at, start, end: start, value: "" };
    if (name === "msgctxt") entry.context = string;
    else if (name === "msgid") entry.id = string;
    else if (name === "msgid_plural") entry.plural = string;
    else entry.translations.push(string);
    this.#string = string;
    this.#at += name.length;
  }

  #piece(): void {
    const text = this.#text;
    if (!this.#string || !this.#entry) throw this.#wrong(said`A keyword such as msgid is expected before this string`);
    let end = this.#at + 1;
    for (let code = text.charCodeAt(end); code !== QUOTE; code = text.charCodeAt(++end)) {
      if (code === BACKSLASH) code = text.charCodeAt(++end);
      if (code === LINE_FEED || code === RETURN || end >= text.length)
        throw this.#wrong(said`The string is not closed`);
    }
    this.#string.value += unescapePo(text.slice(this.#at + 1, end));
    this.#at = end + 1;
    this.#string.end = this.#at;
    this.#entry.end = this.#at;
  }

  #wrong(reason: Said): Error {
    return malformedAt(this.#text, this.#at, reason);
  }
}

/** The entry with the empty msgid describes the file. */
export function isHeader(entry: PoEntry): boolean {
  return !entry.obsolete && entry.id?.value === "" && entry.context === undefined;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

function lineBreakAt(text: string, from: number): number {
  let end = from;
  while (end < text.length && text.charCodeAt(end) !== LINE_FEED && text.charCodeAt(end) !== RETURN) end++;
  return end;
}

/** Why a keyword is not allowed here; undefined if it is allowed. */
function misplaced(keyword: string, { context, id, plural, translations }: Building): Said | undefined {
  if (keyword === "msgctxt")
    return id || context ? said`${id ? "msgstr" : "msgid"} is expected before ${"msgctxt"}` : undefined;
  if (keyword === "msgid") return id ? said`${"msgstr"} is expected before ${"msgid"}` : undefined;
  if (!id) return said`${"msgid"} is expected before ${keyword}`;
  if (keyword === "msgid_plural")
    return plural || translations.length > 0 ? said`A second ${"msgid_plural"} is not expected` : undefined;
  const expected = plural ? `msgstr[${translations.length}]` : "msgstr";
  if (!plural && translations.length > 0) return said`A second ${"msgstr"} is not expected`;
  return keyword === expected ? undefined : said`${expected} is expected, not ${keyword}`;
}
