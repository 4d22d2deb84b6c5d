import { columnsOf, unbreakablePieces } from "#core/text/line-break.js";
import { escapePo } from "./escape.js";
import { isHeader, type PoEntry, type PoString } from "./parse.js";

/** How a PO file breaks long strings into lines. */
export interface Wrapping {
  /** Columns between the quotes of a line; Infinity if the file does not wrap. */
  readonly width: number;
  readonly lineEnd: string;
  /** Whether the first line of a multi-line string is next to the keyword, not below an empty string. */
  readonly beginsBesideKeyword: boolean;
  /** Whether `\n` may be within a line, as written by gettext-parser, Lingui, and Babel without a width. */
  readonly keepsLineBreaks: boolean;
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
  const sample = entries.slice(0, SAMPLE);
  const strings = sample.flatMap(({ id, plural, translations }) => [id, plural, ...translations]);
  const { beginsBesideKeyword, keepsLineBreaks } = habitsIn(text, sample);
  const style = { lineEnd, beginsBesideKeyword, keepsLineBreaks };
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
  if (keepsLineBreaks && tooMuch === Number.POSITIVE_INFINITY) return { ...style, width: tooMuch };
  if (least <= DEFAULT_WIDTH && DEFAULT_WIDTH < tooMuch) return { ...style, width: DEFAULT_WIDTH };
  if (tooMuch === Number.POSITIVE_INFINITY) return { ...style, width: tooMuch };
  return { ...style, width: least < tooMuch ? least : DEFAULT_WIDTH };
}

/** The style of most multi-line strings of a file; the header follows other rules. */
function habitsIn(
  text: string,
  entries: readonly PoEntry[],
): Pick<Wrapping, "beginsBesideKeyword" | "keepsLineBreaks"> {
  let beside = 0;
  let below = 0;
  let kept = 0;
  let broken = 0;
  for (const entry of entries) {
    if (isHeader(entry)) continue;
    for (const string of [entry.id, entry.plural, ...entry.translations]) {
      if (!string) continue;
      const hasBreak = /\n./s.test(string.value);
      const lines = hasBreak || text.slice(string.start, string.end).includes("\n") ? linesOf(text, string) : [];
      if (hasBreak) lines.some((line) => /(?<!\\)(?:\\\\)*\\n./s.test(line)) ? kept++ : broken++;
      if (lines.length > 1) lines[0] === "" ? below++ : beside++;
    }
  }
  return { beginsBesideKeyword: beside > below, keepsLineBreaks: kept > broken };
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
export function quoteWrapped(value: string, keyword: string, wrapping: Wrapping): string {
  const { width, lineEnd, beginsBesideKeyword, keepsLineBreaks } = wrapping;
  const portions = (keepsLineBreaks ? [value] : value.split(/(?<=\n)/)).map(escapePo);
  const [only = ""] = portions;
  if (portions.length <= 1 && wrap(only, width, keyword.length + 1).length === 1) return `"${only}"`;
  if (beginsBesideKeyword) {
    const lines = portions.flatMap((portion, index) => wrap(portion, width, index === 0 ? keyword.length + 1 : 0));
    return lines.map((line) => `"${line}"`).join(lineEnd);
  }
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
