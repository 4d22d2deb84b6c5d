import { pluralCategories } from "../language/plural-categories.js";
import { withPluralRules } from "../language/pseudo-locale.js";
import type { LanguageTag } from "../language/tag.js";
import { IcuError } from "./icu-error.js";
import type { MessageLeaf, MessageTree } from "./icu-tree.js";

/** The most leaves that a target message may have. */
const MAX_TARGET_LEAVES = 400;

/**
 * The message with the plural categories of the target language: each takes the source's branch of that category, or
 * `other`. Explicit values (`=0`) stay. A branch with its number in words (`one {a file}`) becomes explicit (`=1`) if
 * the target's category has more numbers, such as 21 in Russian. (CLDR plural rules, through Intl.)
 *
 * @param maxLeaves the most leaves that the result may have
 * @throws {IcuError} `too-many-variants`
 */
export function forLanguage(tree: MessageTree, target: LanguageTag, maxLeaves = MAX_TARGET_LEAVES): MessageTree {
  return adapt(tree, target, { leaves: maxLeaves, most: maxLeaves });
}

function adapt(tree: MessageTree, target: LanguageTag, budget: { leaves: number; readonly most: number }): MessageTree {
  if (tree.kind === "text") {
    if (--budget.leaves < 0) throw new IcuError({ code: "too-many-variants", most: budget.most, language: target });
    return tree;
  }
  const options = new Map<string, MessageTree>();
  if (tree.kind === "select") {
    for (const [name, branch] of tree.options) options.set(name, adapt(branch, target, budget));
    return { ...tree, options };
  }
  for (const [name, branch] of tree.options) if (name.startsWith("=")) options.set(name, adapt(branch, target, budget));
  const other = tree.options.get("other");
  const one = oneIsMore(target) ? oneInWords(tree) : undefined;
  if (one && !options.has("=1")) options.set("=1", adapt(one, target, budget));
  for (const category of pluralCategories(target, tree.kind === "selectordinal")) {
    const branch = (category === "one" && one ? undefined : tree.options.get(category)) ?? other;
    if (branch) options.set(category, adapt(branch, target, budget));
  }
  return { ...tree, options };
}

/** The branch `one` of a plural if it lacks the number that `other` has: it is right for 1 only. */
function oneInWords({ kind, argument, offset, options }: Exclude<MessageTree, MessageLeaf>): MessageTree | undefined {
  const one = options.get("one");
  const other = options.get("other");
  if (kind !== "plural" || offset !== 0 || !one || !other) return undefined;
  return !counts(one, argument) && counts(other, argument) ? one : undefined;
}

/** Whether all texts of a branch contain the number. */
function counts(tree: MessageTree, argument: string): boolean {
  if (tree.kind === "text") return (tree.inPlural && tree.text.includes("#")) || tree.text.includes(`{${argument}`);
  return [...tree.options.values()].every((branch) => counts(branch, argument));
}

/** Whether a language uses its category `one` for numbers besides 1. */
function oneIsMore(language: LanguageTag): boolean {
  const rules = new Intl.PluralRules(withPluralRules(language));
  return [0, 2, 11, 21, 101].some((n) => rules.select(n) === "one");
}
