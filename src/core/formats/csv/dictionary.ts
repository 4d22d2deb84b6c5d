import { RouteLmtError } from "#core/errors.js";
import { malformedAt, type Splice, splice } from "#core/text/splice.js";
import {
  type Document,
  type Edit,
  type FileProblem,
  type Format,
  type KeyPath,
  keyId,
  keyName,
  type Unit,
} from "../format.js";
import { columnsOf } from "./header.js";
import { type CsvRecord, cellText, cellValue, parseCsv, phpCellValue } from "./parse.js";

/**
 * Dictionaries without a header: a row for each text with the text, its translation, and perhaps what it is for.
 * Magento 2 (`i18n/de_DE.csv`: module and its kind) and Frappe (`translations/de.csv`: a context).
 */
export const dictionary: Format = {
  name: "dictionary",
  label: "Dictionary CSV (Magento, Frappe)",
  holds: "source-and-target",
  isNamed: true,
  matches,
  isTemplate: (path) => /(?:^|[\\/])en(?:[-_]\w+)?\.csv$/i.test(path),
  read,
  write,
  create,
};

/** The most columns: the text, its translation, a module's kind and its name. */
const MAX_CELLS = 4;

/** Files are named after their language, and their first row names none. */
function matches(path: string, text?: string): boolean {
  if (text === undefined || !/(?:^|[\\/])[a-z]{2,3}(?:[-_][a-z\d]{2,8}){0,2}\.csv$/i.test(path)) return false;
  try {
    const [first] = parseCsv(text, startOf(text), ",", 1, true);
    if (!first || first.cells.length < 2 || first.cells.length > MAX_CELLS) return false;
    return columnsOf(first.cells.map((cell) => phpCellValue(text, cell))).languages.size === 0;
  } catch {
    return false;
  }
}

/** A row with a text. */
interface Row {
  readonly key: KeyPath;
  readonly source: string;
  readonly context: string;
  readonly record: CsvRecord;
}

interface Dictionary {
  readonly rows: readonly Row[];
  /** Whether it is written for PHP, with `\\"` in cells. */
  readonly isPhp: boolean;
  readonly value: typeof cellValue;
}

const startOf = (text: string): number => (text.startsWith("\ufeff") ? 1 : 0);

/** @throws {MalformedFileError} for rows of other lengths, and cells that do not end */
function parse(text: string): Dictionary {
  const { records, isPhp } = recordsOf(text);
  const value = isPhp ? phpCellValue : cellValue;
  const rows = records.flatMap((record): Row[] => {
    const [first, ...rest] = record.cells.map((cell) => value(text, cell));
    if (first === undefined || (first === "" && rest.every((one) => one === ""))) return [];
    if (record.cells.length < 2 || record.cells.length > MAX_CELLS)
      throw malformedAt(text, record.start, "A row of a text, its translation and perhaps a context is expected");
    const context = rest
      .slice(1)
      .filter((one) => one !== "")
      .join(",");
    return first === "" ? [] : [{ key: context === "" ? [first] : [first, context], source: first, context, record }];
  });
  if (rows.length === 0)
    throw malformedAt(text, startOf(text), "The file has no rows: a text and its translation are expected");
  return { rows, isPhp, value };
}

function recordsOf(text: string): { readonly records: readonly CsvRecord[]; readonly isPhp: boolean } {
  try {
    return { records: parseCsv(text, startOf(text), ","), isPhp: false };
  } catch {
    return { records: parseCsv(text, startOf(text), ",", Number.POSITIVE_INFINITY, true), isPhp: true };
  }
}

function read(text: string): Document {
  const { rows, value } = parse(text);
  const units = new Map<string, Unit>();
  const problems: FileProblem[] = [];
  for (const { key, source, context, record } of rows) {
    const [, cell = { start: record.end, end: record.end }] = record.cells;
    const target = value(text, cell);
    const span = { start: cell.start, end: cell.end };
    const id = keyId(key);
    const earlier = units.get(id);
    if (earlier)
      problems.push({ code: "duplicate", what: "key", name: keyName(key), used: "last", span: earlier.span });
    units.delete(id);
    units.set(id, {
      key,
      value: target,
      span,
      state: target === "" ? "untranslated" : "translated",
      source,
      ...(context === "" ? {} : { context }),
    });
  }
  return { units: [...units.values()], problems };
}

function write(text: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return text;
  const { rows, isPhp } = parse(text);
  const byKey = new Map(rows.map((row) => [keyId(row.key), row]));
  const splices = new Map<Row, Splice>();
  for (const { key, value } of edits) {
    const row = byKey.get(keyId(key));
    if (!row) throw missing(key);
    if (/\p{Cs}/u.test(value))
      throw new RouteLmtError(
        "option-invalid",
        `The value of ${keyName(key)} has half a character`,
        "Correct it, and run again; nothing was written.",
      );
    splices.set(row, replacement(text, row, value, isPhp));
  }
  return splice(
    text,
    [...splices.values()].sort((a, b) => a.start - b.start),
  );
}

/** A translation in quotes where its row has them. */
function replacement(text: string, { record }: Row, value: string, isPhp: boolean): Splice {
  const [first, cell = { start: record.end, end: record.end }] = record.cells;
  const isQuoted = [first, cell].some((one) => one && text[one.start] === '"');
  const quoted = cellText(value, ",", isQuoted || (isPhp && value.includes("\\")));
  return { start: cell.start, end: cell.end, text: isPhp ? quoted.replace(/\\""/g, '\\"') : quoted };
}

function missing(key: KeyPath): RouteLmtError {
  return new RouteLmtError(
    "option-invalid",
    `The dictionary has no text ${keyName(key)}`,
    "Collect the texts of the program again and run again; nothing was written.",
  );
}

/** The same texts without translations. */
function create(sourceText: string): string {
  const { rows } = parse(sourceText);
  return splice(
    sourceText,
    rows.map(({ record: { cells, end } }) => ({
      start: cells[1]?.start ?? end,
      end: cells[1]?.end ?? end,
      text: sourceText[cells[1]?.start ?? end] === '"' ? '""' : "",
    })),
  );
}
