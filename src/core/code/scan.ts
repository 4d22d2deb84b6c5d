import type { Span } from "../text/span.js";
import { CODE_LANGUAGES, type CodeLanguage } from "./languages.js";
import { type CodeLiteral, type LiteralKind, pieceText } from "./literal.js";
import { jsxAt } from "./markup.js";
import { readInside } from "./read-inside.js";
import { type CodeReader, MarkupReader } from "./scan-markup.js";

/** What is in a file of code. */
export interface ScannedCode {
  /** In the order of their ends: nested ones come first. */
  readonly literals: readonly CodeLiteral[];
  readonly comments: readonly Span[];
}

/** Deeper code is not read. */
const MAX_DEPTH = 100;

/**
 * Finds the texts of a file of code: string literals, and in markup attributes and texts between tags. An incomplete file
 * is read as far as possible.
 *
 * @param languageId the editor's identifier
 * @returns undefined for an unknown language
 */
export function scanCode(text: string, languageId: string): ScannedCode | undefined {
  const language = CODE_LANGUAGES[languageId];
  if (!language) return undefined;
  const scanner = new Scanner(text, language);
  if (language.markup) scanner.markup(0, false);
  else scanner.code(0);
  return scanner;
}

/** Words that a value follows, so that a slash begins a regular expression and `<` an element. */
const BEFORE_VALUE = /^(?:return|typeof|case|in|of|delete|void|throw|new|else|do|yield|await|default|instanceof)$/;
const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
/** Longer ones are not looked for: each slash of a long line could begin one. */
const REGEXP = /\/(?:[^\\/[\r\n]|\\[^\r\n]|\[(?:[^\]\\\r\n]|\\[^\r\n]){0,200}\]){1,1000}\/[a-z]*/y;
/** What looks like a text and not an identifier: several words, or one with a capital. */
const PROSE = /\p{L}\S*\s+\S|^\P{L}*\p{Lu}\p{Ll}/u;

class Scanner implements ScannedCode, CodeReader {
  readonly literals: CodeLiteral[] = [];
  readonly comments: Span[] = [];
  readonly #text: string;
  readonly #language: CodeLanguage;
  readonly #markup: MarkupReader;
  #depth = 0;
  /** UTF-16 code units that may still be read again because something before them is not closed. */
  #patience: number;

  constructor(text: string, language: CodeLanguage) {
    this.#text = text;
    this.#language = language;
    this.#markup = new MarkupReader(text, language.markup, this);
    this.#patience = 4 * text.length + 100_000;
  }

  /**
   * Reads code up to a bracket that it did not open, or its end.
   *
   * @param forbidden the quote of the attribute that the code is in, which ends it
   */
  code(from: number, close?: ")" | "}" | "?>", forbidden?: string): number | undefined {
    if (this.#depth >= MAX_DEPTH) return undefined;
    this.#depth++;
    const end = this.#read(() => this.#code(from, close, forbidden), this.#text.length - from);
    this.#depth--;
    return end;
  }

  /**
   * Reads something that may have no end. If it has none, what was found in it is dropped, because it is read again
   * without its opening: if many are nested, each would double the work.
   *
   * @param length of the text that was read without a result
   */
  #read<Result>(read: () => Result | undefined, length: number): Result | undefined {
    const [literals, comments] = [this.literals.length, this.comments.length];
    const result = read();
    if (result !== undefined) return result;
    this.literals.length = literals;
    this.comments.length = comments;
    this.#patience -= length;
    return undefined;
  }

  #code(from: number, close: ")" | "}" | "?>" | undefined, forbidden: string | undefined): number | undefined {
    const text = this.#text;
    const { comment } = this.#language;
    let open = 0;
    let beforeValue = true;
    let word = "";
    const mustClose = close !== undefined && close !== "?>";
    let at = from;
    while (at < text.length) {
      if (mustClose && this.#patience < 0) return undefined;
      const char = text[at] ?? "";
      if (char === forbidden) return at;
      if (close === "?>" && text.startsWith(close, at)) return at;
      const commentEnd = matchEnd(comment, text, at);
      if (commentEnd) {
        this.comments.push({ start: at, end: commentEnd });
        at = commentEnd;
        continue;
      }
      const literalEnd = this.#literal(at, word, forbidden);
      if (literalEnd) {
        at = literalEnd;
        beforeValue = false;
        word = "";
        continue;
      }
      const wordEnd = matchEnd(WORD, text, at);
      if (wordEnd) {
        word = text.slice(at, wordEnd);
        beforeValue = BEFORE_VALUE.test(word);
        at = wordEnd;
        continue;
      }
      const valueEnd = beforeValue ? this.#valueEnd(at) : undefined;
      if (valueEnd) {
        at = valueEnd;
        beforeValue = false;
        continue;
      }
      if (char === close && open === 0) return at;
      if (char === "(" || char === "[" || char === "{") open++;
      else if (char === ")" || char === "]" || char === "}") open = Math.max(0, open - 1);
      if (/\S/.test(char)) {
        beforeValue = !/[)\]\p{N}]/u.test(char);
        word = char === "(" ? word : char;
      }
      at++;
    }
    return mustClose ? undefined : at;
  }

  /** Reads the regular expression or element at an offset where a value may be; returns its end, or undefined if there is none. */
  #valueEnd(at: number): number | undefined {
    const { hasRegExps, hasJsx } = this.#language;
    if (hasRegExps && this.#text[at] === "/") return matchEnd(REGEXP, this.#text, at) ?? at + 1;
    return hasJsx && jsxAt(this.#text, at) ? this.markup(at, true) : undefined;
  }

  /** Reads the literal at an offset; returns its end, or undefined if there is none. @param before the last word */
  #literal(at: number, before: string, forbidden: string | undefined): number | undefined {
    const text = this.#text;
    for (const { open, kindOf } of this.#language.literals) {
      open.lastIndex = at;
      const match = open.exec(text);
      if (!match) continue;
      const inside = at + match[0].length;
      const plain = kindOf(match);
      if (!plain) return inside;
      const kind = forbidden === undefined ? plain : { ...plain, forbidden };
      const read = this.inside(inside, kind, forbidden);
      // It is still being typed: the rest is read as if it were not there.
      if (!read) return inside;
      const end = read.end + kind.close.length;
      const outer = { start: at, end };
      const isForPeople =
        PROSE.test(pieceText(read.pieces)) && !/^(?:from|import|require)$/.test(before) && !this.#isKey(end, before);
      if (!kind.isBytes)
        this.literals.push({ kind, pieces: read.pieces, start: inside, end: read.end, outer, isForPeople });
      return end;
    }
    return undefined;
  }

  inside(from: number, kind: LiteralKind, forbidden: string | undefined): ReturnType<typeof readInside> {
    if (this.#patience < 0) return undefined;
    const lineEnd = kind.isMultiline ? -1 : this.#text.indexOf("\n", from);
    const length = (lineEnd < 0 ? this.#text.length : lineEnd) - from;
    return this.#read(() => readInside(this.#text, from, kind, (at, close) => this.code(at, close, forbidden)), length);
  }

  /** Whether a literal up to an offset is a key of an object. */
  #isKey(end: number, before: string): boolean {
    const isFirst = /^[{,]?$/.test(before);
    return isFirst && /^\s*(?::(?!:)|=>)/.test(this.#text.slice(end, end + 20));
  }

  /** Reads elements, see {@link MarkupReader.read}. */
  markup(from: number, isJsx: boolean): number {
    return this.#markup.read(from, isJsx);
  }

  script(from: number, end: number): void {
    const code = new Scanner(this.#text.slice(0, end), this.#language);
    code.code(from);
    this.literals.push(...code.literals);
    this.comments.push(...code.comments);
  }
}

function matchEnd(pattern: RegExp | undefined, text: string, at: number): number | undefined {
  if (!pattern) return undefined;
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match && match[0] !== "" ? at + match[0].length : undefined;
}
