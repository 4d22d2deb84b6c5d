import { BREAK, traitsWith } from "#core/text/traits.js";
import type { Check } from "../check.js";

/** How many line breaks cannot be an accident if the source has none. */
const MIN_ESSAY = 2;

/** The translation has as many lines as the source, also where a file writes `\n` for a line end; line ends at either end are left to `white-space`. */
export const newlines: Check = {
  name: "newlines",
  title: "The translation has as many lines as the source.",
  explanation:
    "Line breaks shape a text, and may separate the rows of a list or a table. Break lines as the source does.",
  needs: BREAK | traitsWith("\\"),
  find: ({ source, target, isChoice }) => {
    if (isChoice) return [];
    const count = (text: string): number => text.trim().split(/\r\n|\r|\n|\\r\\n|(?<!\\)\\[nr]/).length - 1;
    const [expected, found] = [count(source), count(target)];
    if (expected === found) return [];
    // A poem or an essay in place of a label.
    const severity = expected === 0 && found >= MIN_ESSAY ? "error" : "warning";
    return [{ severity, problem: { code: "line-breaks", found, expected } }];
  },
};
