import { malformedAt } from "#core/text/splice.js";
import { said } from "../../errors.js";
import { afterBlanks, afterLineBreak, afterSpaces, isLineEndAt, isMarkerAt, lineEndAt } from "./chars.js";

/** The line breaks that a block scalar keeps at its end: `-` none, `+` all, otherwise one. */
export type Chomping = "-" | "+" | "";

/** The header of a block scalar, such as `|2-`. */
export interface BlockHeader {
  readonly folded: boolean;
  readonly chomping: Chomping;
  /** Explicit indentation, relative to the parent's; 0 if there is none. */
  readonly indicator: number;
  /** Offset after the indicators. */
  readonly end: number;
}

/** A literal or folded scalar. */
export interface BlockScalar {
  readonly value: string;
  /** End of its last line of text, including all kept line breaks but the last. */
  readonly end: number;
  /** Spaces before its text; 0 if it has no text. */
  readonly indent: number;
}

const HEADER = /[|>](?:([+-])([1-9])?|([1-9])([+-])?)?/y;

/** Reads the header of a block scalar. @throws {MalformedFileError} if anything else follows on its line */
export function scanBlockHeader(text: string, start: number): BlockHeader {
  HEADER.lastIndex = start;
  const [all = "", early, late, digit = late, chomping = early] = HEADER.exec(text) ?? [];
  const end = start + all.length;
  const rest = afterBlanks(text, end);
  if (!isLineEndAt(text, rest) && !(text[rest] === "#" && rest > end))
    throw malformedAt(text, rest, said`A text that follows | or > begins on the next line`);
  return {
    folded: text[start] === ">",
    chomping: chomping === "-" || chomping === "+" ? chomping : "",
    indicator: Number(digit ?? 0),
    end,
  };
}

/**
 * Reads a block scalar; YAML 1.2.2, section 8.1.
 *
 * @param parentIndent column of the collection around it; -1 at the root
 * @throws {MalformedFileError} if blank lines before its text are indented deeper than the text
 */
export function scanBlock(text: string, start: number, parentIndent: number): BlockScalar {
  const header = scanBlockHeader(text, start);
  const headerEnd = lineEndAt(text, header.end);
  let indent = header.indicator && Math.max(parentIndent, 0) + header.indicator;
  const lines: string[] = [];
  let filled = 0;
  let end = headerEnd;
  let lineEnd = headerEnd;
  let next = afterLineBreak(text, headerEnd);
  let deepest = 0;
  while (next < text.length) {
    const line = next;
    const first = afterSpaces(text, line);
    const blank = isLineEndAt(text, first) && (indent === 0 || first - line <= indent);
    if (!blank) {
      if (indent === 0 && first - line > parentIndent) {
        if (deepest > first - line)
          throw malformedAt(text, line, said`The blank lines before are indented deeper than the text`);
        indent = first - line;
        if (indent === 0 && isMarkerAt(text, line)) break;
      }
      if (first - line < indent || first - line <= parentIndent || (first === line && isMarkerAt(text, line))) break;
    } else deepest = Math.max(deepest, first - line);
    const stop = lineEndAt(text, first);
    lines.push(blank ? "" : text.slice(line + indent, stop));
    if (!blank) {
      filled = lines.length;
      end = stop;
    }
    lineEnd = stop;
    next = afterLineBreak(text, stop);
  }
  const trailing = lines.splice(filled).length;
  const body = header.folded ? fold(lines) : lines.join("\n");
  if (header.chomping !== "+") return { value: body + (filled && header.chomping === "" ? "\n" : ""), end, indent };
  const unended = next > lineEnd ? 0 : 1;
  const kept = filled ? 1 + trailing - (trailing ? unended : 0) : trailing - (trailing ? unended : 0);
  return { value: body + "\n".repeat(kept), end: trailing ? lineEnd : end, indent };
}

/** Joins the lines of a folded scalar: line breaks become spaces, except around more indented lines. */
function fold(lines: readonly string[]): string {
  const parts: string[] = [];
  let breaks = 0;
  let before: boolean | undefined;
  for (const line of lines) {
    if (line === "") {
      breaks++;
      continue;
    }
    const deeper = line.startsWith(" ") || line.startsWith("\t");
    if (before === undefined) parts.push("\n".repeat(breaks));
    else if (deeper || before) parts.push("\n".repeat(breaks + 1));
    else parts.push(breaks === 0 ? " " : "\n".repeat(breaks));
    parts.push(line);
    before = deeper;
    breaks = 0;
  }
  return parts.join("");
}
