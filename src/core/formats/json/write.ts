import { splice } from "#core/text/splice.js";
import type { Edit, KeyPath, WriteOptions } from "../format.js";
import { emptyKeyTree, grow } from "../keys/key-tree.js";
import { messagesOf, spelledLike } from "../tree/language-root.js";
import { documentLayout } from "../tree/layout.js";
import type { JsonNode } from "../tree/node.js";
import { messageListOf, recordsOf } from "../tree/record-list.js";
import type { Values } from "../tree/render.js";
import { type JsonEdit, treeSplices } from "../tree/write.js";
import { parseJsonTree } from "./parse.js";
import { writeRecords } from "./records.js";
import { jsonNotation } from "./spelling.js";

/** Replaces and inserts values; see {@link Format.write}. `null` counts as a missing value. */
export function writeJson(text: string, edits: readonly Edit[], options: WriteOptions = {}): string {
  if (edits.length === 0) return text;
  const root = parseJsonTree(text);
  const list = messageListOf(root);
  const isEmpty = list.children.length === 0;
  const source = isEmpty && options.sourceText !== undefined ? parseJsonTree(options.sourceText) : root;
  const records = recordsOf(messageListOf(source));
  if (records && list.type === "array")
    return writeRecords(text, list, root === source ? records : { ...records, byId: new Map() }, edits, options);
  const name = rootNameOf(root, source, options);
  if (name === undefined) return writeJsonTree(text, root, edits, options);
  const below = (key: KeyPath): KeyPath => [name, ...key];
  const inRoot = edits.map((edit) => ({ ...edit, key: below(edit.key) }));
  return writeJsonTree(text, root, inRoot, { ...options, sourceOrder: (options.sourceOrder ?? []).map(below) });
}

/** The language at the root of a file, which is not part of the keys; the source's for a file without keys. */
function rootNameOf(root: JsonNode, source: JsonNode, options: WriteOptions): string | undefined {
  if (root === source) {
    const own = messagesOf(root, options);
    return own === root ? undefined : String(own.key);
  }
  const messages = messagesOf(source, options);
  const own = String(messages.key);
  return messages === source ? undefined : options.language === undefined ? own : spelledLike(own, options.language);
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
  const style = { notation: jsonNotation(text), layout: documentLayout(text, root) };
  return splice(text, treeSplices(text, root, values, order, style));
}
