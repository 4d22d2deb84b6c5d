import type { DecodedString } from "../literals/decoded-string.js";
import { type Heredoc, heredocAt, unclosed } from "./lexer.js";

const SIMPLE = /'[^'\\\r]*'/y;
const SPECIAL_SINGLE = /['\\\r]/g;
const SPECIAL = /["\\\r$]|\{\$/g;
const BYTE = /\\(?:([0-7]{1,3})|x([\da-fA-F]{1,2}))/y;
const CODE_POINT = /\\u\{([\da-fA-F]{1,8})\}/y;
const ESCAPES = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["v", "\v"],
  ["e", "\u001b"],
  ["f", "\f"],
  ["\\", "\\"],
  ["$", "$"],
]);

/**
 * The string literal that begins at an offset: quoted, heredoc or nowdoc. Line ends in it are read as `\n`.
 *
 * @returns undefined if there is none, if it has variables, or if its bytes are not valid UTF-8
 * @throws {MalformedFileError} if it is not closed
 */
export function decodePhpString(text: string, start: number): DecodedString | undefined {
  const char = text[start];
  if (char === "'") return decodeSingle(text, start);
  if (char === '"') return decodeDouble(text, start + 1, '"', start);
  const heredoc = char === "<" ? heredocAt(text, start) : undefined;
  return heredoc && decodeHeredoc(text, heredoc);
}

function decodeSingle(text: string, start: number): DecodedString {
  SIMPLE.lastIndex = start;
  if (SIMPLE.test(text)) return { value: text.slice(start + 1, SIMPLE.lastIndex - 1), end: SIMPLE.lastIndex };
  const parts: string[] = [];
  let done = start + 1;
  SPECIAL_SINGLE.lastIndex = done;
  for (let match = SPECIAL_SINGLE.exec(text); match; match = SPECIAL_SINGLE.exec(text)) {
    const at = match.index;
    const next = text[at + 1];
    if (match[0] === "\\") {
      SPECIAL_SINGLE.lastIndex = at + 2;
      if (next !== "'" && next !== "\\") {
        // After a backslash that escapes nothing, the next character may still be special.
        SPECIAL_SINGLE.lastIndex = at + 1;
        continue;
      }
      parts.push(text.slice(done, at), next);
      done = at + 2;
    } else {
      parts.push(text.slice(done, at));
      if (match[0] === "'") return { value: parts.join(""), end: at + 1 };
      parts.push("\n");
      done = next === "\n" ? at + 2 : at + 1;
      SPECIAL_SINGLE.lastIndex = done;
    }
  }
  throw unclosed(text, start);
}

/** The text after an opening quote; without a quote, up to the end. */
function decodeDouble(text: string, from: number, quote: '"' | undefined, start: number): DecodedString | undefined {
  const parts: string[] = [];
  const bytes = new Bytes(parts);
  let done = from;
  const upTo = (at: number): void => {
    if (at > done) bytes.flush();
    parts.push(text.slice(done, at));
  };
  SPECIAL.lastIndex = from;
  for (let match = SPECIAL.exec(text); match; match = SPECIAL.exec(text)) {
    const at = match.index;
    const next = text[at + 1] ?? "";
    switch (match[0]) {
      case '"':
        if (quote === undefined) continue;
        upTo(at);
        bytes.flush();
        return bytes.isText ? { value: parts.join(""), end: at + 1 } : undefined;
      case "\r":
        upTo(at);
        bytes.flush();
        parts.push("\n");
        done = next === "\n" ? at + 2 : at + 1;
        break;
      case "{$":
        return undefined;
      case "$":
        if (/[A-Za-z_{\u0080-\uffff]/.test(next)) return undefined;
        continue;
      default: {
        const simple = next === '"' && quote !== undefined ? '"' : ESCAPES.get(next);
        BYTE.lastIndex = CODE_POINT.lastIndex = at;
        const [byte, octal, hex] = BYTE.exec(text) ?? [];
        const [point, code] = byte === undefined ? (CODE_POINT.exec(text) ?? []) : [];
        const known = simple ?? (code === undefined ? undefined : codePoint(code));
        if (byte === undefined && known === undefined) continue;
        upTo(at);
        if (known === undefined)
          bytes.add(octal === undefined ? Number.parseInt(hex ?? "", 16) : Number.parseInt(octal, 8));
        else {
          bytes.flush();
          parts.push(known);
        }
        done = at + (byte ?? point ?? "  ").length;
      }
    }
    SPECIAL.lastIndex = done;
  }
  if (quote !== undefined) throw unclosed(text, start);
  upTo(text.length);
  bytes.flush();
  return bytes.isText ? { value: parts.join(""), end: text.length } : undefined;
}

function codePoint(hex: string): string | undefined {
  const code = Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** Collects consecutive escaped bytes, which together are UTF-8. */
class Bytes {
  isText = true;
  readonly #parts: string[];
  #bytes: number[] = [];

  constructor(parts: string[]) {
    this.#parts = parts;
  }

  add(byte: number): void {
    this.#bytes.push(byte & 0xff);
  }

  flush(): void {
    if (this.#bytes.length === 0) return;
    try {
      this.#parts.push(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(this.#bytes)));
    } catch {
      this.isText = false;
    }
    this.#bytes = [];
  }
}

function decodeHeredoc(text: string, { isRaw, bodyStart, bodyEnd, indent, end }: Heredoc): DecodedString | undefined {
  if (bodyEnd <= bodyStart) return { value: "", end };
  const lines = text
    .slice(bodyStart, bodyEnd)
    .replace(/^(?:\r\n|\r|\n)/, "")
    .split(/\r\n|\r|\n/);
  const body = lines
    .map((line) => line.slice(Math.min(indent.length, /^[ \t]*/.exec(line)?.[0].length ?? 0)))
    .join("\n");
  const value = isRaw ? body : decodeDouble(body, 0, undefined, 0)?.value;
  return value === undefined ? undefined : { value, end };
}

const NEEDS_DOUBLE = /[^\P{Cc}\n\t]|\p{Cs}/u;
const NEEDS_ESCAPE = /[\\"\p{Cc}\p{Cs}]|\$(?=[A-Za-z_{]|[^\0-\u007f])|(?<=\{)\$/gu;
const SHORT = new Map([...ESCAPES].map(([letter, char]) => [char, `\\${letter}`]));

/** Writes a string in quotes; in double ones if single ones cannot hold it. */
export function spellPhpString(value: string, quote: "'" | '"', lineEnd: string): string {
  if (quote === "'" && !NEEDS_DOUBLE.test(value))
    return `'${value.replace(/\\(?=[\\']|$)|'/g, "\\$&").replaceAll("\n", lineEnd)}'`;
  return `"${value.replace(NEEDS_ESCAPE, escapeChar)}"`;
}

function escapeChar(char: string): string {
  if (char === '"') return '\\"';
  return SHORT.get(char) ?? `\\u{${char.charCodeAt(0).toString(16)}}`;
}

/** Replaces a heredoc or nowdoc: with another one if that can hold the string. */
export function spellLikeHeredoc(value: string, text: string, start: number, lineEnd: string): string {
  const heredoc = heredocAt(text, start);
  if (heredoc) {
    const { bodyStart, indent, label, isRaw } = heredoc;
    const lines = (
      isRaw ? value : value.replace(/[\\\p{Cs}]|[^\P{Cc}\n\t]|\$(?=[A-Za-z_{]|[^\0-\u007f])|(?<=\{)\$/gu, escapeChar)
    ).split("\n");
    const body = lines.map((line) => (line === "" ? "" : indent + line)).join(lineEnd);
    const spelled = `${text.slice(start, bodyStart)}${lineEnd}${body}${lineEnd}${indent}${label}`;
    const isSame = (): boolean =>
      decodePhpString(spelled, 0)?.value === value && heredocAt(spelled, 0)?.end === spelled.length;
    if (!/[^\P{Cc}\n\t]|\p{Cs}/u.test(lines.join("\n")) && isSame()) return spelled;
  }
  return spellPhpString(value, '"', lineEnd);
}
