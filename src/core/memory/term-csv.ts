import { said } from "../errors.js";
import { columnsOf } from "../formats/csv/header.js";
import { type CsvRecord, cellValue, parseCsv } from "../formats/csv/parse.js";
import { malformedAt } from "../text/splice.js";
import type { TermConcept, TermVariant } from "./termbase.js";

const FORBIDDEN = /^(?:forbidden|do not use|deprecated)\b[\s:([]{0,3}([\w-]{2,20})?/i;
const NAME = /^(?:do ?not ?translate|dnt)$/i;
const NO_TRANSLATION = /^translat(?:e|able)$/i;
const YES = /^(?:1|x|yes|y|true)$/i;
const NO = /^(?:0|no|n|false)$/i;
const MAX_HEADER_CELLS = 500;

/**
 * Reads a termbase from a table separated by `;`, `,` or tabs, with one column per language (`en,de,fr`, or language
 * names). Optional columns are `note` (or `comment`, `description`), `do not translate` (or `translate` with "no") and
 * `forbidden de` for words that must not be used. Several terms in a cell are separated by `|`, the preferred one
 * first. A row with only one language is a name.
 *
 * @throws {MalformedFileError} if the header names no language or a quote is not closed
 */
export function readTermCsv(text: string): TermConcept[] {
  const from = text.startsWith("\ufeff") ? 1 : 0;
  const delimiter = delimiterOf(text);
  const [header, ...records] = parseCsv(text, from, delimiter);
  const names = (header ? cellsOf(text, header) : []).slice(0, MAX_HEADER_CELLS).map((name) => name.trim());
  const columns = columnsOf(names);
  if (columns.languages.size === 0)
    throw malformedAt(text, from, said`A header with languages such as en,de is expected`);
  const forbidden = names.flatMap((name, index) => {
    const match = FORBIDDEN.exec(name);
    return match ? [{ index, language: match[1] }] : [];
  });
  const flag = names.findIndex((name) => NAME.test(name));
  const translate = names.findIndex((name) => NO_TRANSLATION.test(name));
  return records.flatMap((record): TermConcept[] => {
    const cells = cellsOf(text, record).map((cell) => cell.trim());
    const variants = [...columns.languages].flatMap(([language, index]) => variantsOf(cells[index], language));
    const [only] = variants;
    if (!only) return [];
    const isName =
      YES.test(cells[flag] ?? "") ||
      NO.test(cells[translate] ?? "") ||
      variants.every(({ language }) => language === only.language);
    const bad = forbidden.flatMap(({ index, language }) =>
      variantsOf(cells[index], language ?? [...columns.languages.keys()].at(-1) ?? "").map((one) => ({
        ...one,
        forbidden: true as const,
      })),
    );
    const note = columns.comment === undefined ? "" : (cells[columns.comment] ?? "");
    return [
      {
        variants: [...variants, ...bad],
        ...(isName && bad.length === 0 ? { doNotTranslate: true } : {}),
        ...(note === "" ? {} : { note }),
      },
    ];
  });
}

/** The column separator of a termbase: of `,`, `;` and tab, the most frequent one in its header. */
export function delimiterOf(text: string): string {
  const line = text.slice(0, 10_000).split(/[\r\n]/, 1)[0] ?? "";
  const count = (char: string): number => line.split(char).length;
  return [",", ";", "\t"].reduce((best, char) => (count(char) > count(best) ? char : best));
}

function cellsOf(text: string, { cells }: CsvRecord): string[] {
  return cells.map((cell) => cellValue(text, cell));
}

function variantsOf(cell: string | undefined, language: string): TermVariant[] {
  const texts = (cell ?? "").split("|").map((text) => text.trim());
  return texts.flatMap((text) => (text === "" ? [] : [{ language, text }]));
}
