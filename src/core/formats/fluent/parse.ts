import { atOnce } from "#core/text/at-once.js";
import type { Span } from "#core/text/span.js";
import { malformedAt } from "#core/text/splice.js";
import { said } from "../../errors.js";
import { identifierEnd } from "./expression.js";
import { afterSpaces, equalsEnd, isBreakAt, nextLine, type Pattern, readPattern } from "./pattern.js";

/** A value and its name: `id`, `-id` for a term, `id.name` for an attribute. */
export interface NamedPattern {
  readonly name: string;
  readonly start: number;
  readonly pattern: Pattern;
}

/** A message or a term; the span runs from its comment to the end of its last pattern. */
export interface FluentEntry extends Span {
  readonly id: string;
  /** Offset after the `=`, where the value is, or would be. */
  readonly valueAt: number;
  /** The value and the attributes, in the order of the file. */
  readonly patterns: readonly NamedPattern[];
  /** Comments of the file, of the group and of the entry itself. */
  readonly comment: string;
}

const COMMENT = /(#{1,3})(?: ([^\r\n]*))?(?=[\r\n]|$)/y;

/**
 * Reads the messages and terms of a Fluent text (Fluent Syntax 1.0, but a lone carriage return also ends a line).
 * Linear in the text.
 *
 * @throws {MalformedFileError} for anything that Fluent would skip as junk
 */
export function parseFluent(text: string): FluentEntry[] {
  return atOnce(parseFluentSteps(text));
}

/** Comments, messages and terms that are read in one step. */
const ENTRIES_IN_STEP = 200;

/** {@link parseFluent} in short steps, for large files. */
export function* parseFluentSteps(text: string): Generator<void, FluentEntry[]> {
  let done = 0;
  const entries: FluentEntry[] = [];
  let at = text.startsWith("\ufeff") ? 1 : 0;
  /** Comments by their number of `#`. */
  const comments = ["", "", "", ""];
  let level = 0;
  let commentStart = -1;

  /** A comment with `#` belongs to the entry directly below it. */
  const forgetOwn = (): void => {
    comments[1] = "";
    commentStart = -1;
    level = 0;
  };
  const comment = (): void => {
    COMMENT.lastIndex = at;
    const [all, { length } = "", words = ""] = COMMENT.exec(text) ?? [];
    if (all === undefined) throw malformedAt(text, at, said`A space is expected after the '#'`);
    if (length !== level) {
      forgetOwn();
      comments[length] = words;
    } else comments[length] += `\n${words}`;
    if (length === 1 && commentStart < 0) commentStart = at;
    level = length;
    at += all.length;
  };

  const begin = afterSpaces(text, at);
  if (isBreakAt(text, begin) || begin === text.length) at = begin;
  for (let next = nextLine(text, at); next; next = nextLine(text, at)) {
    if (++done % ENTRIES_IN_STEP === 0) yield;
    if (next.count > 1) forgetOwn();
    at = next.at;
    if (at > next.lineStart) throw malformedAt(text, at, said`A message begins at the start of its line`);
    if (text[at] === "#") {
      comment();
      continue;
    }
    const entry = readEntry(text, at, commentStart, joined(comments));
    entries.push(entry);
    forgetOwn();
    at = afterSpaces(text, entry.end);
  }
  return entries;
}

/** The comments of the file, of the group and of the entry. */
function joined([, own = "", group = "", file = ""]: readonly string[]): string {
  if (group === "" && file === "") return own;
  return [file, group, own].filter((one) => one !== "").join("\n");
}

function readEntry(text: string, start: number, commentStart: number, comment: string): FluentEntry {
  const nameEnd = identifierEnd(text, text[start] === "-" ? start + 1 : start);
  const id = text.slice(start, nameEnd);
  const valueAt = equalsEnd(text, nameEnd);
  const patterns: NamedPattern[] = [];
  const value = readPattern(text, valueAt);
  if (value) patterns.push({ name: id, start, pattern: value });
  else if (id.startsWith("-")) throw malformedAt(text, valueAt, said`The value of the term is expected`);
  let end = value?.end ?? valueAt;
  for (;;) {
    const next = nextLine(text, afterSpaces(text, end));
    if (!next || text[next.at] !== "." || next.count === 0) break;
    const attributeEnd = identifierEnd(text, next.at + 1);
    const from = equalsEnd(text, attributeEnd);
    const pattern = readPattern(text, from);
    if (!pattern) throw malformedAt(text, from, said`The value of the attribute is expected`);
    patterns.push({ name: id + text.slice(next.at, attributeEnd), start: next.at, pattern });
    end = pattern.end;
  }
  if (patterns.length === 0) throw malformedAt(text, valueAt, said`A value or an attribute is expected`);
  return { id, start: commentStart < 0 ? start : commentStart, end, valueAt, patterns, comment };
}
