import { MalformedFileError, type Said } from "../errors.js";
import { positionsIn } from "./position.js";
import type { Span } from "./span.js";

/** A replacement of a span by a text; an empty span inserts. */
export interface Splice extends Span {
  readonly text: string;
}

/**
 * Applies splices to a text in one pass. Insertions at the same offset keep their order.
 *
 * @throws {RangeError} when two splices overlap: a bug in the format, never in the file
 */
export function splice(text: string, splices: readonly Splice[]): string {
  const ordered = splices.map((one, index) => ({ one, index }));
  ordered.sort((a, b) => a.one.start - b.one.start || a.one.end - b.one.end || a.index - b.index);
  const parts: string[] = [];
  let done = 0;
  for (const { one } of ordered) {
    if (one.start < done) throw new RangeError(`overlapping splices at ${one.start}`);
    parts.push(text.slice(done, one.start), one.text);
    done = one.end;
  }
  parts.push(text.slice(done));
  return parts.join("");
}

/** The error for malformed input at an offset. */
export function malformedAt(text: string, offset: number, reason: Said): MalformedFileError {
  const { line, column } = positionsIn(text.slice(0, offset))(offset);
  return new MalformedFileError(reason, line, column);
}

/** The line end of a text: that of its first line. */
export function lineEndOf(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? "\n";
}
