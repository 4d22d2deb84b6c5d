import { asciiEscape } from "#core/text/ascii-escape.js";
import { malformedAt } from "#core/text/splice.js";
import { said } from "../../errors.js";
import type { DecodedString } from "../literals/decoded-string.js";
import { unclosed } from "./lexer.js";

const SIMPLE = /(['"])[^'"\\\r\n]*\1/y;
const ESCAPES = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["b", "\b"],
  ["f", "\f"],
  ["v", "\v"],
]);
const CODE = /x([\da-fA-F]{2})|u([\da-fA-F]{4})|u\{([\da-fA-F]{1,8})\}/y;

/**
 * The string literal that begins at an offset, or the template; ECMAScript 2025, 12.9.4 and 12.9.6.
 *
 * @returns undefined for a template with substitutions
 * @throws {MalformedFileError} if it is not closed or has an escape that strict mode forbids
 */
export function decodeJsString(text: string, start: number): DecodedString | undefined {
  SIMPLE.lastIndex = start;
  if (SIMPLE.test(text)) return { value: text.slice(start + 1, SIMPLE.lastIndex - 1), end: SIMPLE.lastIndex };
  const quote = text[start];
  const isTemplate = quote === "`";
  const parts: string[] = [];
  let done = start + 1;
  for (let at = start + 1; ; ) {
    const char = text[at];
    if (char === quote) {
      parts.push(text.slice(done, at));
      return { value: parts.join(""), end: at + 1 };
    }
    if (char === undefined || (!isTemplate && (char === "\n" || char === "\r"))) throw unclosed(text, start);
    if (isTemplate && char === "$" && text[at + 1] === "{") return undefined;
    if (char === "\\") {
      const { value, end } = decodeEscape(text, at);
      parts.push(text.slice(done, at), value);
      at = done = end;
    } else if (char === "\r") {
      parts.push(text.slice(done, at), "\n");
      at = done = text[at + 1] === "\n" ? at + 2 : at + 1;
    } else at++;
  }
}

function decodeEscape(text: string, at: number): DecodedString {
  const char = text[at + 1] ?? "";
  const simple = ESCAPES.get(char);
  if (simple !== undefined) return { value: simple, end: at + 2 };
  if (char === "\r") return { value: "", end: text[at + 2] === "\n" ? at + 3 : at + 2 };
  if (char === "\n" || char === "\u2028" || char === "\u2029") return { value: "", end: at + 2 };
  if (char === "0" && !/\d/.test(text[at + 2] ?? "")) return { value: "\0", end: at + 2 };
  if (/\d/.test(char)) throw malformedAt(text, at, said`Octal escapes are not valid in modules`);
  if (char !== "x" && char !== "u") return { value: char, end: at + 2 };
  CODE.lastIndex = at + 1;
  const [all = "", hex, four, braced] = CODE.exec(text) ?? [];
  const code = Number.parseInt(hex ?? four ?? braced ?? "", 16);
  if (!(code <= 0x10ffff)) throw malformedAt(text, at, said`The escape is not valid`);
  return { value: String.fromCodePoint(code), end: at + 1 + all.length };
}

/** The delimiter of a string literal. */
export type JsQuote = "'" | '"' | "`";

const NEEDS_ESCAPE = /[\\\p{Cc}\p{Cs}\u2028\u2029\ufeff]/gu;
const SHORT = new Map([...ESCAPES].map(([letter, char]) => [char, `\\${letter}`]));

/** Writes string literals like a file: non-ASCII characters escaped if the file has no others. */
export function jsSpeller(text: string, lineEnd: string): (value: string, quote: JsQuote) => string {
  const escapeBeyond = asciiEscape(text);
  return (value, quote) => {
    let body = value.replace(NEEDS_ESCAPE, (char) => {
      if (quote === "`" && char === "\n") return lineEnd;
      return char === "\\" ? "\\\\" : (SHORT.get(char) ?? hexEscape(char));
    });
    body = body.replaceAll(quote, `\\${quote}`);
    if (quote === "`") body = body.replaceAll("${", "\\${");
    return quote + (escapeBeyond?.(body) ?? body) + quote;
  };
}

function hexEscape(char: string): string {
  const code = char.charCodeAt(0);
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
