import type { KeyPath } from "../format.js";

/** Keys as a tree: a node for each prefix of a key, siblings in order of insertion. */
export interface KeyTree<Value> {
  readonly key: string | number;
  readonly parent: KeyTree<Value> | undefined;
  /** Index among its siblings. */
  readonly rank: number;
  readonly children: Map<string | number, KeyTree<Value>>;
  /** The value at this key. */
  value?: Value;
}

/** An empty tree. */
export function emptyKeyTree<Value>(): KeyTree<Value> {
  return { key: "", parent: undefined, rank: 0, children: new Map() };
}

/** The node of a key, created if necessary. Linear in the length of the key. */
export function grow<Value>(tree: KeyTree<Value>, path: KeyPath): KeyTree<Value> {
  let node = tree;
  for (const key of path) {
    let child = node.children.get(key);
    if (!child) {
      child = { key, parent: node, rank: node.children.size, children: new Map() };
      node.children.set(key, child);
    }
    node = child;
  }
  return node;
}

/** The key of a node. */
export function keyOf(tree: KeyTree<unknown>): KeyPath {
  const path: (string | number)[] = [];
  for (let node = tree; node.parent; node = node.parent) path.push(node.key);
  return path.reverse();
}
