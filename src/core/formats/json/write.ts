import { splice } from "#core/text/splice.js";
import type { Edit, WriteOptions } from "../format.js";
import { emptyKeyTree, grow } from "../keys/key-tree.js";
import { documentLayout } from "../tree/layout.js";
import type { JsonNode } from "../tree/node.js";
import type { Values } from "../tree/render.js";
import { type JsonEdit, treeSplices } from "../tree/write.js";
import { parseJsonTree } from "./parse.js";
import { jsonNotation } from "./spelling.js";

/** Replaces and inserts values; see {@link Format.write}. `null` counts as a missing value. */
export function writeJson(text: string, edits: readonly Edit[], options: WriteOptions = {}): string {
  return edits.length === 0 ? text : writeJsonTree(text, parseJsonTree(text), edits, options);
}

/** Like {@link writeJson}, for a parsed text. */
export function writeJsonTree(
  text: string,
  root: JsonNode,
  edits: readonly JsonEdit[],
  { sourceOrder = [] }: WriteOptions = {},
): string {
  const values: Values = emptyKeyTree();
  for (const { key, value } of edits) grow(values, key).value = value;
  const order = emptyKeyTree<unknown>();
  for (const key of sourceOrder) grow(order, key);
  return splice(text, treeSplices(text, root, values, order, jsonNotation(text), documentLayout(text, root)));
}
