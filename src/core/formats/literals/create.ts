import type { Splice } from "#core/text/splice.js";
import { commentLength } from "../tree/insert.js";
import type { Notation } from "../tree/render.js";
import type { LiteralFile } from "./file.js";
import type { LiteralNode } from "./syntax.js";

/**
 * Splices that remove the texts from a source file and keep everything else, in the literals and around them.
 *
 * @param skip finds the end of blanks and comments
 */
export function withoutTexts(file: LiteralFile, notation: Notation, skip: (at: number) => number): Splice[] {
  const { text, literals } = file;
  const splices: Splice[] = [];
  let removed = -1;
  for (const { node, start, end } of literals) {
    if (node.type === "string") {
      const after = end + commentLength(text, end, notation.comment);
      // Comments between two removed statements belong to them.
      const from = removed >= 0 && skip(removed) === start ? removed : start;
      splices.push({ start: from, end: after, text: "" });
      removed = after;
    } else for (const one of clear(text, node, notation)) splices.push(one);
  }
  return splices;
}

/** Removes the texts from a literal; in lists without keys they are emptied instead. */
function clear(text: string, root: LiteralNode, notation: Notation): Splice[] {
  const code = nodesWithCode(root);
  if (!code.has(root)) return [{ start: root.start + 1, end: root.end - 1, text: "" }];
  const splices: Splice[] = [];
  const work = [{ node: root, isKept: false }];
  for (let job = work.pop(); job; job = work.pop()) {
    const { node, isKept } = job;
    const keepsAll = isKept || node.children.some(({ isNamed }) => !isNamed);
    let before = afterComment(text, node.start + 1, notation);
    for (const child of node.children) {
      const after = afterComment(text, child.commaEnd >= 0 ? child.commaEnd : child.itemEnd, notation);
      if (!keepsAll && !code.has(child)) splices.push({ start: before, end: after, text: "" });
      else if (child.type === "string")
        splices.push({ start: child.start, end: child.end, text: notation.value("", child) });
      else work.push({ node: child, isKept: keepsAll });
      before = after;
    }
  }
  return splices;
}

const afterComment = (text: string, at: number, { comment }: Notation): number => at + commentLength(text, at, comment);

/** The nodes that are code or contain code. */
function nodesWithCode(root: LiteralNode): Set<LiteralNode> {
  const all = [root];
  for (let index = 0; index < all.length; index++) {
    for (const child of all[index]?.children ?? []) all.push(child);
  }
  const code = new Set<LiteralNode>();
  for (const node of all.reverse()) {
    if (node.type === "other" || node.type === "null" || node.children.some((child) => code.has(child))) code.add(node);
  }
  return code;
}
