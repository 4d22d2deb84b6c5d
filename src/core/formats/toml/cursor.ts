import { malformedAt } from "#core/text/splice.js";
import type { Said } from "../../errors.js";
import { scanString } from "./string.js";

/** A part of a dotted key, or the place of an element in its list. */
export interface KeyPart {
  readonly name: string | number;
  readonly start: number;
  readonly end: number;
}

const BARE_KEY = /[\w-]+/y;
const TO_LINE_END = /[^\r\n]*/y;

/** A place in a TOML text, and how to get on from there. */
export class TomlCursor {
  readonly text: string;
  at: number;
  /** The start of the line. */
  lineStart: number;

  constructor(text: string) {
    this.text = text;
    this.at = text.startsWith("\ufeff") ? 1 : 0;
    this.lineStart = this.at;
  }

  /** The character here; undefined at the end. */
  get char(): string | undefined {
    return this.text[this.at];
  }

  /** Reads a key with the blanks after it. */
  key(expected: Said): KeyPart[] {
    const parts: KeyPart[] = [];
    for (;;) {
      const start = this.at;
      const char = this.text[start];
      if (char === '"' || char === "'") {
        const { value, quotes, end } = scanString(this.text, start);
        if (quotes.endsWith("-lines")) throw this.wrong(expected);
        this.at = end;
        parts.push({ name: value, start, end });
      } else {
        this.skip(BARE_KEY);
        if (this.at === start) throw this.wrong(expected);
        parts.push({ name: this.text.slice(start, this.at), start, end: this.at });
      }
      this.skipBlanks();
      if (this.text[this.at] !== ".") return parts;
      this.at++;
      this.skipBlanks();
    }
  }

  /** Skips blanks, line ends and comments between the values of an array or inline table. */
  skipInside(): void {
    for (;;) {
      this.skipBlanks();
      if (this.text[this.at] === "#") this.skipToLineEnd();
      if (!this.skipLineEnd()) return;
    }
  }

  skipBlanks(): void {
    while (this.text[this.at] === " " || this.text[this.at] === "\t") this.at++;
  }

  /** Skips what a sticky pattern matches here. */
  skip(pattern: RegExp): void {
    pattern.lastIndex = this.at;
    if (pattern.test(this.text)) this.at = pattern.lastIndex;
  }

  /** Skips a comment, or anything else up to the end of the line. */
  skipToLineEnd(): void {
    this.skip(TO_LINE_END);
  }

  /** Skips a line end, if there is one. */
  skipLineEnd(): boolean {
    const char = this.text[this.at];
    if (char !== "\n" && char !== "\r") return false;
    this.at += char === "\r" && this.text[this.at + 1] === "\n" ? 2 : 1;
    this.lineStart = this.at;
    return true;
  }

  /** The error for what is here. */
  wrong(reason: Said): Error {
    return malformedAt(this.text, this.at, reason);
  }
}
