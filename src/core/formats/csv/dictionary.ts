import { RouteLmtError, said } from "#core/errors.js";
import { atOnce } from "#core/text/at-once.js";
import { lineEndOf, malformedAt, type Splice, splice } from "#core/text/splice.js";
import {
  type Document,
  type Edit,
  type FileProblem,
  type Format,
  type KeyPath,
  keyId,
  keyName,
  type Unit,
  type WriteOptions,
} from "../format.js";
import { groupByAnchor } from "../keys/anchors.js";
import { columnsOf } from "./header.js";
import { type CsvRecord, cellText, cellValue, parseCsv, parseCsvSteps, phpCellValue } from "./parse.js";

/**
 * Dictionaries without a header: a row for each text with the text, its translation, and optionally its use.
 * Magento 2 (`i18n/de_DE.csv`: module and its kind) and Frappe (`translations/de.csv`: a context).
 */
export const dictionary: Format = {
  name: "dictionary",
  label: "Dictionary CSV (Magento, Frappe)",
  holds: "source-and-target",
  isNamed: true,
  addsTexts: true,
  matches,
  isTemplate: (path) => /(?:^|[\\/])en(?:[-_]\w+)?\.csv$/i.test(path),
  read: (text) => atOnce(readSteps(text)),
  readSteps,
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
  return atOnce(parseSteps(text));
}

/** Rows that are looked at in one step. */
const ROWS_IN_STEP = 1000;

function* parseSteps(text: string): Generator<void, Dictionary> {
  const { records, isPhp } = yield* recordsOf(text);
  const value = isPhp ? phpCellValue : cellValue;
  const rows: Row[] = [];
  for (const [index, record] of records.entries()) {
    if (index % ROWS_IN_STEP === 0) yield;
    const [first, ...rest] = record.cells.map((cell) => value(text, cell));
    if (first === undefined || (first === "" && rest.every((one) => one === ""))) continue;
    if (record.cells.length < 2 || record.cells.length > MAX_CELLS)
      throw malformedAt(
        text,
        record.start,
        said`A row with a text, its translation and optionally a context is expected`,
      );
    const context = rest
      .slice(1)
      .filter((one) => one !== "")
      .join(",");
    if (first !== "") rows.push({ key: context === "" ? [first] : [first, context], source: first, context, record });
  }
  return { rows, isPhp, value };
}

function* recordsOf(
  text: string,
): Generator<void, { readonly records: readonly CsvRecord[]; readonly isPhp: boolean }> {
  try {
    return { records: yield* parseCsvSteps(text, startOf(text), ","), isPhp: false };
  } catch {
    const records = yield* parseCsvSteps(text, startOf(text), ",", Number.POSITIVE_INFINITY, true);
    return { records, isPhp: true };
  }
}

function* readSteps(text: string): Generator<void, Document> {
  const { rows, value } = yield* parseSteps(text);
  const units = new Map<string, Unit>();
  const problems: FileProblem[] = [];
  for (const [index, { key, source, context, record }] of rows.entries()) {
    if (index % ROWS_IN_STEP === 0) yield;
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

function write(text: string, edits: readonly Edit[], { sourceText }: WriteOptions = {}): string {
  if (edits.length === 0) return text;
  const { rows, isPhp } = parse(text);
  const byKey = new Map(rows.map((row) => [keyId(row.key), row]));
  const splices: Splice[] = [];
  const additions: Edit[] = [];
  for (const edit of new Map(edits.map((one) => [keyId(one.key), one])).values()) {
    if (/\p{Cs}/u.test(edit.value))
      throw new RouteLmtError(
        "option-invalid",
        said`The value of ${keyName(edit.key)} has half a character`,
        said`Correct it, and run again; nothing was written.`,
      );
    const row = byKey.get(keyId(edit.key));
    if (row) splices.push(replacement(text, row, edit.value, isPhp));
    else additions.push(edit);
  }
  if (additions.length > 0) for (const one of insertions(text, rows, additions, sourceText, isPhp)) splices.push(one);
  return splice(
    text,
    splices.sort((a, b) => a.start - b.start),
  );
}

/** New rows, each after the one that precedes it in the source file. */
function insertions(
  text: string,
  rows: readonly Row[],
  additions: readonly Edit[],
  sourceText: string | undefined,
  isPhp: boolean,
): Splice[] {
  const source = sourceText === undefined ? undefined : parse(sourceText);
  const ranks = new Map(source?.rows.map(({ key }, rank) => [keyId(key), rank]));
  const rankOf = (key: KeyPath): number => ranks.get(keyId(key)) ?? Number.POSITIVE_INFINITY;
  const ranked = additions.map((item) => ({ item, rank: rankOf(item.key) })).sort((a, b) => a.rank - b.rank);
  const existing = rows.map((item) => ({ item, rank: rankOf(item.key) }));
  const lineEnd = lineEndOf(text + (sourceText ?? ""));
  const model = rows.at(-1)?.record.cells[0];
  const isQuoted = model && text[model.start] === '"';
  return [...groupByAnchor<Row, Edit>(existing, ranked)].map(([anchor, group]) => {
    const lines = group.map(({ key, value }) => {
      const row = source?.rows[rankOf(key)];
      if (!source || sourceText === undefined || !row) throw missing(key);
      const cells = row.record.cells.map((cell, index) => {
        const quoted = (isQuoted && index < 2) || sourceText[cell.start] === '"';
        return spell(index === 1 ? value : source.value(sourceText, cell), quoted, isPhp);
      });
      return cells.join(",");
    });
    const at = anchor?.record.end ?? startOf(text);
    const added = lines.map((line) => (anchor ? lineEnd + line : line + lineEnd)).join("");
    return { start: at, end: at, text: added };
  });
}

/** A translation in quotes if its row has them. */
function replacement(text: string, { record }: Row, value: string, isPhp: boolean): Splice {
  const [first, cell = { start: record.end, end: record.end }] = record.cells;
  const isQuoted = [first, cell].some((one) => one && text[one.start] === '"');
  return { start: cell.start, end: cell.end, text: spell(value, isQuoted, isPhp) };
}

function spell(value: string, isQuoted: boolean, isPhp: boolean): string {
  const quoted = cellText(value, ",", isQuoted || (isPhp && value.includes("\\")));
  return isPhp ? quoted.replace(/\\""/g, '\\"') : quoted;
}

function missing(key: KeyPath): RouteLmtError {
  return new RouteLmtError(
    "option-invalid",
    said`The dictionary has no text ${keyName(key)}`,
    said`Collect the texts of the program again and run again; nothing was written.`,
  );
}

/** An empty file: programs show a text with an empty translation as nothing. */
function create(sourceText: string): string {
  parse(sourceText);
  return "";
}
