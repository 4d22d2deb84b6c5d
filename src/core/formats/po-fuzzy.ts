import type { PoEntry } from "./po-parse.js";
import type { Splice } from "./splice.js";

/** An entry whose every form is translated is no guess any more: its fuzzy flag and the previous message go. */
export function unfuzzy(text: string, { flagLines, previousLines }: PoEntry): Splice[] {
  const flags = flagLines.map(({ start, end }): Splice => {
    const rest = text.slice(start, end).replace(/,\s*fuzzy(?=[\s,]|$)/g, "");
    return { start, end, text: /^\s*#\s*$/.test(rest) ? "" : rest };
  });
  return [...flags, ...previousLines.map(({ start, end }) => ({ start, end, text: "" }))];
}
