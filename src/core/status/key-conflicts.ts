import type { Document, KeyPath } from "../formats/format.js";
import { keyName } from "../formats/format.js";
import { emptyKeyTree, grow } from "../formats/keys/key-tree.js";

/**
 * Finds keys of the source that a target file of another shape has no place for: it has one text where
 * the source has several, as when its language needs no plural, or several where the source has one, or
 * something that is no text.
 *
 * @param target the target file, whose keys are paths in one tree
 * @returns why a key has no place; undefined where it has one
 */
export function conflictsWith({ units, occupied = [] }: Document): (key: KeyPath) => string | undefined {
  const tree = emptyKeyTree<"text" | "code">();
  for (const { key } of units) grow(tree, key).value = "text";
  for (const { key } of occupied) grow(tree, key).value ??= "code";
  const noText = (key: KeyPath): string => `the target file has something that is no text at ${keyName(key)}`;
  return (key) => {
    let node = tree;
    for (const [depth, name] of key.entries()) {
      if (node.value === "code") return noText(key.slice(0, depth));
      if (node.value) return `the target file has one text at ${keyName(key.slice(0, depth))}, the source several`;
      const child = node.children.get(name);
      if (!child) return undefined;
      node = child;
    }
    if (node.value === "code") return noText(key);
    const hasSeveral = !node.value && node.children.size > 0;
    return hasSeveral ? `the target file has several texts at ${keyName(key)}, the source one` : undefined;
  };
}
