import { RouteLmtError, said } from "#core/errors.js";
import type { Notation } from "../tree/render.js";
import type { TomlNode, TomlQuotes } from "./node.js";
import type { TomlStyle } from "./style.js";

/** Controls, and what editors take for line ends or do not show. */
const HIDDEN = "\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff";
const NEEDS_ESCAPE = new RegExp(`[${HIDDEN}]`);
const LONE_SURROGATE = /\p{Cs}/u;
const BEYOND_ASCII = /[^\0-\x7f]/u;
const IN_LINE = new RegExp(`["\\\\\\t\\n${HIDDEN}]`, "g");
/** In a string of several lines, quotes are plain unless three follow each other or one is the last character. */
const IN_LINES = new RegExp(`\\\\|"(?="")|"$|[${HIDDEN}]`, "g");

const ESCAPES = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\b", "\\b"],
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\f", "\\f"],
  ["\r", "\\r"],
]);

/** A value and the text that it is in. */
export interface Example {
  readonly node: TomlNode;
  readonly text: string;
}

/** A new value, over several lines if the source's is. */
export function spellNew(value: string, style: TomlStyle, source?: Example): string {
  if (source?.node.quotes?.endsWith("-lines")) return spellLike(value, source, style);
  return value.includes("\n") && style.hasLines
    ? spell(value, "basic-lines", style, true)
    : spell(value, style.quotes, style, false);
}

/** A value in the quotes of another one, if possible. */
export function spellLike(value: string, { node, text }: Example, style: TomlStyle): string {
  const first = text[node.start + 3] ?? "";
  return spell(value, node.quotes ?? style.quotes, style, first === "\n" || first === "\r");
}

/**
 * A string in the wanted quotes, or those that can hold it.
 *
 * @param isBelow whether a string of several lines begins below its quotes
 * @throws {RouteLmtError} `option-invalid` for a text with a lone surrogate
 */
function spell(value: string, quotes: TomlQuotes, style: TomlStyle, isBelow: boolean): string {
  if (LONE_SURROGATE.test(value)) throw noUnicode();
  const { lineEnd, isAscii } = style;
  const isLiteral = !NEEDS_ESCAPE.test(value) && !(isAscii && BEYOND_ASCII.test(value));
  if (quotes === "literal" && isLiteral && !/['\n]/.test(value)) return `'${value}'`;
  if (!quotes.endsWith("-lines")) return `"${escaped(value, IN_LINE, isAscii)}"`;
  const first = isBelow || value.startsWith("\n") ? lineEnd : "";
  const inLines = (text: string): string => first + text.replaceAll("\n", lineEnd);
  if (quotes === "literal-lines" && isLiteral && !/'''|'$/.test(value)) return `'''${inLines(value)}'''`;
  return `"""${inLines(escaped(value, IN_LINES, isAscii))}"""`;
}

function escaped(value: string, special: RegExp, isAscii: boolean): string {
  const text = value.replace(special, (char) => ESCAPES.get(char) ?? unicodeEscape(char));
  return isAscii ? text.replace(/[^\0-\x7f]/gu, unicodeEscape) : text;
}

function noUnicode(): RouteLmtError {
  return new RouteLmtError(
    "option-invalid",
    said`A value has half of a surrogate pair, which TOML does not allow`,
    said`Remove the character from the text and run again; nothing was written.`,
  );
}

function unicodeEscape(char: string): string {
  const digits = (char.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return digits.length > 4 ? `\\U${digits.padStart(8, "0")}` : `\\u${digits.padStart(4, "0")}`;
}

/** A key, bare unless the file has quotes around keys that do not need them. */
export function spellKey(name: string | number, style: TomlStyle): string {
  const text = String(name);
  if (style.keys === "bare" && /^[\w-]+$/.test(text)) return text;
  return spell(text, style.keys === "literal" ? "literal" : "basic", style, false);
}

/** New values inside of arrays and inline tables. */
export function inlineNotation(text: string, style: TomlStyle): Notation {
  return {
    value: (value, replaced) =>
      replaced
        ? spellLike(value, { node: replaced as TomlNode, text }, style)
        : spell(value, style.quotes, style, false),
    key: (name) => spellKey(name, style),
    object: ["{", "}"],
    array: ["[", "]"],
    gap: '""',
    comment: /#/y,
  };
}
