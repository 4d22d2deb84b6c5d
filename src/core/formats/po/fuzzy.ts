import type { Splice } from "#core/text/splice.js";
import type { PoEntry } from "./parse.js";

/** An indentation longer than this is none; the bound keeps hostile files linear. */
const MAX_INDENT = 200;

/** Marks an entry as a guess, which programs do not use: first of its flags, or on a line of its own. */
export function fuzzy(text: string, entry: PoEntry, lineEnd: string): Splice[] {
  const [flags] = entry.flagLines;
  const insert = (at: number, added: string): Splice[] => [{ start: at, end: at, text: added }];
  if (flags) return insert(text.indexOf("#,", flags.start) + 1, ", fuzzy");
  // Where gettext has it: after all comments but that of the message that was translated before.
  const [previous] = entry.previousLines;
  if (previous) return insert(previous.start, `#, fuzzy${lineEnd}`);
  const first = entry.context ?? entry.id;
  if (!first) return [];
  const { lineStart, keywordStart } = first;
  const lead = text.slice(Math.max(lineStart, keywordStart - MAX_INDENT - 1), keywordStart);
  const isIndent = lead.length <= MAX_INDENT && /^[ \t]*$/.test(lead);
  return insert(keywordStart, isIndent ? `#, fuzzy${lineEnd}${lead}` : `${lineEnd}#, fuzzy${lineEnd}`);
}

/** An entry whose every form is translated is no guess any more: its fuzzy flag and the previous message go. */
export function unfuzzy(text: string, { flagLines, previousLines }: PoEntry): Splice[] {
  const flags = flagLines.flatMap(({ start, end }): Splice[] => {
    const line = text.slice(start, end);
    const rest = line.replace(/,\s*fuzzy(?=[\s,]|$)/g, "");
    if (rest === line) return [];
    return [{ start, end, text: /^\s*#\s*$/.test(rest) ? "" : rest }];
  });
  return [...flags, ...previousLines.map(({ start, end }) => ({ start, end, text: "" }))];
}
