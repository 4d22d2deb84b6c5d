import { RouteLmtError, type Said, said } from "#core/errors.js";
import type { LanguageTag } from "#core/language/tag.js";
import { atOnce } from "#core/text/at-once.js";
import type { Span } from "#core/text/span.js";
import { malformedAt, type Splice, splice } from "#core/text/splice.js";
import type { Document, Edit, Format, ReadOptions, Unit } from "../format.js";
import { editsByName, lastByName, lastByNameSteps, type NamedEntry } from "../keys/flat-keys.js";
import { type Columns, columnOf, columnsOf, headerLike } from "./header.js";
import { type CsvRecord, cellText, cellValue, needsQuotes, parseCsv, parseCsvSteps } from "./parse.js";

/**
 * Tables with a row for each message and a column for each language: CSV after RFC 4180, with comma, semicolon or tab.
 * Values that begin with `=`, `+`, `-` or `@` are texts and written unchanged, although spreadsheets treat them as
 * formulas.
 */
export const csv: Format = {
  name: "csv",
  label: "CSV / TSV",
  holds: "all-languages",
  matches: (path) => /\.[ct]sv$/i.test(path),
  languagesIn: (text) =>
    [...parseTable(text).columns.languages.keys()].filter((language) => language !== "source" && language !== "target"),
  read: (text, options) => atOnce(readSteps(text, options)),
  readSteps,
  write,
  create,
};

/** A table, read for one source and one target language. */
interface Table {
  readonly text: string;
  readonly delimiter: string;
  readonly header: CsvRecord;
  readonly columns: Columns;
  readonly rows: readonly Row[];
  /** The column of the source texts; that of the keys if there is no other. */
  readonly source: number;
  /** The column of the target language; undefined if there is none. */
  readonly target: number | undefined;
}

/** A row with a message; the span is that of its cell in the target language. */
interface Row extends NamedEntry {
  readonly record: CsvRecord;
}

function parseTable(text: string, options?: ReadOptions): Table {
  return atOnce(tableSteps(text, options));
}

/** Rows that are looked at in one step. */
const ROWS_IN_STEP = 1000;

function* tableSteps(text: string, { source, language = source }: ReadOptions = {}): Generator<void, Table> {
  const { start, delimiter } = delimiterOf(text);
  const records = yield* parseCsvSteps(text, start, delimiter);
  const [header] = records;
  const columns = columnsOf(header ? valuesOf(text, header) : []);
  if (!header || columns.languages.size === 0) {
    const reason = said`The first row names no language: a column is expected for each, as in key,en,de`;
    throw malformedAt(text, start, reason);
  }
  const { languages, key } = columns;
  const isSource = language === source;
  const target = language === undefined ? undefined : (columnOf(columns, language) ?? languages.get("target"));
  const known = [source && columnOf(columns, source), languages.get("source"), ...languages.values(), key];
  const from = known.find((column) => typeof column === "number" && (isSource || column !== target));
  if (typeof from !== "number")
    throw malformedAt(text, start, said`The table has one column: keys or source texts are expected next to it`);
  const to = isSource ? from : target;
  const rows: Row[] = [];
  for (const record of records) {
    const name = valueAt(text, record, key ?? from);
    if (record === header || name === "") continue;
    const cell = to === undefined ? undefined : record.cells[to];
    const { start, end } = cell ?? { start: record.end, end: record.end };
    rows.push({ key: name, record, start, end });
    if (rows.length % ROWS_IN_STEP === 0) yield;
  }
  return { text, delimiter, header, columns, rows, source: from, target: to };
}

const SEPARATOR_LINE = /^\ufeff?sep=([^\r\n"])(?:\r\n|\r|\n|$)/i;

/** The delimiter in Excel's `sep=` line; otherwise the one that gives the most languages in the header. */
function delimiterOf(text: string): { readonly start: number; readonly delimiter: string } {
  const [line, named] = SEPARATOR_LINE.exec(text) ?? [];
  if (line !== undefined && named !== undefined) return { start: line.length, delimiter: named };
  const start = text.startsWith("\ufeff") ? 1 : 0;
  const counts = [",", ";", "\t"].map((delimiter) => ({ delimiter, count: languagesWith(text, start, delimiter) }));
  const [best] = counts.sort((a, b) => b.count - a.count);
  return { start, delimiter: best?.delimiter ?? "," };
}

function languagesWith(text: string, start: number, delimiter: string): number {
  // With the wrong delimiter a quoted name may have text after it.
  if (!text.slice(start, start + 100_000).includes(delimiter)) return 0;
  try {
    const [header] = parseCsv(text, start, delimiter, 1);
    return header ? columnsOf(valuesOf(text, header)).languages.size + 1 : 0;
  } catch {
    return 0;
  }
}

function valuesOf(text: string, { cells }: CsvRecord): string[] {
  return cells.map((cell) => cellValue(text, cell));
}

function valueAt(text: string, { cells }: CsvRecord, column: number | undefined): string {
  const cell = column === undefined ? undefined : cells[column];
  return cell ? cellValue(text, cell) : "";
}

function* readSteps(text: string, options?: ReadOptions): Generator<void, Document> {
  const table = yield* tableSteps(text, options);
  const { last, problems } = yield* lastByNameSteps(table.rows);
  const units: Unit[] = [];
  for (const row of last.values()) {
    units.push(unitOf(table, row));
    if (units.length % ROWS_IN_STEP === 0) yield;
  }
  return { units, problems };
}

function unitOf({ text, columns, source, target }: Table, { key, record, start, end }: Row): Unit {
  const value = valueAt(text, record, target);
  const comment = valueAt(text, record, columns.comment);
  const context = valueAt(text, record, columns.context);
  const maxLength = Number(valueAt(text, record, columns.maxLength).trim());
  return {
    key: [key],
    value,
    span: { start, end },
    state: value === "" ? "untranslated" : "translated",
    source: valueAt(text, record, source),
    ...(comment === "" ? {} : { comment }),
    ...(context === "" ? {} : { context }),
    ...(Number.isSafeInteger(maxLength) && maxLength > 0 ? { maxLength } : {}),
  };
}

function write(text: string, edits: readonly Edit[], options: ReadOptions = {}): string {
  if (edits.length === 0) return text;
  const table = parseTable(text, options);
  const values = editsByName(edits);
  if (table.columns.key === undefined && table.source === table.target)
    throw refused(
      said`The source texts are the keys of this table`,
      said`Add a column of keys, and run again; nothing was written.`,
    );
  const { last } = lastByName(table.rows);
  const byRecord = new Map<CsvRecord, string>();
  for (const [key, value] of values) {
    const row = last.get(key);
    if (!row)
      throw refused(
        said`The table has no row ${key}`,
        said`Add the row with its source text, and run again; nothing was written.`,
      );
    if (/\p{Cs}/u.test(value))
      throw refused(
        said`The value of ${key} has half a character`,
        said`Correct it, and run again; nothing was written.`,
      );
    byRecord.set(row.record, value);
  }
  const { language } = options;
  if (table.target === undefined && language !== undefined) return withColumn(table, language, byRecord);
  const splices = Array.from(byRecord, ([record, value]) => replacement(table, record, table.target ?? 0, value));
  return splice(text, splices);
}

/** Sets a cell; rows that are too short are extended up to it. */
function replacement(
  { text, delimiter, source }: Table,
  { cells, end }: CsvRecord,
  column: number,
  value: string,
): Splice {
  const cell = cells[column];
  const isQuoted = (one: Span | undefined): boolean => one !== undefined && text[one.start] === '"';
  const model = cells[source];
  const always =
    isQuoted(cell) || (isQuoted(model) && model !== undefined && !needsQuotes(cellValue(text, model), delimiter));
  const written = cellText(value, delimiter, value === "" ? isQuoted(cell) : always);
  if (cell) return { start: cell.start, end: cell.end, text: written };
  return { start: end, end, text: value === "" ? "" : delimiter.repeat(column - cells.length + 1) + written };
}

/** Adds a column at the end of the table. */
function withColumn(table: Table, language: LanguageTag, values: ReadonlyMap<CsvRecord, string>): string {
  const { text, delimiter, header, columns, rows } = table;
  const column = header.cells.length;
  const like = valueAt(text, header, Math.max(...columns.languages.values()));
  const name = cellText(headerLike(like, language), delimiter, false);
  const splices: Splice[] = [{ start: header.end, end: header.end, text: delimiter + name }];
  for (const { record } of rows) {
    const { end, cells } = record;
    const value = values.get(record) ?? "";
    if (value !== "") splices.push(replacement(table, record, column, value));
    else if (cells.length <= column)
      splices.push({ start: end, end, text: delimiter.repeat(column - cells.length + 1) });
  }
  return splice(text, splices);
}

function refused(message: Said, advice: Said): RouteLmtError {
  return new RouteLmtError("option-invalid", message, advice);
}

/** The same table with an empty column for the language. */
function create(sourceText: string, language: LanguageTag, source?: LanguageTag): string {
  const table = parseTable(sourceText, { language, ...(source === undefined ? {} : { source }) });
  const { target } = table;
  if (target === undefined) return withColumn(table, language, new Map());
  const filled = table.rows.filter(({ record }) => valueAt(sourceText, record, target) !== "");
  return splice(
    sourceText,
    filled.map(({ record }) => replacement(table, record, target, "")),
  );
}
