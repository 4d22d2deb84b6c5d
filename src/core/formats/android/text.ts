import { piecesOf } from "../xml/text.js";

/**
 * The text of Android resources, on top of XML, after "String resources" in the Android developer guide and what aapt2
 * does: `\` escapes, `"` preserves white space, other white space collapses to one blank and is trimmed.
 */

/** Texts without any of these are literal. */
const SPECIAL = /[\\"\t\n\r\f\v]|^ | {2}| $/;

/** Decodes the text of a resource, after XML decoding. */
export function decodeAndroid(text: string): string {
  return SPECIAL.test(text) ? decoder((char) => char).text(text) : text;
}

/**
 * Decodes the escapes in a fragment of XML: `Don\'t <b>stop</b>` becomes `Don't <b>stop</b>`. Tags and entities stay,
 * except the entities of quotes.
 */
export function decodeAndroidMarkup(xml: string): string {
  const decode = decoder((char) => (char === "<" ? "&lt;" : char === "&" ? "&amp;" : char));
  const parts: string[] = [];
  for (const { kind, raw, text } of piecesOf(xml)) {
    if (kind === "text") parts.push(decode.text(withQuotes(text)));
    else if (kind === "cdata") parts.push(`${decode.blank()}<![CDATA[`, decode.text(text), decode.blank(), "]]>");
    else parts.push(decode.blank(), raw);
  }
  return parts.join("");
}

/** @param character decodes a character written by its number */
function decoder(character: (char: string) => string): { text(raw: string): string; blank(): string } {
  let isQuoted = false;
  /** Whether further white space is dropped: at the beginning, and after white space. */
  let afterBlank = true;
  let pending = "";
  const blank = (): string => {
    const one = pending;
    pending = "";
    return one;
  };
  const text = (raw: string): string => {
    let out = "";
    let start = 0;
    let at = 0;
    while (at < raw.length) {
      const code = raw.charCodeAt(at);
      if (!isQuoted && isBlank(code) && !(code === SPACE && !afterBlank && isText(raw.charCodeAt(at + 1)))) {
        out += raw.slice(start, at);
        if (!afterBlank) pending = " ";
        afterBlank = true;
        start = ++at;
      } else if (code === QUOTE) {
        out += raw.slice(start, at);
        isQuoted = !isQuoted;
        start = ++at;
      } else {
        if (pending !== "") out += blank();
        afterBlank = false;
        if (code === BACKSLASH && at + 1 < raw.length) {
          const { char, length, isNumber } = escapeAt(raw, at);
          out += raw.slice(start, at) + (isNumber ? character(char) : char);
          start = at += length;
        } else at++;
      }
    }
    return out + raw.slice(start);
  };
  return { text, blank };
}

/** The meaning and the length of an escape sequence. */
function escapeAt(raw: string, at: number): { char: string; length: number; isNumber?: true } {
  const next = raw[at + 1] ?? "";
  const digits = raw.slice(at + 2, at + 6);
  if (next === "u" && /^[0-9a-fA-F]{4}$/.test(digits))
    return { char: String.fromCharCode(Number.parseInt(digits, 16)), length: 6, isNumber: true };
  return { char: next === "n" ? "\n" : next === "t" ? "\t" : next, length: 2 };
}

const SPACE = 32;
const QUOTE = 34;
const BACKSLASH = 92;

function isBlank(code: number): boolean {
  return code === SPACE || (code >= 9 && code <= 13);
}

/** Whether a character is literal, so that a blank before it stays. */
function isText(code: number): boolean {
  return code > QUOTE && code !== BACKSLASH;
}

/** aapt2 handles quotes after decoding their entities. */
function withQuotes(xml: string): string {
  return xml.replace(/&(?:quot|#34|#x22);/g, '"').replace(/&(?:apos|#39|#x27);/g, "'");
}

/**
 * Encodes a value as the text of a resource, before XML escaping.
 *
 * @param isQuoted whether to put it in double quotes
 */
export function encodeAndroid(value: string, isQuoted: boolean): string {
  if (!isQuoted) return encoder().text(value, true);
  return value === "" ? "" : `"${value.replace(/[\\"\p{Cc}]/gu, escapeChar)}"`;
}

/** Encodes a fragment of XML with the escapes that its text needs. */
export function encodeAndroidMarkup(xml: string): string {
  const encode = encoder();
  const parts: string[] = [];
  const pieces = [...piecesOf(xml)];
  for (const [index, { kind, raw, text }] of pieces.entries()) {
    if (kind === "text") parts.push(encode.text(withQuotes(text), index === pieces.length - 1));
    else if (kind === "cdata") parts.push("<![CDATA[", encode.text(text, false), "]]>");
    else parts.push(raw);
  }
  return parts.join("");
}

function encoder(): { text(value: string, isLast: boolean): string } {
  let isFirst = true;
  let afterBlank = true;
  return {
    text: (value, isLast) => {
      const last = isLast ? value.length - 1 : -1;
      return value.replace(/./gs, (char, offset: number) => {
        const isStart = isFirst;
        isFirst = false;
        const isBlank = char === " " && !afterBlank && offset !== last;
        afterBlank = isBlank;
        if (char === " ") return isBlank ? char : "\\u0020";
        return char === "'" || (isStart && (char === "@" || char === "?")) ? `\\${char}` : escapeChar(char);
      });
    },
  };
}

function escapeChar(char: string): string {
  if (char === "\n") return "\\n";
  if (char === "\t") return "\\t";
  if (char === "\\" || char === '"') return `\\${char}`;
  // NUL would end the string; XML refuses it.
  const isControl = char < " " && char !== "\0";
  return isControl ? `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}` : char;
}

/** Whether the whole text of a resource is in double quotes. */
export function isQuotedAndroid(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length > 1 && trimmed.startsWith('"') && trimmed.endsWith('"') && trimmed.at(-2) !== "\\";
}

/** Whether a resource refers to another resource or a theme attribute, such as `@string/app_name`. */
export function isReference(text: string): boolean {
  return /^\s*(?:@(?:null|empty|[+*]?(?:[\w.]+:)?\w+\/[\w.]+)|\?(?:[\w.]+:)?(?:attr\/)?[A-Za-z][\w.]*)\s*$/.test(text);
}
