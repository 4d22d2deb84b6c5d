import type { Span } from "#core/text/span.js";
import { malformedAt } from "#core/text/splice.js";
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
  const entries: PoEntry[] = [];
  let entry: Building | undefined;
  let string: Mutable<PoString> | undefined;
  let at = text.startsWith("\ufeff") ? 1 : 0;
  let lineStart = at;

  const wrong = (reason: string): Error => malformedAt(text, at, reason);
  const finishEntry = (): void => {
    if (!entry) return;
    if (!entry.obsolete && (entry.id ?? entry.context) && entry.translations.length === 0) {
      throw wrong(entry.id ? "A msgstr is expected" : "A msgid is expected");
    }
    entries.push(entry);
    entry = undefined;
    string = undefined;
  };
  const current = (): Building => {
    entry ??= {
      start: lineStart,
      end: at,
      obsolete: false,
      fuzzy: false,
      comment: "",
      translations: [],
      flagLines: NONE,
      previousLines: NONE,
    };
    return entry;
  };
  const isComplete = (): boolean => entry !== undefined && (entry.obsolete || entry.translations.length > 0);

  /** The line of a comment, without anything before it. */
  const commentSpan = (end: number, next: number): Span =>
    text.slice(lineStart, at).trim() === "" ? { start: lineStart, end: next } : { start: at, end };

  /** `# translator`, `#. extracted`, `#, flags`, `#| previous`, `#~ obsolete`. */
  const comment = (): void => {
    const end = lineBreakAt(text, at);
    const next = end + (text.startsWith("\r\n", end) ? 2 : end < text.length ? 1 : 0);
    const kind = text[at + 1];
    if (kind === "~" ? entry && !entry.obsolete && entry.id : isComplete()) finishEntry();
    if (entry && !entry.obsolete && (entry.id ?? entry.context))
      throw wrong(entry.id ? "A msgstr is expected" : "A msgid is expected");
    const building = current();
    if (kind === "~") building.obsolete = true;
    else if (kind === ".") building.comment += (building.comment && "\n") + text.slice(at + 2, end).trim();
    else if (kind === "|") building.previousLines = append(building.previousLines, commentSpan(end, next));
    else if (kind === ",") {
      if (/,\s*fuzzy(?=[\s,]|$)/.test(text.slice(at, end))) building.fuzzy = true;
      building.flagLines = append(building.flagLines, commentSpan(end, next));
    }
    building.end = next;
    at = end;
  };

  const keyword = (name: string | undefined): void => {
    if (name === undefined) throw wrong("A comment, a keyword such as msgid, or a string is expected");
    if ((name === "msgctxt" || name === "msgid") && isComplete()) finishEntry();
    const building = current();
    const problem = misplaced(name, building);
    if (problem) throw wrong(problem);
    const begin = /\s*"/y;
    begin.lastIndex = at + name.length;
    if (!begin.test(text)) throw wrong(`A string in double quotes is expected after ${name}`);
    const start = begin.lastIndex - 1;
    string = { keyword: name, lineStart, keywordStart: at, start, end: start, value: "" };
    if (name === "msgctxt") building.context = string;
    else if (name === "msgid") building.id = string;
    else if (name === "msgid_plural") building.plural = string;
    else building.translations.push(string);
    at += name.length;
  };

  const piece = (): void => {
    if (!string || !entry) throw wrong("A keyword such as msgid is expected before this string");
    let end = at + 1;
    for (let code = text.charCodeAt(end); code !== QUOTE; code = text.charCodeAt(++end)) {
      if (code === BACKSLASH) code = text.charCodeAt(++end);
      if (code === LINE_FEED || code === RETURN || end >= text.length) throw wrong("The string is not closed");
    }
    string.value += unescapePo(text.slice(at + 1, end));
    at = end + 1;
    string.end = at;
    entry.end = at;
  };

  while (at < text.length) {
    const char = text[at];
    if (char === "\n" || char === "\r") lineStart = ++at;
    else if (char === " " || char === "\t" || char === "\f" || char === "\v") at++;
    else if (char === "#") comment();
    else if (char === '"') piece();
    else {
      KEYWORD.lastIndex = at;
      keyword(KEYWORD.exec(text)?.[0]);
    }
  }
  finishEntry();
  return entries;
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

/** Why a keyword is not allowed here; undefined if it is. */
function misplaced(keyword: string, { context, id, plural, translations }: Building): string | undefined {
  if (keyword === "msgctxt")
    return id || context ? `A ${id ? "msgstr" : "msgid"} is expected before the next msgctxt` : undefined;
  if (keyword === "msgid") return id ? "A msgstr is expected before the next msgid" : undefined;
  if (!id) return `A msgid is expected before ${keyword}`;
  if (keyword === "msgid_plural")
    return plural || translations.length > 0 ? "A second msgid_plural is not expected" : undefined;
  const expected = plural ? `msgstr[${translations.length}]` : "msgstr";
  if (!plural && translations.length > 0) return "A second msgstr is not expected";
  return keyword === expected ? undefined : `${expected} is expected and not ${keyword}`;
}
