import { type Splice, splice } from "#core/text/splice.js";
import type { Edit, KeyPath, WriteOptions } from "../format.js";
import { emptyKeyTree, grow, keyOf } from "../keys/key-tree.js";
import { messagesOf, spelledLike } from "../tree/language-root.js";
import { cannotInsert, type Order, type Values, valueText } from "../tree/render.js";
import { notAString } from "../tree/write.js";
import { SourceForms } from "./forms.js";
import { Inserter } from "./insert.js";
import { childAt, type TomlNode } from "./node.js";
import { parseToml } from "./parse.js";
import { spellLike } from "./spelling.js";
import { styleWith } from "./style.js";

/** Replaces and inserts values; see {@link Format.write}. */
export function writeToml(text: string, edits: readonly Edit[], options: WriteOptions = {}): string {
  if (edits.length === 0) return text;
  const file = parseToml(text);
  const { sourceText, sourceOrder = [] } = options;
  const source = sourceText === undefined ? undefined : { text: sourceText, file: parseToml(sourceText) };
  const prefix = prefixOf(file.root, source?.file.root, options);
  const values: Values = emptyKeyTree();
  for (const { key, value } of edits) grow(grow(values, prefix), key).value = value;
  const order = emptyKeyTree<unknown>();
  for (const key of sourceOrder) grow(grow(order, prefix), key);
  const style = styleWith(text, file, source);
  const forms = new SourceForms(
    source && { text: source.text, messages: messagesOf(source.file.root, options) },
    prefix,
  );
  const replaced: Splice[] = [];
  const inserter = new Inserter({ text, file, style, forms });
  const work: { node: TomlNode; values: Values; order: Order }[] = [{ node: file.root, values, order }];
  for (let job = work.pop(); job; job = work.pop()) {
    const { node, values, order } = job;
    if (values.value !== undefined) {
      if (node.type !== "string") throw notAString(values);
      const written = valueText(values, (value) => spellLike(value, { node, text }, style));
      replaced.push({ start: node.start, end: node.end, text: written });
      continue;
    }
    const additions: Values[] = [];
    for (const value of values.children.values()) {
      if (node.type !== (typeof value.key === "number" ? "array" : "object")) throw cannotInsert(keyOf(value));
      const child = childAt(node, value.key);
      if (child) work.push({ node: child, values: value, order: order?.children.get(value.key) });
      else additions.push(value);
    }
    if (additions.length > 0) inserter.insert(node, additions, order);
  }
  return splice(text, [...replaced, ...inserter.splices()]);
}

/** The language at the root, which is not part of the keys; the source's, for a file without values. */
function prefixOf(root: TomlNode, source: TomlNode | undefined, options: WriteOptions): KeyPath {
  if (root.children.length > 0 || !source) {
    const messages = messagesOf(root, options);
    return messages === root ? [] : [messages.key];
  }
  const messages = messagesOf(source, options);
  if (messages === source) return [];
  const own = String(messages.key);
  return [options.language === undefined ? own : spelledLike(own, options.language)];
}
