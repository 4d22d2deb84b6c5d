import type { Span } from "#core/text/span.js";
import { malformedAt } from "#core/text/splice.js";

/** A record; the span is that of its lines, without the final line end. */
export interface CsvRecord extends Span {
  /** Cells as written, quotes included; one empty cell on a blank line. */
  readonly cells: readonly Span[];
}

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/**
 * Reads records after RFC 4180, with any delimiter and any line end. Quotes inside unquoted cells are text. Linear in
 * the text.
 *
 * @param from start of the first record
 * @param delimiter one UTF-16 code unit
 * @param most the most records to read
 * @throws {MalformedFileError} if a quoted cell does not end, or has text after it
 */
export function parseCsv(
  text: string,
  from: number,
  delimiter: string,
  most = Number.POSITIVE_INFINITY,
): readonly CsvRecord[] {
  const separator = delimiter.charCodeAt(0);
  const records: CsvRecord[] = [];
  let at = from;
  while (at < text.length && records.length < most) {
    const start = at;
    const cells: Span[] = [];
    for (;;) {
      const end = cellEnd(text, at, separator);
      cells.push({ start: at, end });
      at = end;
      if (text.charCodeAt(at) !== separator) break;
      at++;
    }
    records.push({ start, end: at, cells });
    if (text.charCodeAt(at) === RETURN && text.charCodeAt(at + 1) === LINE_FEED) at++;
    at++;
  }
  return records;
}

function cellEnd(text: string, start: number, separator: number): number {
  let at = start;
  if (text.charCodeAt(at) === QUOTE) {
    at = quotedEnd(text, start);
    if (!isEnd(text, at, separator))
      throw malformedAt(text, at, "A quoted cell has text after it: quotes inside are doubled");
    return at;
  }
  while (!isEnd(text, at, separator)) at++;
  return at;
}

function quotedEnd(text: string, start: number): number {
  for (let at = start + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0) throw malformedAt(text, start, "The quoted cell is not closed");
    if (text.charCodeAt(at + 1) !== QUOTE) return at + 1;
  }
}

function isEnd(text: string, at: number, separator: number): boolean {
  const code = text.charCodeAt(at);
  return code === separator || code === LINE_FEED || code === RETURN || at >= text.length;
}

/** The value of a cell. */
export function cellValue(text: string, { start, end }: Span): string {
  if (text.charCodeAt(start) !== QUOTE) return text.slice(start, end);
  const inner = text.slice(start + 1, end - 1);
  return inner.includes('"') ? inner.replaceAll('""', '"') : inner;
}

/** Whether a value needs quotes; some readers would trim blanks at its ends. */
export function needsQuotes(value: string, delimiter: string): boolean {
  return /["\r\n]|^\s|\s$/.test(value) || value.includes(delimiter);
}

/** A value as a cell. */
export function cellText(value: string, delimiter: string, quoted: boolean): string {
  return quoted || needsQuotes(value, delimiter) ? `"${value.replaceAll('"', '""')}"` : value;
}
