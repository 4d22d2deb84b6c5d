import { said } from "../errors.js";
import { malformedAt } from "../text/splice.js";
import type { Format } from "./format.js";
import { refusing } from "./refusing.js";

/** `<<<<<<< HEAD` at the beginning of a line, and what follows it in a conflict of git, Mercurial or Subversion. */
const BEGIN = /^<{7}(?:[ \t].*)?$/gm;
const REST = [/^={7}[ \t]*$/m, /^>{7}(?:[ \t].*)?$/m];

/** The offset of the first unresolved merge conflict; undefined if there is none. Linear in the text. */
export function conflictAt(text: string): number | undefined {
  if (!text.includes("<<<<<<<")) return undefined;
  const begin = text.search(BEGIN);
  if (begin < 0) return undefined;
  let rest = text.slice(begin);
  for (const marker of REST) {
    const at = rest.search(marker);
    if (at < 0) return undefined;
    rest = rest.slice(at);
  }
  return begin;
}

/** A text with one side of each conflict, to detect its format. */
function firstSides(text: string): string {
  let isOther = false;
  return text
    .split(/(?<=\n)/)
    .filter((line) => {
      const isMarker = /^(?:[<|>]{7}(?:[ \t]|\r?\n|$)|={7}[ \t]*(?:\r?\n|$))/.test(line);
      if (isMarker) isOther = !line.startsWith("<") && !line.startsWith(">");
      return !isMarker && !isOther;
    })
    .join("");
}

/**
 * The same format, refusing files with a merge conflict: in many formats the markers are valid keys and texts, and
 * one side of the conflict would be lost silently.
 */
export function refusingConflicts(format: Format): Format {
  const refuse = (text: string): void => {
    const at = conflictAt(text);
    if (at !== undefined)
      throw malformedAt(
        text,
        at,
        said`The file has a merge conflict that is not resolved: choose a side and remove the markers`,
      );
  };
  return {
    ...refusing(format, refuse),
    matches: (path, text) =>
      format.matches(path, text !== undefined && conflictAt(text) !== undefined ? firstSides(text) : text),
  };
}
