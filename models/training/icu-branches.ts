import { hasIcuChoice, parseIcu } from "#core/messages/icu.js";
import type { MessageLeaf, MessageTree } from "#core/messages/icu-tree.js";

/** A source text with its translation. */
export type TextPair = readonly [source: string, target: string];

/**
 * The texts of a message and its translation that the model is to learn from. The engine translates a
 * message with choices branch by branch, so these are the branches that both have; of a message that
 * cannot be taken apart there are none.
 *
 * @param isIcu whether braces with `plural` or `select` are choices in the file
 */
export function textsOf(source: string, target: string, isIcu: boolean): TextPair[] {
  if (!isIcu || (!hasIcuChoice(source) && !hasIcuChoice(target))) return [[source, target]];
  try {
    const targets = branchesOf(parseIcu(target));
    return [...branchesOf(parseIcu(source))].flatMap(([path, text]): TextPair[] => {
      const translated = targets.get(path);
      return translated === undefined ? [] : [[text, translated]];
    });
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** The texts at the ends of a tree by the choices that lead there; those with quoted syntax are left out. */
function branchesOf(tree: MessageTree): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (node: MessageTree, path: string, counted: string): void => {
    if (node.kind === "text") {
      if (node.verbatim.length === 0) found.set(path, withNumber(node, counted));
      return;
    }
    const inside = node.kind === "select" ? counted : node.argument;
    for (const [name, branch] of node.options) visit(branch, `${path}${node.argument} ${node.kind} ${name}\n`, inside);
  };
  visit(tree, "", "");
  return found;
}

/** `# files` as `{count} files`: the same item to the model, and seen as one without the message around it. */
function withNumber({ text, inPlural }: MessageLeaf, counted: string): string {
  return inPlural ? text.replaceAll("#", `{${counted}}`) : text;
}
