import { isTooManyVariants, parseIcu } from "#core/messages/icu.js";
import { IcuError } from "#core/messages/icu-error.js";
import { forLanguage } from "#core/messages/icu-language.js";
import { icuArguments } from "#core/messages/icu-pieces.js";
import { countedLeaves, leavesOf, printIcu } from "#core/messages/icu-tree.js";
import type { Check, Found } from "../check.js";
import type { Problem } from "../problem.js";

/** An ICU message parses, has the arguments of the source, and says the number in its plurals. */
export const icuMessage: Check = {
  name: "icu",
  title: "An ICU message is valid and has the arguments of the source.",
  explanation:
    "A message that is not valid cannot be shown at all. Braces pair up, every choice has a branch `other`, an apostrophe before a brace is doubled, arguments keep their names, and a branch for several numbers says which.",
  needs: "choice",
  find: ({ icu: { source, target }, direction }) => {
    const error = (problem: Problem): Found[] => [{ severity: "error", problem }];
    let required: string[];
    let known: string[];
    try {
      required = argumentsIn(source, direction.target);
      known = icuArguments(source);
    } catch {
      // The source is not an ICU message after all: nothing to compare.
      return [];
    }
    let found: string[];
    try {
      found = icuArguments(target);
    } catch (thrown) {
      if (!(thrown instanceof IcuError)) throw thrown;
      return error({ code: "icu-invalid", problem: thrown.problem });
    }
    const missing = required.filter((name) => !found.includes(name));
    const extra = found.filter((name) => !known.includes(name));
    if (missing.length > 0) return error({ code: "arguments-missing", names: missing });
    if (extra.length > 0) return error({ code: "arguments-extra", names: extra });
    const branch = branchWithoutNumber(source, target);
    return branch === undefined ? [] : error({ code: "number-unsaid", branch });
  },
};

/** The arguments of a message with the plural categories of another language, which may be fewer. */
function argumentsIn(source: string, language: string): string[] {
  try {
    const tree = forLanguage(parseIcu(source), language);
    const leaves = leavesOf(tree).map(({ text }) => text);
    return icuArguments(printIcu(tree, leaves, false));
  } catch (error) {
    if (isTooManyVariants(error)) return icuArguments(source);
    throw error;
  }
}

/** Categories of many numbers; those of one, two and none are often in words. */
const SEVERAL = new Set(["few", "many", "other"]);

/** A branch for several numbers without the number, if the source has it there. */
function branchWithoutNumber(source: string, target: string): string | undefined {
  const before = unnumbered(source);
  const after = unnumbered(target);
  if (!before || !after) return undefined;
  return after.find(
    (name) => !before.includes(name.replace(/^(.*) (?:few|many)$/, "$1 other")) && !before.includes(name),
  );
}

/** The plural branches without the number, as `count other`; undefined if they cannot be written out. */
function unnumbered(message: string): string[] | undefined {
  try {
    return countedLeaves(parseIcu(message)).flatMap(({ text, inPlural, choices }) => {
      const plurals = choices.filter(({ kind }) => kind !== "select");
      return plurals.flatMap(({ argument, option }, index) => {
        const isInnermost = index === plurals.length - 1;
        const says =
          (isInnermost && inPlural && text.includes("#")) || text.includes(`{${argument}`) || /\d/.test(text);
        return says || !SEVERAL.has(option) ? [] : [`${argument} ${option}`];
      });
    });
  } catch {
    return undefined;
  }
}
