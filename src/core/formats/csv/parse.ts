import { atOnce } from "#core/text/at-once.js";
import type { Span } from "#core/text/span.js";
import { malformedAt } from "#core/text/splice.js";
import { said } from "../../errors.js";

/** A record; the span is that of its lines, without the final line end. */
export interface CsvRecord extends Span {
  /** Cells as written, quotes included; one empty cell on a blank first line. */
  readonly cells: readonly Span[];
}

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/**
 * Reads records after RFC 4180, with any delimiter and any line end. Quotes inside unquoted cells are text. Blank lines
 * after the first record are left out. Linear in the text.
 *
 * @param from start of the first record
 * @param delimiter one UTF-16 code unit
 * @param maxRecords how many records to read at most
 * @param isPhp reads as PHP's fgetcsv: `\"` does not end a quoted cell, and text after one belongs to it
 * @throws {MalformedFileError} if a quoted cell does not end, or has text after it
 */
export function parseCsv(
  text: string,
  from: number,
  delimiter: string,
  maxRecords = Number.POSITIVE_INFINITY,
  isPhp = false,
): readonly CsvRecord[] {
  return atOnce(parseCsvSteps(text, from, delimiter, maxRecords, isPhp));
}

/** Records that are read in one step. */
const RECORDS_IN_STEP = 2000;

/** {@link parseCsv} in short steps, for large files. */
export function* parseCsvSteps(
  text: string,
  from: number,
  delimiter: string,
  maxRecords = Number.POSITIVE_INFINITY,
  isPhp = false,
): Generator<void, readonly CsvRecord[]> {
  const separator = delimiter.charCodeAt(0);
  const records: CsvRecord[] = [];
  let at = from;
  while (at < text.length && records.length < maxRecords) {
    if (records.length > 0 && isLineEnd(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const start = at;
    const cells: Span[] = [];
    for (;;) {
      const end = cellEnd(text, at, separator, isPhp);
      cells.push({ start: at, end });
      at = end;
      if (text.charCodeAt(at) !== separator) break;
      at++;
    }
    records.push({ start, end: at, cells });
    if (records.length % RECORDS_IN_STEP === 0) yield;
    if (text.charCodeAt(at) === RETURN && text.charCodeAt(at + 1) === LINE_FEED) at++;
    at++;
  }
  return records;
}

function cellEnd(text: string, start: number, separator: number, isPhp: boolean): number {
  let at = start;
  if (text.charCodeAt(at) === QUOTE) {
    at = quotedEnd(text, start, isPhp);
    if (!isPhp && !isEnd(text, at, separator))
      throw malformedAt(text, at, said`A quoted cell has text after it: quotes inside are doubled`);
  }
  while (!isEnd(text, at, separator)) at++;
  return at;
}

function quotedEnd(text: string, start: number, isPhp: boolean): number {
  for (let at = start + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0) throw malformedAt(text, start, said`The quoted cell is not closed`);
    if (isPhp && isEscaped(text, start, at)) at--;
    else if (text.charCodeAt(at + 1) !== QUOTE) return at + 1;
  }
}

/** Whether a backslash precedes a quote in a cell; the second of two escapes nothing. */
function isEscaped(text: string, start: number, quote: number): boolean {
  let backslashes = 0;
  while (quote - backslashes - 1 > start && text[quote - backslashes - 1] === "\\") backslashes++;
  return backslashes % 2 === 1;
}

function isEnd(text: string, at: number, separator: number): boolean {
  const code = text.charCodeAt(at);
  return code === separator || isLineEnd(code) || at >= text.length;
}

function isLineEnd(code: number): boolean {
  return code === LINE_FEED || code === RETURN;
}

/** The value of a cell as PHP's fgetcsv reads it: backslashes stay, also before quotes. */
export function phpCellValue(text: string, { start, end }: Span): string {
  if (text.charCodeAt(start) !== QUOTE) return text.slice(start, end);
  const close = quotedEnd(text, start, true);
  const inner = text.slice(start + 1, close - 1);
  return inner.replace(/(?<!\\)""/g, '"') + text.slice(close, end);
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
