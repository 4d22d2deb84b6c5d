import { messageOf } from "../errors.js";
import {
  hasIcuChoice,
  icuArguments,
  leavesOf,
  type MessageTree,
  parseIcu,
  pluralCategories,
  printIcu,
} from "../protect/icu.js";
import { forLanguage } from "../protect/icu-language.js";
import type { Check, Finding } from "./finding.js";

/** An ICU message must parse, with the source's arguments and every plural category of the target language. */
export const icuMessage: Check = ({ source, target, direction }) => {
  if (!hasIcuChoice(source)) return [];
  const error = (message: string): Finding[] => [{ check: "icu", severity: "error", message }];
  let tree: MessageTree;
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
    tree = parseIcu(target);
  } catch (problem) {
    return error(messageOf(problem));
  }
  const found = icuArguments(target);
  const missing = required.filter((name) => !found.includes(name));
  const extra = found.filter((name) => !known.includes(name));
  if (missing.length > 0) return error(`the argument ${missing.join(", ")} is missing`);
  if (extra.length > 0) return error(`the argument ${extra.join(", ")} is not in the source`);
  return missingCategories(tree, direction.target);
};

/** The arguments that a message has left with the plural categories of another language. */
function argumentsIn(source: string, language: string): string[] {
  const tree = forLanguage(parseIcu(source), language);
  const leaves = leavesOf(tree).map(({ text }) => text);
  return icuArguments(printIcu(tree, leaves, false));
}

function missingCategories(tree: MessageTree, language: string): Finding[] {
  if (tree.kind === "text") return [];
  const findings: Finding[] = [];
  if (tree.kind !== "select") {
    const missing = pluralCategories(language, tree.kind === "selectordinal").filter((name) => !tree.options.has(name));
    if (missing.length > 0) {
      const message = `the plural of ${tree.argument} lacks ${missing.join(", ")}`;
      findings.push({ check: "plural-categories", severity: "warning", message });
    }
  }
  for (const branch of tree.options.values()) findings.push(...missingCategories(branch, language));
  return findings;
}
