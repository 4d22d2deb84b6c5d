import { pluralCategories, usualCounts } from "#core/language/plural-categories.js";
import { parseIcu } from "#core/messages/icu.js";
import type { MessageTree } from "#core/messages/icu-tree.js";
import type { Check, Found } from "../check.js";

/** A plural of an ICU message has every category of the target language that usual counts take. */
export const pluralCategoriesCheck: Check = {
  name: "plural-categories",
  title: "A plural has every plural category of the target language.",
  explanation:
    "Languages have between one and six plural forms (Unicode CLDR). A number whose category is missing gets the text of `other`, which is wrong grammar. Add a branch for each.",
  needs: "choice",
  find: ({ icu: { target }, source, target: written, direction }) => {
    // A copy of the source is reported as one.
    if (source === written) return [];
    try {
      return missingCategories(parseIcu(target), direction.target);
    } catch {
      // The check `icu` reports it.
      return [];
    }
  },
};

function missingCategories(tree: MessageTree, language: string): Found[] {
  if (tree.kind === "text") return [];
  const found: Found[] = [];
  if (tree.kind !== "select") {
    const { options } = tree;
    const ordinal = tree.kind === "selectordinal";
    // `=1` covers a category of 1 only.
    const missing = pluralCategories(language, ordinal).filter((name) => {
      return !options.has(name) && usualCounts(language, name, ordinal).some((n) => !options.has(`=${n}`));
    });
    if (missing.length > 0)
      found.push({
        severity: "warning",
        problem: { code: "categories-missing", argument: tree.argument, categories: missing },
      });
  }
  for (const branch of tree.options.values()) found.push(...missingCategories(branch, language));
  return found;
}
