import { messageOf } from "../errors.js";
import { icuArguments, leavesOf, parseIcu, printIcu } from "../protect/icu.js";
import { forLanguage } from "../protect/icu-language.js";
import type { Check, Problem } from "./finding.js";

/** An ICU message must parse, with the source's arguments. */
export const icuMessage: Check = {
  name: "icu",
  title: "An ICU message is valid and has the arguments of the source.",
  explanation:
    "A message that is not valid cannot be shown at all. Braces pair up, every choice has a branch `other`, an apostrophe before a brace is doubled, and arguments keep their names.",
  find: ({ source, target, direction, isChoice }) => {
    if (!isChoice) return [];
    const error = (message: string): Problem[] => [{ severity: "error", message }];
    let required: string[];
    let known: string[];
    try {
      required = argumentsIn(source, direction.target);
      known = icuArguments(source);
    } catch {
      // A source that is no ICU message after all cannot be compared.
      return [];
    }
    try {
      parseIcu(target);
    } catch (problem) {
      return error(messageOf(problem));
    }
    const found = icuArguments(target);
    const missing = required.filter((name) => !found.includes(name));
    const extra = found.filter((name) => !known.includes(name));
    if (missing.length > 0) return error(`the argument ${missing.join(", ")} is missing`);
    if (extra.length > 0) return error(`the argument ${extra.join(", ")} is not in the source`);
    return [];
  },
};

/** The arguments that a message has left with the plural categories of another language. */
function argumentsIn(source: string, language: string): string[] {
  const tree = forLanguage(parseIcu(source), language);
  const leaves = leavesOf(tree).map(({ text }) => text);
  return icuArguments(printIcu(tree, leaves, false));
}
