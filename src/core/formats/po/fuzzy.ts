import type { Splice } from "#core/text/splice.js";
import type { PoEntry } from "./parse.js";

/** Longest indentation; the bound keeps hostile files linear. */
const MAX_INDENT = 200;

/** Marks an entry as fuzzy, so that programs do not use it: as its first flag, or on a new line. */
export function fuzzy(text: string, entry: PoEntry, lineEnd: string): Splice[] {
  const [flags] = entry.flagLines;
  const insert = (at: number, added: string): Splice[] => [{ start: at, end: at, text: added }];
  if (flags) return insert(text.indexOf("#,", flags.start) + 1, ", fuzzy");
  // As in gettext: after all comments except the previous message.
  const [previous] = entry.previousLines;
  if (previous) return insert(previous.start, `#, fuzzy${lineEnd}`);
  const first = entry.context ?? entry.id;
  if (!first) return [];
  const { lineStart, keywordStart } = first;
  const lead = text.slice(Math.max(lineStart, keywordStart - MAX_INDENT - 1), keywordStart);
  const isIndent = lead.length <= MAX_INDENT && /^[ \t]*$/.test(lead);
  return insert(keywordStart, isIndent ? `#, fuzzy${lineEnd}${lead}` : `${lineEnd}#, fuzzy${lineEnd}`);
}

/** Removes the fuzzy flag and the previous message of an entry once all its forms are translated. */
export function unfuzzy(text: string, { flagLines, previousLines }: PoEntry): Splice[] {
  const flags = flagLines.flatMap(({ start, end }): Splice[] => {
    const line = text.slice(start, end);
    const rest = line.replace(/,\s*fuzzy(?=[\s,]|$)/g, "");
    if (rest === line) return [];
    return [{ start, end, text: /^\s*#\s*$/.test(rest) ? "" : rest }];
  });
  return [...flags, ...previousLines.map(({ start, end }) => ({ start, end, text: "" }))];
}
