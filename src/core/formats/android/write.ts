import { type Splice, splice } from "#core/text/splice.js";
import { type Edit, type KeyPath, keyId, type WriteOptions } from "../format.js";
import { borrow } from "../xml/borrow.js";
import { replaceInner } from "../xml/edit.js";
import type { XmlElement } from "../xml/tree.js";
import { writerFor } from "../xml/writer.js";
import { type Addition, cannotInsert, insertions } from "./insert.js";
import { type Resource, readResources, resourceId, resourceName } from "./resources.js";
import { innerOf } from "./spelling.js";

/** Replaces and inserts values; see {@link Format.write}. */
export function writeAndroid(text: string, edits: readonly Edit[], options: WriteOptions = {}): string {
  if (edits.length === 0) return text;
  const { xml, resources } = readResources(text);
  const fragments = edits.flatMap(({ value, markup }) => (markup ? [value] : []));
  const source =
    fragments.length === 0 || options.sourceText === undefined ? undefined : readResources(options.sourceText);
  const loan = borrow(xml, fragments, source?.xml);
  const writer = writerFor({ ...xml, entities: loan.entities }, options.encoding);
  const existing = new Map(resources.map((one) => [one.id, one]));
  const splices: Splice[] = [...loan.splices];
  const additions: Addition[] = [];
  for (const edit of new Map(edits.map((edit) => [keyId(edit.key), edit])).values()) {
    const name = resourceName(edit.key);
    const element = name && elementOf(existing.get(resourceId(name)), edit.key);
    if (element) splices.push(replaceInner(xml, element, innerOf({ xml, writer, isQuoted: false }, edit, element)));
    else if (name) additions.push({ ...name, edit });
    else throw cannotInsert(edit.key);
  }
  if (additions.length > 0) splices.push(...insertions(xml, existing, additions, writer, options));
  return splice(text, splices);
}

/** The element of a value; strings have one, plurals one for each quantity. */
function elementOf(resource: Resource | undefined, key: KeyPath): XmlElement | undefined {
  const item = key.at(-1);
  if (typeof item === "number") return resource?.entries[item]?.element;
  return resource?.entries.findLast((entry) => entry.key.at(-1) === item)?.element;
}
