import type { Span } from "../text/span.js";
import type { CodeLanguage } from "./languages.js";
import type { CodeLiteral, LiteralKind } from "./literal.js";
import { ATTRIBUTES_FOR_PEOPLE, isCodeAttribute, isInline, RAW_ELEMENT, TAG } from "./markup.js";
import { MarkupText } from "./markup-text.js";
import type { readInside } from "./read-inside.js";

/** Reads the code in markup, and collects what is found in both. */
export interface CodeReader {
  readonly literals: CodeLiteral[];
  readonly comments: Span[];
  /** Reads code up to a bracket that it did not open; undefined if it has no end. */
  code(from: number, close?: ")" | "}" | "?>", forbidden?: string): number | undefined;
  /** Reads a literal from after its opening quote; undefined if it has no end. */
  inside(from: number, kind: LiteralKind, forbidden: string | undefined): ReturnType<typeof readInside>;
  /** Reads the code of a script element. */
  script(from: number, end: number): void;
}

/** Reads elements, their attributes and the texts between them. */
export class MarkupReader {
  readonly #text: string;
  readonly #language: CodeLanguage["markup"];
  readonly #code: CodeReader;

  constructor(text: string, language: CodeLanguage["markup"], code: CodeReader) {
    this.#text = text;
    this.#language = language;
    this.#code = code;
  }

  /** Reads all elements that follow, or in JSX one element with its content. Returns the offset after them. */
  read(from: number, isJsx: boolean): number {
    const text = this.#text;
    const run = new MarkupText(text, isJsx ? "jsx" : "html", this.#code.literals);
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
        this.#code.comments.push({ start: at, end: after });
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
    const markup = this.#language;
    if (markup === "php" && /^<\?(?:php\b|=)/.test(text.slice(at, at + 6))) {
      const end = this.#code.code(at + (text[at + 2] === "=" ? 3 : 5), "?>") ?? text.length;
      return { end: Math.min(text.length, end + 2), isKept: text[at + 2] === "=" };
    }
    const opening = isJsx || markup === "svelte" ? "{" : markup === "vue" ? "{{" : undefined;
    if (opening === undefined || !text.startsWith(opening, at)) return undefined;
    const end = this.#code.code(at + opening.length, "}");
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
      if (char === "{" && (isJsx || this.#language === "svelte")) {
        at = (this.#code.code(at + 1, "}") ?? at) + 1;
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
    if (!isJsx && isCodeAttribute(name)) return (this.#code.code(from, undefined, quote) ?? from) + 1;
    const kind: LiteralKind = {
      close: quote,
      isMultiline: true,
      interpolations: this.#language === "svelte" && !isJsx ? [{ open: /\{/y, close: "}" }] : [],
      doubled: "",
      markup: isJsx ? "jsx" : "html",
    };
    const read = this.#code.inside(from, kind, quote);
    if (!read) return from;
    const outer = { start: from - 1, end: read.end + 1 };
    const isForPeople = ATTRIBUTES_FOR_PEOPLE.test(name);
    this.#code.literals.push({ kind, pieces: read.pieces, start: from, end: read.end, outer, isForPeople });
    return read.end + 1;
  }

  /** Skips an element whose content is not markup; scripts are code. Returns the offset of its closing tag. */
  #rawElement(from: number, name: string): number {
    const close = new RegExp(`</${name}\\s*>`, "gi");
    close.lastIndex = from;
    const end = close.exec(this.#text)?.index ?? this.#text.length;
    if (/^script$/i.test(name)) this.#code.script(from, end);
    return end;
  }
}

const ATTRIBUTE = /([^\s"'<>/={}]+)(?:\s*=\s*(?:(["'])|(?=\{)|[^\s"'<>={}]*))?/y;
