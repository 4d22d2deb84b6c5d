import type { Span } from "../text/span.js";
import { CODE_LANGUAGES, type CodeLanguage } from "./languages.js";
import { type CodeLiteral, type LiteralKind, pieceText } from "./literal.js";
import { ATTRIBUTES_FOR_PEOPLE, isCodeAttribute, isInline, jsxAt, RAW_ELEMENT, TAG } from "./markup.js";
import { MarkupText } from "./markup-text.js";
import { readInside } from "./read-inside.js";

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

class Scanner implements ScannedCode {
  readonly literals: CodeLiteral[] = [];
  readonly comments: Span[] = [];
  readonly #text: string;
  readonly #language: CodeLanguage;
  #depth = 0;
  /** UTF-16 code units that may still be read again because something before them is not closed. */
  #patience: number;

  constructor(text: string, language: CodeLanguage) {
    this.#text = text;
    this.#language = language;
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
   * What something reads to its end. Where it has none, nothing of it counts, as it is read again without what opens it: each of
   * many in one another would double the work.
   *
   * @param length of what was read in vain
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
    const { hasRegExps, hasJsx, comment } = this.#language;
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
      if (beforeValue && hasRegExps && char === "/") {
        at = matchEnd(REGEXP, text, at) ?? at + 1;
        beforeValue = false;
        continue;
      }
      if (beforeValue && hasJsx && jsxAt(text, at)) {
        at = this.markup(at, true);
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
      const read = this.#inside(inside, kind, forbidden);
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

  #inside(from: number, kind: LiteralKind, forbidden: string | undefined): ReturnType<typeof readInside> {
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

  /** Reads elements: all that follow, or in JSX one with what is in it. Returns the offset after them. */
  markup(from: number, isJsx: boolean): number {
    const text = this.#text;
    const run = new MarkupText(text, isJsx ? "jsx" : "html", this.literals);
    let depth = 0;
    let at = from;
    while (at < text.length) {
      const code = this.#codeInText(at, isJsx);
      if (code) {
        if (code.isKept) run.keep(at, code.end);
        else run.end();
        at = code.end;
        continue;
      }
      TAG.lastIndex = at;
      const tag = TAG.exec(text);
      if (!tag) {
        at = run.text(at);
        continue;
      }
      const [opened, slash, name = ""] = tag;
      if (opened === "<!--") {
        const end = text.indexOf("-->", at);
        const after = end < 0 ? text.length : end + 3;
        run.end();
        this.comments.push({ start: at, end: after });
        at = after;
        continue;
      }
      const { end, isClosed } = this.#attributes(at + opened.length, isJsx);
      const isOutermost = isJsx && depth <= (slash ? 1 : 0);
      if (isInline(name) && !isOutermost) run.keep(at, end);
      else run.end();
      at = end;
      if (slash) depth--;
      else if (!isClosed) depth++;
      if (isJsx && depth <= 0) {
        run.end();
        return at;
      }
      if (!isJsx && !slash && !isClosed && RAW_ELEMENT.test(name)) at = this.#rawElement(at, name);
    }
    run.end();
    return at;
  }

  /** Code between texts. */
  #codeInText(at: number, isJsx: boolean): { readonly end: number; readonly isKept: boolean } | undefined {
    const text = this.#text;
    const { markup } = this.#language;
    if (markup === "php" && /^<\?(?:php\b|=)/.test(text.slice(at, at + 6))) {
      const end = this.code(at + (text[at + 2] === "=" ? 3 : 5), "?>") ?? text.length;
      return { end: Math.min(text.length, end + 2), isKept: text[at + 2] === "=" };
    }
    const opening = isJsx || markup === "svelte" ? "{" : markup === "vue" ? "{{" : undefined;
    if (opening === undefined || !text.startsWith(opening, at)) return undefined;
    const end = this.code(at + opening.length, "}");
    if (end === undefined || !text.startsWith("}".repeat(opening.length), end)) return undefined;
    const after = end + opening.length;
    return { end: after, isKept: !/^\{\s*(?:\/\*|[#:/@])/.test(text.slice(at, after)) };
  }

  /** Reads attributes up to the end of the tag. */
  #attributes(from: number, isJsx: boolean): { readonly end: number; readonly isClosed: boolean } {
    const text = this.#text;
    let at = from;
    while (at < text.length) {
      const char = text[at] ?? "";
      if (char === ">") return { end: at + 1, isClosed: false };
      if (text.startsWith("/>", at)) return { end: at + 2, isClosed: true };
      if (char === "{" && (isJsx || this.#language.markup === "svelte")) {
        at = (this.code(at + 1, "}") ?? at) + 1;
        continue;
      }
      ATTRIBUTE.lastIndex = at;
      const [all, name = "", quote] = ATTRIBUTE.exec(text) ?? [];
      if (all === undefined) {
        at++;
        continue;
      }
      at += all.length;
      if (quote) at = this.#attribute(at, name, quote, isJsx);
    }
    return { end: at, isClosed: true };
  }

  #attribute(from: number, name: string, quote: string, isJsx: boolean): number {
    if (!isJsx && isCodeAttribute(name)) return (this.code(from, undefined, quote) ?? from) + 1;
    const kind: LiteralKind = {
      close: quote,
      isMultiline: true,
      interpolations: this.#language.markup === "svelte" && !isJsx ? [{ open: /\{/y, close: "}" }] : [],
      doubled: "",
      markup: isJsx ? "jsx" : "html",
    };
    const read = this.#inside(from, kind, quote);
    if (!read) return from;
    const outer = { start: from - 1, end: read.end + 1 };
    const isForPeople = ATTRIBUTES_FOR_PEOPLE.test(name);
    this.literals.push({ kind, pieces: read.pieces, start: from, end: read.end, outer, isForPeople });
    return read.end + 1;
  }

  /** Skips an element whose content is not markup; scripts are code. Returns the offset of its closing tag. */
  #rawElement(from: number, name: string): number {
    const close = new RegExp(`</${name}\\s*>`, "gi");
    close.lastIndex = from;
    const end = close.exec(this.#text)?.index ?? this.#text.length;
    if (/^script$/i.test(name)) {
      const code = new Scanner(this.#text.slice(0, end), this.#language);
      code.code(from);
      this.literals.push(...code.literals);
      this.comments.push(...code.comments);
    }
    return end;
  }
}

const ATTRIBUTE = /([^\s"'<>/={}]+)(?:\s*=\s*(?:(["'])|(?=\{)|[^\s"'<>={}]*))?/y;

function matchEnd(pattern: RegExp | undefined, text: string, at: number): number | undefined {
  if (!pattern) return undefined;
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match && match[0] !== "" ? at + match[0].length : undefined;
}
