import { columnsOf, unbreakablePieces } from "#core/text/line-break.js";
import { escapePo } from "./escape.js";
import type { PoEntry, PoString } from "./parse.js";

/** How a PO file breaks long strings into lines. */
export interface Wrapping {
  /** Columns between the quotes of a line; Infinity if the file does not wrap. */
  readonly width: number;
  readonly lineEnd: string;
}

/** gettext's page width of 79 columns, without the quotes. */
const DEFAULT_WIDTH = 77;

/** How many entries to sample when detecting how a file wraps. */
const SAMPLE = 500;

/**
 * The width at which a file wraps: gettext's, unless its own lines show otherwise. The longest line that could have
 * been broken gives the minimum; a broken line plus its continuation gives the maximum.
 */
export function wrappingOf(text: string, entries: readonly PoEntry[], lineEnd: string): Wrapping {
  let least = 0;
  let tooMuch = Number.POSITIVE_INFINITY;
  const strings = entries.slice(0, SAMPLE).flatMap(({ id, plural, translations }) => [id, plural, ...translations]);
  for (const string of strings) {
    if (!string || string.end - string.start < 30) continue;
    const lines = linesOf(text, string);
    lines.forEach((line, index) => {
      const prefix = index === 0 ? string.keyword.length + 1 : 0;
      const [first = "", ...rest] = escapedPieces(line);
      if (rest.length > 0) least = Math.max(least, prefix + columnsOf(line));
      const before = lines[index - 1];
      if (before && !before.endsWith("\\n")) tooMuch = Math.min(tooMuch, columnsOf(before) + columnsOf(first));
    });
  }
  if (least <= DEFAULT_WIDTH && DEFAULT_WIDTH < tooMuch) return { width: DEFAULT_WIDTH, lineEnd };
  if (tooMuch === Number.POSITIVE_INFINITY) return { width: tooMuch, lineEnd };
  return { width: least < tooMuch ? least : DEFAULT_WIDTH, lineEnd };
}

/** The escaped pieces of a string as written in the file; of a very long string, only the first ones. */
function linesOf(text: string, { start, end }: PoString): string[] {
  return text.slice(start + 1, Math.min(end - 1, start + 5000)).split(/"\s*[\r\n]\s*"/);
}

/**
 * A string in quotes as gettext writes it: on one line if it fits and has no inner line end; otherwise after an empty
 * first line, broken after each `\n` and where a line is full.
 *
 * @param keyword before the string
 */
export function quoteWrapped(value: string, keyword: string, { width, lineEnd }: Wrapping): string {
  const portions = value.split(/(?<=\n)/).map(escapePo);
  const [only = ""] = portions;
  if (portions.length <= 1 && wrap(only, width, keyword.length + 1).length === 1) return `"${only}"`;
  const lines = portions.flatMap((portion) => wrap(portion, width, 0));
  return ['""', ...lines.map((line) => `"${line}"`)].join(lineEnd);
}

/** Wraps an escaped text that starts at a column. */
function wrap(portion: string, width: number, column: number): string[] {
  if (portion.length * 2 + column <= width) return [portion];
  const lines: string[] = [];
  let line = "";
  let used = column;
  for (const piece of escapedPieces(portion)) {
    const columns = columnsOf(piece);
    if (line !== "" && used + columns > width) {
      lines.push(line);
      line = "";
      used = 0;
    }
    line += piece;
    used += columns;
  }
  return [...lines, line];
}

/** The unbreakable pieces of an escaped text: escapes, and a final `\n` with the text before it, stay together. */
function escapedPieces(portion: string): string[] {
  const pieces: string[] = [];
  let open = false;
  for (const piece of unbreakablePieces(portion)) {
    const last = pieces.length - 1;
    if (last >= 0 && (open || piece === "\\n")) pieces[last] += piece;
    else pieces.push(piece);
    open = (/\\+$/.exec(pieces.at(-1) ?? "")?.[0].length ?? 0) % 2 === 1;
  }
  return pieces;
}
