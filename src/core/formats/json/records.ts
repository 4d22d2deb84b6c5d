import type { Splice } from "#core/text/splice.js";
import { splice } from "#core/text/splice.js";
import type { Edit, KeyPath, WriteOptions } from "../format.js";
import { namesByAnchor } from "../keys/flat-keys.js";
import { emptyKeyTree, grow } from "../keys/key-tree.js";
import { placeGroup } from "../tree/insert.js";
import { documentLayout, type Layout, layoutOf } from "../tree/layout.js";
import type { JsonNode } from "../tree/node.js";
import { type ListKind, type RecordList, recordText } from "../tree/record-list.js";
import { render, type Values } from "../tree/render.js";
import { treeSplices } from "../tree/write.js";
import { jsonNotation } from "./spelling.js";

/**
 * Writes translations: into the record with their id, or as new records in the source's order.
 *
 * @param kind of the source's records
 */
export function writeRecords(
  text: string,
  root: JsonNode,
  { byId: records, kind }: RecordList,
  edits: readonly Edit[],
  { sourceOrder = [] }: WriteOptions,
): string {
  const notation = jsonNotation(text);
  const layout = documentLayout(text, root.parent ?? root);
  const style = { notation, layout };
  const record = { notation, layout: elementLayout(text, root, layout) };
  const list = { notation, layout: layoutOf(text, root, layout) };
  const values: Values = emptyKeyTree();
  for (const { key, value } of edits) grow(values, key).value = value;
  const order = emptyKeyTree<unknown>();
  for (const key of sourceOrder) grow(order, key);
  const splices: Splice[] = [];
  const added = new Map<string, string>();
  for (const [id, value] of values.children) {
    const name = String(id);
    const translation = recordText(records.get(name), kind);
    if (translation) splices.push(...treeSplices(text, translation, value, order.children.get(id), style));
    else added.set(name, render(newRecord(kind, name, value), undefined, record, false));
  }
  const anchors = namesByAnchor(records, [...added.keys()], sourceOrder.map(firstOf));
  for (const [anchor, names] of anchors) {
    const texts = names.map((name) => added.get(name) ?? "");
    splices.push(...placeGroup(text, root, anchor, texts, list));
  }
  return splice(text, splices);
}

const firstOf = (key: KeyPath): KeyPath => key.slice(0, 1);

/** A record as a tree of values. */
function newRecord([idName, textName]: ListKind, id: string, translation: Values): Values {
  const record: Values = emptyKeyTree();
  grow(record, [idName]).value = id;
  const own = grow(record, [textName]);
  if (translation.value !== undefined) own.value = translation.value;
  for (const [category, { value }] of translation.children)
    if (value !== undefined) grow(own, [category]).value = value;
  return record;
}

/** The layout of a list, with its elements on one line if the first one is. */
function elementLayout(text: string, root: JsonNode, document: Layout): Layout {
  const [first] = root.children;
  const own = first && layoutOf(text, first, document);
  return own && !own.multiline ? own : layoutOf(text, root, document);
}
