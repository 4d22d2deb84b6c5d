import { RouteLmtError, said } from "#core/errors.js";
import type { Splice } from "#core/text/splice.js";
import { type Edit, type KeyPath, keyId, keyName, type WriteOptions } from "../format.js";
import { groupByAnchor, type Ranked } from "../keys/anchors.js";
import { insertChildren, type NewElement } from "../xml/layout.js";
import type { XmlDocument } from "../xml/tree.js";
import { attributesXml, type XmlWriter } from "../xml/writer.js";
import { QUANTITIES, type Resource, type ResourceName, resourceId, resourceName } from "./resources.js";
import { type AndroidSpelling, formattedOf, newInnerOf, referenceOf, spellingOf } from "./spelling.js";

/** An edit with a key that the file lacks. */
export type Addition = ResourceName & { readonly edit: Edit };
/** An addition, with the XML for its element. */
type NewItem = Addition & { readonly inner: string };

/** Splices that insert items into existing plurals and arrays, and whole resources. */
export function insertions(
  xml: XmlDocument,
  existing: ReadonlyMap<string, Resource>,
  additions: readonly Addition[],
  writer: XmlWriter,
  { sourceOrder = [], sourceText }: WriteOptions,
): Splice[] {
  const byResource = new Map<string, Addition[]>();
  for (const addition of additions) {
    const id = resourceId(addition);
    const group = byResource.get(id);
    if (group) group.push(addition);
    else byResource.set(id, [addition]);
  }
  const order = orderOf(sourceOrder);
  const spelling = spellingOf(xml, writer, [...existing.values()], sourceText);
  const splices: Splice[] = [];
  const added: Ranked<NewElement>[] = [];
  for (const [id, group] of byResource) {
    const resource = existing.get(id);
    const items = inOrder(group, order, resource?.entries.length ?? 0, spelling);
    if (resource) splices.push(...newItems(resource, items, order, spelling));
    else added.push({ item: (lead) => newResource(items, lead, spelling), rank: order.resources.get(id) ?? Infinity });
  }
  added.sort((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank));
  const anchors = [...existing.values()].map(({ id, element }) => ({
    item: element,
    rank: order.resources.get(id) ?? Infinity,
  }));
  splices.push(...insertChildren(xml, xml.root, groupByAnchor(anchors, added), spelling.unit));
  return splices;
}

/** The order of the source file, of resources and of items. */
interface Order {
  readonly resources: ReadonlyMap<string, number>;
  readonly items: ReadonlyMap<string, number>;
}

function orderOf(keys: readonly KeyPath[]): Order {
  const resources = new Map<string, number>();
  const items = new Map<string, number>();
  for (const key of keys) {
    const name = resourceName(key);
    if (name && !resources.has(resourceId(name))) resources.set(resourceId(name), resources.size);
    items.set(keyId(key), items.size);
  }
  return { resources, items };
}

/** The position of an item in the source; if the source lacks it, by its quantity or index. */
function rankOf(key: KeyPath, { items }: Order): number {
  const item = key[1] ?? 0;
  return items.get(keyId(key)) ?? items.size + (typeof item === "number" ? item : QUANTITIES.indexOf(item));
}

/** The most missing elements before a new one; more must be a mistake. */
const MAX_GAP = 10_000;

/** New items in order. */
function inOrder(group: readonly Addition[], order: Order, length: number, spelling: AndroidSpelling): NewItem[] {
  const [first] = group;
  if (first?.kind === "string-array") return newElements(first, group, length, spelling);
  const items = group.toSorted((a, b) => rankOf(a.edit.key, order) - rankOf(b.edit.key, order));
  return items.map((one) => ({ ...one, inner: newInnerOf(spelling, one, one.edit) }));
}

/**
 * The elements that continue an array. An array replaces that of the source as a whole, so it gets all elements:
 * untranslated ones are empty, references are those of the source.
 *
 * @param length of the array in the file
 */
function newElements(
  array: Addition,
  group: readonly Addition[],
  length: number,
  spelling: AndroidSpelling,
): NewItem[] {
  const source = spelling.source.get(resourceId(array))?.entries ?? [];
  const edits = new Map(group.map((one) => [Number(one.item), one]));
  const last = Math.max(...edits.keys());
  if (last - Math.max(length, source.length) > MAX_GAP) throw cannotInsert([array.name, last]);
  const elements: NewItem[] = [];
  for (let item = length; item < Math.max(last + 1, source.length); item++) {
    const edit = edits.get(item)?.edit;
    const inner = edit ? newInnerOf(spelling, array, edit) : referenceOf(source[item], spelling);
    elements.push({ ...array, item, edit: edit ?? { key: [array.name, item], value: "" }, inner });
  }
  return elements;
}

function newItems(
  { element, entries }: Resource,
  items: readonly NewItem[],
  order: Order,
  spelling: AndroidSpelling,
): Splice[] {
  const anchors = entries.map(({ key, element }) => ({ item: element, rank: rankOf(key, order) }));
  const added = items.map((one) => ({
    item: () => newElement("item", one, spelling),
    // Elements of an array continue it.
    rank: one.kind === "string-array" ? Infinity : rankOf(one.edit.key, order),
  }));
  return insertChildren(spelling.xml, element, groupByAnchor(anchors, added), spelling.unit);
}

function newResource(items: readonly NewItem[], lead: string, spelling: AndroidSpelling): string {
  const [first] = items;
  if (!first || first.kind === "string") return first ? newElement("string", first, spelling) : "";
  const { kind, name } = first;
  const inside = lead && lead + spelling.unit;
  const all = items.map((one) => inside + newElement("item", one, spelling)).join("");
  return `<${kind}${attributesXml({ name }, spelling.writer, spelling.quote)}>${all}${lead}</${kind}>`;
}

function newElement(tag: "string" | "item", addition: NewItem, spelling: AndroidSpelling): string {
  const { name, product, item, inner } = addition;
  const written =
    tag === "string"
      ? { name, product, formatted: formattedOf(addition, spelling) }
      : { quantity: typeof item === "string" ? item : undefined };
  return `<${tag}${attributesXml(written, spelling.writer, spelling.quote)}>${inner}</${tag}>`;
}

/** The error for a key that is impossible for a resource. */
export function cannotInsert(key: KeyPath): RouteLmtError {
  return new RouteLmtError(
    "option-invalid",
    said`The key ${keyName(key)} does not name a string, plural or array element of a resource file`,
    said`Name it by the resource and, for plurals and arrays, the quantity or the next index; nothing was written.`,
  );
}
