import type { Document, KeyPath } from "../formats/format.js";
import { emptyKeyTree, grow } from "../formats/keys/key-tree.js";

/** Why a key does not fit into a target file: what the file has at `at` instead. */
export interface KeyConflict {
  readonly code: "one-text" | "several-texts" | "no-text";
  readonly at: KeyPath;
}

/**
 * Finds keys of the source that do not fit into the target file: the target has one text where the source has several
 * (its language may need no plural), several where the source has one, or a value that is not a text.
 *
 * @param target the target file, whose keys are paths in one tree
 * @returns why a key does not fit; undefined if it does
 */
export function conflictsWith({ units, occupied = [] }: Document): (key: KeyPath) => KeyConflict | undefined {
  const tree = emptyKeyTree<"text" | "code">();
  for (const { key } of units) grow(tree, key).value = "text";
  for (const { key } of occupied) grow(tree, key).value ??= "code";
  return (key) => {
    let node = tree;
    for (const [depth, name] of key.entries()) {
      if (node.value === "code") return { code: "no-text", at: key.slice(0, depth) };
      if (node.value) return { code: "one-text", at: key.slice(0, depth) };
      const child = node.children.get(name);
      if (!child) return undefined;
      node = child;
    }
    if (node.value === "code") return { code: "no-text", at: key };
    const hasSeveral = !node.value && node.children.size > 0;
    return hasSeveral ? { code: "several-texts", at: key } : undefined;
  };
}
