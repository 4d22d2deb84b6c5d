import { entityAt } from "./entities.js";
import type { EscapeStyle, LiteralKind, LiteralPiece } from "./literal.js";

/** The inside of a literal. */
interface Inside {
  readonly pieces: readonly LiteralPiece[];
  /** The offset of its closing quote. */
  readonly end: number;
}

/**
 * Reads a literal from after its opening quote up to the closing one.
 *
 * @param codeEnd the offset of the bracket that closes the code at an offset; undefined if none does
 * @returns undefined if the literal is not closed
 */
export function readInside(
  text: string,
  from: number,
  kind: LiteralKind,
  codeEnd: (at: number, close: ")" | "}") => number | undefined,
): Inside | undefined {
  const pieces: LiteralPiece[] = [];
  let plain = from;
  let at = from;
  const add = (end: number, value: string, isKept = false): void => {
    if (plain < at) pieces.push({ start: plain, end: at, value: text.slice(plain, at) });
    pieces.push({ start: at, end, value, ...(isKept ? { isKept } : {}) });
    at = end;
    plain = end;
  };
  while (at < text.length) {
    const char = text[at] ?? "";
    const special = doubledAt(text, at, kind) ?? escapeAt(text, at, kind);
    if (special) {
      add(special.end, special.value ?? text.slice(at, special.end), special.value === undefined);
      continue;
    }
    if (text.startsWith(kind.close, at)) {
      const end = lastClose(text, at, kind);
      at = end;
      if (plain < end) pieces.push({ start: plain, end, value: text.slice(plain, end) });
      return { pieces, end };
    }
    if (!kind.isMultiline && (char === "\n" || char === "\r")) return undefined;
    const code = interpolationEnd(text, at, kind, codeEnd);
    if (code === undefined) return undefined;
    if (code > at) add(code, text.slice(at, code), true);
    else at++;
  }
  return undefined;
}

/** Quotes right before three closing ones belong to the text. */
function lastClose(text: string, at: number, { close, isMultiline }: LiteralKind): number {
  if (!isMultiline || !/^("""|''')$/.test(close)) return at;
  let end = at;
  while (end < at + 2 && text.startsWith(close, end + 1)) end++;
  return end;
}

/** A special character: without a value it stays as it is spelled. */
interface Special {
  readonly end: number;
  readonly value?: string;
}

function doubledAt(text: string, at: number, { doubled }: LiteralKind): Special | undefined {
  const char = text[at] ?? "";
  return char !== "" && doubled.includes(char) && text[at + 1] === char ? { end: at + 2, value: char } : undefined;
}

function escapeAt(text: string, at: number, { escapes, markup }: LiteralKind): Special | undefined {
  if (markup) return entityAt(text, at);
  return escapes && text.startsWith(escapes.mark, at) ? escaped(text, at, escapes) : undefined;
}

function escaped(text: string, at: number, escapes: EscapeStyle): Special | undefined {
  const { mark, named, numbers, unknown, isLenient, joinsLines } = escapes;
  const after = at + mark.length;
  for (const { pattern, base } of numbers) {
    pattern.lastIndex = after;
    const match = pattern.exec(text);
    const code = match ? Number.parseInt(match[1] ?? "", base) : Number.NaN;
    if (match && code <= 0x10ffff) return { end: after + match[0].length, value: String.fromCodePoint(code) };
  }
  if (unknown) {
    unknown.lastIndex = after;
    const match = unknown.exec(text);
    if (match) return { end: after + match[0].length };
  }
  const char = text[after];
  if (char === undefined) return undefined;
  if (Object.hasOwn(named, char)) return { end: after + 1, value: named[char] ?? "" };
  const line = /^(?:\r\n|[\r\n])/.exec(text.slice(after, after + 2))?.[0];
  if (line && joinsLines) return { end: after + line.length, value: "" };
  if (isLenient) return { end: after + (char > "\ud7ff" && char < "\udc00" ? 2 : 1), value: charAt(text, after) };
  // A code in a language with a stricter compiler: the mark is a character.
  return undefined;
}

function charAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0);
}

/** The end of the code that begins at an offset; the offset itself if none does, undefined if it never ends. */
function interpolationEnd(
  text: string,
  at: number,
  { interpolations }: LiteralKind,
  codeEnd: (at: number, close: ")" | "}") => number | undefined,
): number | undefined {
  for (const { open, close } of interpolations) {
    open.lastIndex = at;
    const match = open.exec(text);
    if (!match) continue;
    const inside = at + match[0].length;
    if (!close) return inside;
    const end = codeEnd(inside, close);
    // C#'s raw literals close with as many braces as they open with.
    const closing = /^\{+$/.test(match[0]) ? close.repeat(match[0].length) : close;
    return end !== undefined && text.startsWith(closing, end) ? end + closing.length : undefined;
  }
  return at;
}
