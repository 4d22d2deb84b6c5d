import { malformedAt } from "#core/text/splice.js";
import { said } from "../../errors.js";
import type { TomlQuotes } from "./node.js";

/** A string that was read. */
export interface ScannedString {
  readonly value: string;
  readonly quotes: TomlQuotes;
  /** Offset after the closing quotes. */
  readonly end: number;
}

/** Controls but the tab and line ends. */
const CONTROLS = "\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f";

/** What a string may contain up to its end or an escape, or to what it may not contain: TOML 1.0.0, "String". */
const RUNS: Readonly<Record<TomlQuotes, RegExp>> = {
  basic: new RegExp(`[^"\\\\\\r\\n${CONTROLS}]*`, "y"),
  literal: new RegExp(`[^'\\r\\n${CONTROLS}]*`, "y"),
  "basic-lines": new RegExp(`[^"\\\\${CONTROLS}]*`, "y"),
  "literal-lines": new RegExp(`[^'${CONTROLS}]*`, "y"),
};

/**
 * An escape of TOML 1.0 or 1.1, or, in a string of several lines, a backslash that removes the white space after it;
 * also a line end other than a single line feed.
 */
const ESCAPE = /\r\n?|\\(?:["\\bfnrte]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[ \t]*(?:\r\n?|\n)[ \t\r\n]*|.)/gsu;

const ESCAPED: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  e: "\x1b",
};

/**
 * Reads the string that begins at an offset. Linear in its length.
 *
 * @throws {MalformedFileError}
 */
export function scanString(text: string, start: number): ScannedString {
  const quote = text[start];
  const isLong = text[start + 1] === quote && text[start + 2] === quote;
  const quotes = quote === '"' ? (isLong ? "basic-lines" : "basic") : isLong ? "literal-lines" : "literal";
  const from = start + (isLong ? 3 : 1);
  const closing = contentEnd(text, from, start, quotes);
  const raw = text.slice(from, closing);
  const first = isLong ? (/^(?:\r\n?|\n)/.exec(raw)?.[0].length ?? 0) : 0;
  const body = raw.slice(first);
  const value =
    quote === '"' && body.includes("\\")
      ? decoded(text, body, from + first, isLong)
      : isLong && body.includes("\r")
        ? body.replace(/\r\n?/g, "\n")
        : body;
  return { value, quotes, end: closing + (isLong ? 3 : 1) };
}

/** The offset of the closing quotes; up to two quotes before them belong to the string. */
function contentEnd(text: string, from: number, start: number, quotes: TomlQuotes): number {
  const run = RUNS[quotes];
  const isLong = quotes === "basic-lines" || quotes === "literal-lines";
  const quote = text[start];
  for (let at = from; ; ) {
    run.lastIndex = at;
    run.test(text);
    at = run.lastIndex;
    const char = text[at];
    if (char === "\\") {
      at += 2;
    } else if (char === quote) {
      if (!isLong) return at;
      let count = 1;
      while (count < 5 && text[at + count] === quote) count++;
      if (count >= 3) return at + count - 3;
      at += count;
    } else if (at >= text.length || char === "\n" || char === "\r")
      throw malformedAt(text, start, said`The string is not closed`);
    else throw malformedAt(text, at, said`A control character in a string must be escaped`);
  }
}

/** The value of a string with escapes, which begin at an offset of the text. */
function decoded(text: string, body: string, offset: number, isLong: boolean): string {
  return body.replace(ESCAPE, (written, at: number) => {
    const char = written.startsWith("\r") ? "\n" : escapedChar(written, isLong);
    if (char === undefined) throw malformedAt(text, offset + at, said`The escape is not valid`);
    return char;
  });
}

function escapedChar(written: string, isLong: boolean): string | undefined {
  const kind = written[1] ?? "";
  if (/\s/.test(kind)) return isLong && /[\r\n]/.test(written) ? "" : undefined;
  if (!/^\\[xuU][\da-fA-F]+$/.test(written)) return ESCAPED[kind];
  const code = Number.parseInt(written.slice(2), 16);
  return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? undefined : String.fromCodePoint(code);
}
