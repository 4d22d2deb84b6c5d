import { atOnce } from "#core/text/at-once.js";
import type { Span } from "#core/text/span.js";
import { malformedAt } from "#core/text/splice.js";
import { said } from "../../errors.js";
import type { Property } from "./entry.js";
import { unescapeProperty } from "./escape.js";

const TAB = 0x09;
const LINE_FEED = 0x0a;
const FORM_FEED = 0x0c;
const RETURN = 0x0d;
const SPACE = 0x20;
const BANG = 0x21;
const HASH = 0x23;
const COLON = 0x3a;
const EQUALS = 0x3d;
const BACKSLASH = 0x5c;

/**
 * Reads the entries of a .properties text after the documentation of `java.util.Properties.load`:
 * natural lines that end with an odd number of backslashes continue on the next one, without its leading blanks; the
 * key ends at the first unescaped `=`, `:` or blank. Linear in the text.
 *
 * @throws {MalformedFileError} at a `\u` without four hexadecimal digits, as Java does
 */
export function parseProperties(text: string): Property[] {
  return atOnce(parsePropertiesSteps(text));
}

/** Lines that are read in one step. */
const LINES_IN_STEP = 500;

/** {@link parseProperties} in short steps, for large files. */
export function* parsePropertiesSteps(text: string): Generator<void, Property[]> {
  const properties: Property[] = [];
  const comments: string[] = [];
  let commentStart = -1;
  let at = text.startsWith("\ufeff") ? 1 : 0;
  for (let done = 1; at < text.length; done++) {
    if (done % LINES_IN_STEP === 0) yield;
    const lineStart = at;
    const start = skipBlanks(text, at);
    const code = text.charCodeAt(start);
    if (code === HASH || code === BANG) {
      const end = lineBreakAt(text, start);
      if (commentStart < 0) commentStart = lineStart;
      comments.push(text.slice(start + 1, end).trim());
      at = afterBreak(text, end);
      continue;
    }
    if (start < text.length && code !== LINE_FEED && code !== RETURN) {
      const line = logicalLine(text, start);
      const above = { lineStart, comment: comments.join("\n").trim(), commentStart };
      if (commentStart < 0) above.commentStart = lineStart;
      const property = propertyOf(text, line, above);
      if (property) properties.push(property);
      at = afterBreak(text, line.end);
    } else {
      at = afterBreak(text, start);
    }
    comments.length = 0;
    commentStart = -1;
  }
  return properties;
}

/** A line with its continuations: the text as Java joins it, and where its parts are. */
interface LogicalLine {
  readonly pieces: readonly Span[];
  /** The end of the last natural line, without its line end. */
  readonly end: number;
}

function logicalLine(text: string, start: number): LogicalLine {
  const pieces: Span[] = [];
  for (let from = start; ; ) {
    let end = from;
    let escaped = false;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === LINE_FEED || code === RETURN) break;
      escaped = code === BACKSLASH && !escaped;
    }
    pieces.push({ start: from, end: escaped ? end - 1 : end });
    if (!escaped || end >= text.length) return { pieces, end };
    from = skipBlanks(text, afterBreak(text, end));
  }
}

/** The entry of a line; undefined for an empty line made of backslashes. */
function propertyOf(
  text: string,
  { pieces, end }: LogicalLine,
  above: Pick<Property, "lineStart" | "comment" | "commentStart">,
): Property | undefined {
  const joined = pieces.map((piece) => text.slice(piece.start, piece.end)).join("");
  const open = (pieces.at(-1)?.end ?? end) < end;
  if (joined === "" && !open) return undefined;
  const keyEnd = keyEndIn(joined);
  const valueStart = valueStartIn(joined, keyEnd);
  const fail = (offset: number): never => {
    throw malformedAt(
      text,
      placeOf(pieces, offset),
      said`The \\u escape is not valid: four hexadecimal digits are expected`,
    );
  };
  const raw = joined.slice(valueStart);
  return {
    key: unescapeProperty(joined.slice(0, keyEnd), fail),
    value: unescapeProperty(raw, (offset) => fail(valueStart + offset)),
    raw,
    separator: joined.slice(keyEnd, valueStart),
    keyStart: pieces[0]?.start ?? end,
    start: placeOf(pieces, valueStart),
    end,
    open,
    ...above,
  };
}

/** The offset in the text of a character of the joined line; between two pieces, that of the later one. */
function placeOf(pieces: readonly Span[], offset: number): number {
  let left = offset;
  for (const { start, end } of pieces) {
    if (left < end - start) return start + left;
    left -= end - start;
  }
  return (pieces.at(-1)?.end ?? 0) + left;
}

function keyEndIn(line: string): number {
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === EQUALS || code === COLON || isBlank(code)) return at;
  }
  return line.length;
}

function valueStartIn(line: string, keyEnd: number): number {
  const at = skipBlanks(line, keyEnd);
  const code = line.charCodeAt(at);
  return code === EQUALS || code === COLON ? skipBlanks(line, at + 1) : at;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB || code === FORM_FEED;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

function lineBreakAt(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== LINE_FEED && text.charCodeAt(at) !== RETURN) at++;
  return at;
}

/** Skips a line end; the same offset if there is none. */
function afterBreak(text: string, at: number): number {
  if (text.charCodeAt(at) === RETURN) return text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1;
  return text.charCodeAt(at) === LINE_FEED ? at + 1 : at;
}
