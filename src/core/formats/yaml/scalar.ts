import { malformedAt } from "#core/text/splice.js";
import { said } from "../../errors.js";
import {
  afterBlanks,
  afterLineBreak,
  afterSpaces,
  isBlankAt,
  isFlowIndicatorAt,
  isGapAt,
  isLineEndAt,
  isMarkerAt,
} from "./chars.js";

/** A scalar, possibly on several lines. */
export interface ScannedScalar {
  /** Offset after it. */
  readonly end: number;
  readonly value: string;
  /** Start of its last line, if it has several. */
  readonly lastLine: number | undefined;
}

/** Whether the `:` at an offset ends a key. */
export function isKeyEndAt(text: string, at: number, flow: boolean): boolean {
  return text[at] === ":" && (isGapAt(text, at + 1) || (flow && isFlowIndicatorAt(text, at + 1)));
}

/** The end of a plain scalar on this line, without trailing blanks. */
function plainPartEnd(text: string, start: number, flow: boolean): number {
  let end = start;
  for (let at = start; !isLineEndAt(text, at); at++) {
    if (isBlankAt(text, at)) continue;
    if (text[at] === "#" && at > end) break;
    if (flow && isFlowIndicatorAt(text, at)) break;
    if (isKeyEndAt(text, at, flow)) break;
    end = at + 1;
  }
  return end;
}

/**
 * Reads a plain scalar, which continues on lines indented deeper than `indent`.
 *
 * @throws {MalformedFileError} if such a line has a key
 */
export function scanPlain(text: string, start: number, indent: number, flow: boolean): ScannedScalar {
  let end = plainPartEnd(text, start, flow);
  let value = text.slice(start, end);
  if (!isLineEndAt(text, afterBlanks(text, end))) return { end, value, lastLine: undefined };
  let lastLine: number | undefined;
  const parts = [value];
  for (;;) {
    const next = nextLine(text, afterBlanks(text, end));
    if (!next || next.at - next.start <= indent || text[next.at] === "#" || isMarkerAt(text, next.start)) break;
    const from = afterBlanks(text, next.at);
    if (flow && (isFlowIndicatorAt(text, from) || isKeyEndAt(text, from, true))) break;
    const until = plainPartEnd(text, from, flow);
    if (!flow && text[afterBlanks(text, until)] === ":" && isKeyEndAt(text, afterBlanks(text, until), false))
      throw malformedAt(text, from, said`A key is not expected inside a multi-line text: is the indentation right?`);
    if (until === from) break;
    parts.push(next.breaks === 1 ? " " : "\n".repeat(next.breaks - 1), text.slice(from, until));
    lastLine = next.start;
    end = until;
    if (!isLineEndAt(text, afterBlanks(text, end))) break;
  }
  if (parts.length > 1) value = parts.join("");
  return { end, value, lastLine };
}

/** The next non-blank line: its start, its first character after spaces, and the line breaks before it. */
function nextLine(text: string, lineEnd: number): { start: number; at: number; breaks: number } | undefined {
  let breaks = 0;
  for (let end = lineEnd; end < text.length; ) {
    const start = afterLineBreak(text, end);
    breaks++;
    const at = afterSpaces(text, start);
    end = afterBlanks(text, at);
    if (!isLineEndAt(text, end)) return { start, at, breaks };
  }
  return undefined;
}

const ESCAPES = new Map([
  ["0", "\0"],
  ["a", "\u0007"],
  ["b", "\b"],
  ["t", "\t"],
  ["\t", "\t"],
  ["n", "\n"],
  ["v", "\v"],
  ["f", "\f"],
  ["r", "\r"],
  ["e", "\u001b"],
  [" ", " "],
  ['"', '"'],
  ["/", "/"],
  ["\\", "\\"],
  ["N", "\u0085"],
  ["_", "\u00a0"],
  ["L", "\u2028"],
  ["P", "\u2029"],
]);
const HEX_LENGTH = new Map([
  ["x", 2],
  ["u", 4],
  ["U", 8],
]);

/**
 * Reads a scalar in single or double quotes.
 *
 * @param start offset of the quote
 * @param indent that further lines must exceed
 * @throws {MalformedFileError} if it is not closed, or an escape is invalid
 */
export function scanQuoted(text: string, start: number, indent: number): ScannedScalar {
  return new QuotedScanner(text, start, indent).scan();
}

class QuotedScanner {
  readonly #text: string;
  /** Offset of the opening quote. */
  readonly #start: number;
  /** What further lines must exceed. */
  readonly #indent: number;
  readonly #parts: string[] = [];
  /** Start of the part that is being read. */
  #from: number;
  #at: number;
  #lastLine: number | undefined;

  constructor(text: string, start: number, indent: number) {
    this.#text = text;
    this.#start = start;
    this.#indent = indent;
    this.#from = start + 1;
    this.#at = this.#from;
  }

  scan(): ScannedScalar {
    const text = this.#text;
    const quote = text[this.#start];
    for (;;) {
      const char = text[this.#at];
      if (char === quote) {
        if (quote !== "'" || text[this.#at + 1] !== "'") break;
        this.#take(this.#at + 1);
        this.#from = this.#at += 2;
      } else if (char === "\\" && quote === '"') {
        this.#take(this.#at);
        this.#from = this.#at = this.#escape();
      } else if (isLineEndAt(text, this.#at)) {
        let end = this.#at;
        while (end > this.#from && isBlankAt(text, end - 1)) end--;
        this.#take(end);
        this.#from = this.#at = this.#nextLine(this.#at, " ");
      } else this.#at++;
    }
    this.#take(this.#at);
    return { end: this.#at + 1, value: this.#parts.join(""), lastLine: this.#lastLine };
  }

  #take(end: number): void {
    this.#parts.push(this.#text.slice(this.#from, end));
  }

  /**
   * Continues on the next line with text: adds the folded line breaks, and returns where its text begins.
   *
   * @param joint what a single line break is folded to
   */
  #nextLine(at: number, joint: string): number {
    const text = this.#text;
    const next = nextLine(text, at);
    if (!next || next.at - next.start <= this.#indent || isMarkerAt(text, next.start))
      throw malformedAt(text, this.#start, said`The string is not closed`);
    this.#parts.push(next.breaks === 1 ? joint : "\n".repeat(next.breaks - 1));
    this.#lastLine = next.start;
    return afterBlanks(text, next.start);
  }

  /** Decodes the escape at the cursor; returns the offset after it. */
  #escape(): number {
    const text = this.#text;
    const at = this.#at;
    if (isLineEndAt(text, at + 1) && at + 1 < text.length) return this.#nextLine(at + 1, "");
    const name = text[at + 1] ?? "";
    const char = ESCAPES.get(name);
    if (char !== undefined) {
      this.#parts.push(char);
      return at + 2;
    }
    const length = HEX_LENGTH.get(name);
    const digits = text.slice(at + 2, at + 2 + (length ?? 0));
    const code = /^[\da-fA-F]+$/.test(digits) && digits.length === length ? Number.parseInt(digits, 16) : Number.NaN;
    if (!(code <= 0x10ffff)) throw malformedAt(text, at, said`The escape is not valid`);
    this.#parts.push(String.fromCodePoint(code));
    return at + 2 + digits.length;
  }
}
