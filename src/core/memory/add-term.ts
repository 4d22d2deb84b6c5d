import { columnsOf } from "../formats/csv/header.js";
import { type CsvRecord, cellText, cellValue, parseCsv } from "../formats/csv/parse.js";
import type { LanguageTag } from "../language/tag.js";
import { lineEndOf, type Splice, splice } from "../text/splice.js";
import { delimiterOf } from "./term-csv.js";

/** A word in one language. */
export interface Word {
  readonly language: LanguageTag;
  readonly text: string;
}

/**
 * Adds a term to a termbase in CSV: to the row of the source term, if there is one, as a further translation, otherwise as
 * a new row. A language without a column gets one. Existing text stays as written.
 *
 * @param text empty for a new termbase
 * @throws {MalformedFileError} as `readTermCsv`
 * @example
 * const termbase = "en,de,note\ncart,Warenkorb,\n";
 * addTerm(termbase, { language: "en", text: "cart" }, { language: "de", text: "Korb" }) // "en,de,note\ncart,Warenkorb|Korb,\n"
 */
export function addTerm(text: string, source: Word, target: Word): string {
  if (text.trim() === "") text = `${source.language},${target.language}\n`;
  const delimiter = delimiterOf(text);
  const from = text.startsWith("\ufeff") ? 1 : 0;
  const [header, ...rows] = parseCsv(text, from, delimiter);
  if (!header) return text;
  const names = header.cells.map((cell) => cellValue(text, cell).trim());
  const { languages } = columnsOf(names);
  const added: LanguageTag[] = [];
  const columnOf = (language: LanguageTag): number => {
    const known = languages.get(language);
    if (known !== undefined) return known;
    added.push(language);
    return names.length + added.length - 1;
  };
  const [sourceColumn, targetColumn] = [columnOf(source.language), columnOf(target.language)];
  const splices: Splice[] = [];
  if (added.length > 0)
    splices.push({ start: header.end, end: header.end, text: added.map((one) => delimiter + one).join("") });
  const row = rows.find((one) => termsIn(text, one, sourceColumn).includes(source.text));
  if (row) splices.push(...withTerm(text, row, targetColumn, target.text, delimiter));
  else
    splices.push(
      newRow(text, { width: names.length + added.length, delimiter }, [sourceColumn, source], [targetColumn, target]),
    );
  return splice(text, splices);
}

function termsIn(text: string, { cells }: CsvRecord, column: number): string[] {
  const cell = cells[column];
  return cell
    ? cellValue(text, cell)
        .split("|")
        .map((term) => term.trim())
    : [];
}

function withTerm(text: string, row: CsvRecord, column: number, term: string, delimiter: string): Splice[] {
  const known = termsIn(text, row, column).filter((one) => one !== "");
  if (known.includes(term)) return [];
  const value = cellText([...known, term].join("|"), delimiter, false);
  const cell = row.cells[column];
  if (cell) return [{ start: cell.start, end: cell.end, text: value }];
  const missing = delimiter.repeat(column - row.cells.length + 1);
  return [{ start: row.end, end: row.end, text: missing + value }];
}

function newRow(
  text: string,
  { width, delimiter }: { readonly width: number; readonly delimiter: string },
  ...words: readonly (readonly [column: number, word: Word])[]
): Splice {
  const cells = new Array<string>(width).fill("");
  for (const [column, { text: term }] of words) cells[column] = cellText(term, delimiter, false);
  const end = lineEndOf(text);
  const isEnded = /[\r\n]$/.test(text);
  return { start: text.length, end: text.length, text: (isEnded ? "" : end) + cells.join(delimiter) + end };
}
