import { atOnce } from "#core/text/at-once.js";
import type { Span } from "#core/text/span.js";
import { malformedAt } from "#core/text/splice.js";
import { type Said, said } from "../../errors.js";
import type { NamedEntry } from "../keys/flat-keys.js";
import { unescapeStrings } from "./escape.js";

/** An entry `key = value;`; the span is that of the value, quotes included. */
export interface StringsEntry extends NamedEntry {
  readonly value: string;
  /** The span of the key, quotes included. */
  readonly keyStart: number;
  readonly keyEnd: number;
  /** Whether the key is also the value: `"key";`. */
  readonly short: boolean;
  /** End of the entry: after its semicolon and the comments on the rest of that line. */
  readonly entryEnd: number;
  /** Text of the comments directly above and after it. */
  readonly comment: string;
  /** Start of the comments directly above, or of the key if there are none. */
  readonly commentStart: number;
}

interface Token extends Span {
  readonly value: string;
}

interface Comment extends Span {
  readonly text: string;
}

const SPACE = /[\t-\r \u2028\u2029]*/y;
const UNQUOTED = /[A-Za-z0-9_$/:.-]+/y;
const QUOTE_MARKS = new Set(['"', "'"]);
const BACKSLASH = 0x5c;
/** Most tokens have no comments around them: they share one empty list. */
const NONE: Comment[] = [];
/** The comment that genstrings writes if the programmer gave none. */
const NO_COMMENT = "No comment provided by engineer.";

/** What is expected, made once: a file has many tokens. */
const [KEY, VALUE] = [said`A key`, said`A value in double quotes`];

/**
 * Reads the entries of an Apple .strings text: the old-style property list of strings that
 * Foundation reads ("Old-Style ASCII Property Lists", Property List Programming Topics). Values that
 * are arrays, dictionaries or data are refused. Linear in the text.
 *
 * @throws {MalformedFileError} at the first token that is not part of an entry
 */
export function parseStrings(text: string): StringsEntry[] {
  return atOnce(parseStringsSteps(text));
}

/** {@link parseStrings} in short steps, for large files. */
export function parseStringsSteps(text: string): Generator<void, StringsEntry[]> {
  return new StringsParser(text).steps();
}

/** Entries that are read in one step. */
const ENTRIES_IN_STEP = 200;

/** A text as far as it is read. */
class StringsParser {
  readonly #text: string;
  #at: number;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.startsWith("\ufeff") ? 1 : 0;
  }

  *steps(): Generator<void, StringsEntry[]> {
    const entries: StringsEntry[] = [];
    let comments: readonly Comment[] = this.#comments();
    while (this.#at < this.#text.length) {
      const above = directlyAbove(this.#text, comments, this.#at);
      const { key, value, short } = this.#entry();
      const end = this.#at;
      comments = this.#comments();
      const after = onSameLine(this.#text, comments, end);
      if (after.length > 0) comments = comments.slice(after.length);
      entries.push({
        key: key.value,
        keyStart: key.start,
        keyEnd: key.end,
        value: value.value,
        start: value.start,
        end: value.end,
        short,
        entryEnd: after.at(-1)?.end ?? end,
        comment: above.length + after.length === 0 ? "" : textOf([...above, ...after]),
        commentStart: above[0]?.start ?? key.start,
      });
      if (entries.length % ENTRIES_IN_STEP === 0) yield;
    }
    return entries;
  }

  /** Reads a key and its value, up to and including the semicolon. */
  #entry(): { readonly key: Token; readonly value: Token; readonly short: boolean } {
    const key = this.#token(KEY);
    this.#comments();
    const short = this.#text[this.#at] !== "=";
    let value: Token = { value: key.value, start: key.end, end: key.end };
    if (!short) {
      this.#at++;
      this.#comments();
      value = this.#token(VALUE);
      this.#comments();
    }
    if (this.#text[this.#at] !== ";") {
      this.#fail(short ? key.end : value.end, said`';' is expected after the ${short ? "key" : "value"}`);
    }
    this.#at++;
    return { key, value, short };
  }

  /** Skips blanks and comments; returns the comments. */
  #comments(): Comment[] {
    const text = this.#text;
    let comments = NONE;
    for (;;) {
      SPACE.lastIndex = this.#at;
      SPACE.test(text);
      this.#at = SPACE.lastIndex;
      const start = this.#at;
      const isLine = text.startsWith("//", start);
      if (!isLine && !text.startsWith("/*", start)) return comments;
      if (comments === NONE) comments = [];
      const close = isLine ? lineBreakAt(text, start) : text.indexOf("*/", start + 2);
      if (close < 0) this.#fail(start, said`The comment is not closed`);
      this.#at = isLine ? close : close + 2;
      comments.push({ start, end: this.#at, text: plainText(text.slice(start + 2, close)) });
    }
  }

  #token(what: Said): Token {
    const text = this.#text;
    const start = this.#at;
    const mark = text.charAt(start);
    if (!QUOTE_MARKS.has(mark)) {
      UNQUOTED.lastIndex = start;
      const value = UNQUOTED.exec(text)?.[0] ?? this.#fail(start, said`${what} is expected`);
      this.#at += value.length;
      return { start, end: this.#at, value };
    }
    const end = closingQuote(text, mark, start + 1);
    if (end < 0) this.#fail(start, said`The string is not closed`);
    const raw = text.slice(start + 1, end);
    this.#at = end + 1;
    const value = unescapeStrings(raw, (offset) =>
      this.#fail(start + 1 + offset, said`The \\U escape is not valid: hexadecimal digits are expected`),
    );
    return { start, end: this.#at, value };
  }

  #fail(offset: number, reason: Said): never {
    throw malformedAt(this.#text, offset, reason);
  }
}

/** The offset of the closing quote; -1 if there is none. */
function closingQuote(text: string, mark: string, from: number): number {
  for (let end = text.indexOf(mark, from); end >= 0; end = text.indexOf(mark, end + 1)) {
    let backslashes = end;
    while (backslashes > from && text.charCodeAt(backslashes - 1) === BACKSLASH) backslashes--;
    if ((end - backslashes) % 2 === 0) return end;
  }
  return -1;
}

/** The comments before an offset, without a blank line between them. */
function directlyAbove(text: string, comments: readonly Comment[], at: number): readonly Comment[] {
  if (comments.length === 0) return comments;
  let next = at;
  const above: Comment[] = [];
  for (const comment of comments.toReversed()) {
    if ((text.slice(comment.end, next).match(/\r\n|\r|\n/g)?.length ?? 0) > 1) break;
    above.push(comment);
    next = comment.start;
  }
  return above.reverse();
}

/** The comments after an offset, on the same line. */
function onSameLine(text: string, comments: readonly Comment[], end: number): readonly Comment[] {
  let from = end;
  const index = comments.findIndex((comment) => {
    const isBelow = /[\r\n]/.test(text.slice(from, comment.start));
    from = comment.end;
    return isBelow;
  });
  return index < 0 ? comments : comments.slice(0, index);
}

function textOf(comments: readonly Comment[]): string {
  const texts = comments.map(({ text }) => text).filter((text) => text !== NO_COMMENT);
  return texts.join("\n");
}

/** The lines of a comment without their indentation. */
function plainText(comment: string): string {
  if (!/[\r\n]/.test(comment)) return comment.trim();
  const lines = comment.split(/\r\n|\r|\n/).map((line) => line.trim());
  return lines.join("\n").trim();
}

function lineBreakAt(text: string, from: number): number {
  const lineBreak = /[\r\n]/g;
  lineBreak.lastIndex = from;
  return lineBreak.exec(text)?.index ?? text.length;
}
