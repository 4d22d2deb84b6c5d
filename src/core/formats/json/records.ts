import type { Splice } from "#core/text/splice.js";
import { splice } from "#core/text/splice.js";
import type { Document, Edit, FileProblem, KeyPath, Unit, WriteOptions } from "../format.js";
import { namesByAnchor } from "../keys/flat-keys.js";
import { emptyKeyTree, grow } from "../keys/key-tree.js";
import { placeGroup } from "../tree/insert.js";
import { documentLayout, type Layout, layoutOf } from "../tree/layout.js";
import type { JsonNode } from "../tree/node.js";
import { render, type Values } from "../tree/render.js";
import { shadowedProblem, unitsOf } from "../tree/units.js";
import { treeSplices } from "../tree/write.js";
import { jsonNotation } from "./spelling.js";

/**
 * Files of go-i18n 1: a list of records, `{"id": "save", "translation": "Save"}`, or with the forms of a plural as
 * `translation`. The id is the key, as lists differ in their order and in what they have.
 */
export type RecordList = ReadonlyMap<string, JsonNode>;

const child = (record: JsonNode, name: string): JsonNode | undefined =>
  record.children.findLast(({ key, shadowed }) => key === name && !shadowed);

/** The records of a list by id, the last of each; undefined for a list of something else, or with nothing in it. */
export function recordsOf(root: JsonNode): RecordList | undefined {
  if (root.type !== "array" || root.children.length === 0) return undefined;
  const records = new Map<string, JsonNode>();
  for (const record of root.children) {
    const id = child(record, "id");
    const translation = child(record, "translation");
    const isText = translation?.type === "string" || translation?.type === "object" || translation?.type === "null";
    if (record.type !== "object" || id?.type !== "string" || !isText) return undefined;
    records.set(id.value ?? "", record);
  }
  return records;
}

/** The translations of a list of records. */
export function readRecords(text: string, root: JsonNode, records: RecordList): Document {
  const units: Unit[] = [];
  const problems: FileProblem[] = [];
  for (const record of root.children) {
    const id = child(record, "id")?.value ?? "";
    const translation = child(record, "translation");
    if (!translation) continue;
    if (records.get(id) !== record) problems.push(shadowedProblem([id], translation));
    else units.push(...unitsOf(text, translation, () => ({}), [id]).units);
  }
  return { units, problems };
}

/** Writes translations: into the record of their id, or as new records where the source has them. */
export function writeRecords(
  text: string,
  root: JsonNode,
  records: RecordList,
  edits: readonly Edit[],
  { sourceOrder = [] }: WriteOptions,
): string {
  const notation = jsonNotation(text);
  const layout = documentLayout(text, root);
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
    const translation = records.get(name) && child(records.get(name) as JsonNode, "translation");
    if (translation) splices.push(...treeSplices(text, translation, value, order.children.get(id), style));
    else added.set(name, render(newRecord(name, value), undefined, record, false));
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
function newRecord(id: string, translation: Values): Values {
  const record: Values = emptyKeyTree();
  grow(record, ["id"]).value = id;
  const own = grow(record, ["translation"]);
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
