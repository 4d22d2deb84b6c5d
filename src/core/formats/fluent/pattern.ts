import type { Span } from "#core/text/span.js";
import { malformedAt } from "#core/text/splice.js";
import { said } from "../../errors.js";
import { afterBlank, expressionEnd } from "./expression.js";

/** A piece of a pattern: text with inline placeables, or a select expression. */
export type PatternPiece = TextPiece | SelectPiece;

/** Text; the span is that of the text in the file. */
export interface TextPiece extends Span {
  readonly kind: "text";
  /** The text with placeables as written, but without `{""}`, which only preserves blanks. */
  readonly value: string;
  /** Indentation of the lines after the first, in spaces; 0 if there is only one. */
  readonly indent: number;
}

/** A select expression, including braces. */
export interface SelectPiece extends Span {
  readonly kind: "select";
  /** The selector as written. */
  readonly selector: string;
  readonly variants: readonly SelectVariant[];
}

/** A variant; the span runs from its key, or the `*` before it, to the end of its pattern. */
export interface SelectVariant extends Span {
  readonly key: string;
  readonly isDefault: boolean;
  readonly lineStart: number;
  readonly pattern: Pattern;
}

/** The value of a message, a term, an attribute or a variant. */
export interface Pattern extends Span {
  readonly pieces: readonly PatternPiece[];
  /** Whether it begins on its own line. */
  readonly startsLine: boolean;
}

/** Text with placeables, within one line. */
interface TextToken {
  readonly kind: "text";
  readonly start: number;
  end: number;
}

/** What the parser collects before the common indentation is known. */
type Token =
  | TextToken
  | {
      readonly kind: "break";
      readonly start: number;
      readonly end: number;
      readonly count: number;
      readonly indent: number;
    }
  | SelectPiece;

const VARIANT = /(\*?)\[[ \r\n]*([a-zA-Z][\w-]*|-?\d+(?:\.\d+)?)[ \r\n]*\] */y;
const TEXT = /[^{}\r\n]+/y;
/** Preserves blanks at the ends of lines, and denotes an empty value. */
export const EMPTY_PLACEABLE = '{""}';
/** The deepest nesting of select expressions. */
const MAX_DEPTH = 100;

/** Whether a line ends at an offset. */
export function isBreakAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 0x0a || code === 0x0d;
}

/** Skips spaces. */
export function afterSpaces(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) === 0x20) end++;
  return end;
}

/** The next non-blank line: its start, its first character, and the line breaks before it. */
export function nextLine(text: string, from: number): { lineStart: number; at: number; count: number } | undefined {
  let at = from;
  let count = 0;
  let lineStart = from;
  while (isBreakAt(text, at)) {
    at += text.startsWith("\r\n", at) ? 2 : 1;
    lineStart = at;
    count++;
    at = afterSpaces(text, at);
  }
  return at < text.length ? { lineStart, at, count } : undefined;
}

/**
 * Reads a pattern (Fluent Syntax 1.0). Linear in the text.
 *
 * @param from offset after the `=` or the key of the variant
 * @returns undefined if there is none
 * @throws {MalformedFileError} at the first error
 */
export function readPattern(text: string, from: number, depth = 0): Pattern | undefined {
  const tokens: Token[] = [];
  let at = afterSpaces(text, from);
  /** Column of the first character, if it begins its line. */
  let firstColumn = -1;
  for (;;) {
    if (isBreakAt(text, at)) {
      const next = nextLine(text, at);
      if (!next || !continues(text, next.lineStart, next.at)) break;
      const indent = next.at - next.lineStart;
      if (tokens.length === 0) firstColumn = indent;
      else tokens.push({ kind: "break", start: at, end: next.at, count: next.count, indent });
      at = next.at;
    } else if (text[at] === "{") {
      const token = readPlaceable(text, at, depth);
      addToken(text, tokens, token);
      at = token.end;
    } else if (at >= text.length || text[at] === "}") {
      if (text[at] === "}" && depth === 0) throw malformedAt(text, at, said`A '}' without '{': it is written {"}"}`);
      break;
    } else {
      const start = at;
      TEXT.lastIndex = at;
      if (TEXT.test(text)) at = TEXT.lastIndex;
      addToken(text, tokens, { kind: "text", start, end: at });
    }
  }
  trimEnd(text, tokens);
  const [first] = tokens;
  const last = tokens.at(-1);
  if (!first || !last) return undefined;
  const pieces = piecesOf(text, tokens, firstColumn);
  return { start: pieces[0]?.start ?? first.start, end: last.end, pieces, startsLine: firstColumn >= 0 };
}

/** Adds a token, joining texts; a `{""}` stays apart, since it is not part of the value. */
function addToken(text: string, tokens: Token[], token: Token): void {
  const last = tokens.at(-1);
  if (token.kind === "text" && last?.kind === "text" && !isEmptyPlaceable(text, token) && !isEmptyPlaceable(text, last))
    last.end = token.end;
  else tokens.push(token);
}

function isEmptyPlaceable(text: string, { start, end }: Span): boolean {
  return end - start === EMPTY_PLACEABLE.length && text.startsWith(EMPTY_PLACEABLE, start);
}

/** Whether a line continues the pattern above it. */
function continues(text: string, lineStart: number, at: number): boolean {
  const char = text[at] ?? "";
  return char === "{" || (at > lineStart && !"}[*.".includes(char));
}

/** Removes blanks at the end, which are not part of a pattern. */
function trimEnd(text: string, tokens: Token[]): void {
  for (let last = tokens.at(-1); last; last = tokens.at(-1)) {
    if (last.kind === "select") return;
    let end = last.end;
    while (last.kind === "text" && end > last.start && text.charCodeAt(end - 1) === 0x20) end--;
    if (last.kind === "text" && end > last.start) {
      last.end = end;
      return;
    }
    tokens.pop();
  }
}

/** Pieces of a pattern whose first character begins its line at a column, or not (-1). */
function piecesOf(text: string, tokens: readonly Token[], firstColumn: number): PatternPiece[] {
  const pieces: PatternPiece[] = [];
  let run: Exclude<Token, SelectPiece>[] = [];
  for (let index = 0; index <= tokens.length; index++) {
    const token = tokens[index];
    if (token && token.kind !== "select") {
      run.push(token);
      continue;
    }
    if (run.length > 0) pieces.push(textPiece(text, run, pieces.length === 0 ? firstColumn : -1));
    run = [];
    if (token) pieces.push(token);
  }
  return pieces;
}

/** Removes the common indentation of the lines of a text. */
function textPiece(text: string, run: readonly Exclude<Token, SelectPiece>[], firstColumn: number): TextPiece {
  const [only] = run;
  if (run.length === 1 && only?.kind === "text") {
    const { start, end } = only;
    return { kind: "text", start, end, value: plainText(text.slice(start, end)), indent: Math.max(firstColumn, 0) };
  }
  let common = firstColumn >= 0 ? firstColumn : Number.POSITIVE_INFINITY;
  for (const token of run) if (token.kind === "break") common = Math.min(common, token.indent);
  const deeper = firstColumn >= 0 ? firstColumn - common : 0;
  const parts = [" ".repeat(deeper)];
  for (const token of run) {
    if (token.kind === "break") parts.push("\n".repeat(token.count), " ".repeat(token.indent - common));
    else parts.push(plainText(text.slice(token.start, token.end)));
  }
  const start = (run[0]?.start ?? 0) - deeper;
  const end = run.at(-1)?.end ?? start;
  return { kind: "text", start, end, value: parts.join(""), indent: Number.isFinite(common) ? common : 0 };
}

function plainText(part: string): string {
  if (part === EMPTY_PLACEABLE) return "";
  return part.includes("\r") ? part.replace(/\r\n?/g, "\n") : part;
}

/** Reads the contents of braces: an inline expression, which counts as text, or a select expression. */
function readPlaceable(text: string, start: number, depth: number): Token {
  const from = afterBlank(text, start + 1);
  const selectorEnd = expressionEnd(text, from, 0);
  let at = afterBlank(text, selectorEnd);
  if (text[at] === "}") return { kind: "text", start, end: at + 1 };
  if (!text.startsWith("->", at)) throw malformedAt(text, at, said`A '}' is expected`);
  if (depth > MAX_DEPTH) throw malformedAt(text, start, said`The message is nested too deeply`);
  const variants: SelectVariant[] = [];
  at = afterSpaces(text, at + 2);
  for (;;) {
    const next = nextLine(text, at);
    const begin = next?.at ?? text.length;
    if (text[begin] === "}") {
      at = begin;
      break;
    }
    VARIANT.lastIndex = begin;
    const [all, star, key = ""] = VARIANT.exec(text) ?? [];
    if (all === undefined || !next?.count) throw malformedAt(text, begin, said`A variant or '}' is expected`);
    const pattern = readPattern(text, begin + all.length, depth + 1);
    if (!pattern) throw malformedAt(text, begin + all.length, said`The text of the variant is expected`);
    variants.push({ key, isDefault: star === "*", start: begin, end: pattern.end, lineStart: next.lineStart, pattern });
    at = afterSpaces(text, pattern.end);
  }
  if (variants.filter(({ isDefault }) => isDefault).length !== 1)
    throw malformedAt(text, at, said`Exactly one variant is marked by '*' as the default`);
  return { kind: "select", start, end: at + 1, selector: text.slice(from, selectorEnd), variants };
}

/** Skips the name of an attribute and its `=`. @throws {MalformedFileError} if there is none */
export function equalsEnd(text: string, at: number): number {
  const equals = afterSpaces(text, at);
  if (text[equals] !== "=") throw malformedAt(text, equals, said`${"'='"} is expected`);
  return equals + 1;
}
