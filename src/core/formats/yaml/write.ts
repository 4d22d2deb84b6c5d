import type { Span } from "#core/text/span.js";
import { type Splice, splice } from "#core/text/splice.js";
import type { Edit, KeyPath, WriteOptions } from "../format.js";
import { emptyKeyTree, grow, keyOf } from "../keys/key-tree.js";
import { insertChildren } from "../tree/insert.js";
import { layoutOf } from "../tree/layout.js";
import { inPlaces, recordsOf } from "../tree/record-list.js";
import { cannotInsert, isArrayOf, type Order, render, type Values, valueText } from "../tree/render.js";
import { notAString } from "../tree/write.js";
import { ALIAS_MARK, areAliasesDefined, missingAliases, orderWithAliases } from "./aliases.js";
import { isBlankAt } from "./chars.js";
import { fillWithEntries, flowStyle, insertEntries } from "./insert.js";
import { languageKeyOf, messagesOf, spelledLike } from "./language.js";
import type { YamlNode } from "./node.js";
import { spellLike, spellNew, spellOnLine, type YamlStyleOfFile } from "./spelling.js";
import { styleOf } from "./style.js";
import { parseYamlTree } from "./tree.js";

/** Replaces and inserts values; see {@link Format.write}. Empty values and `null` count as missing. */
export function writeYaml(text: string, edits: readonly Edit[], options: WriteOptions = {}): string {
  if (edits.length === 0) return text;
  const root = parseYamlTree(text);
  const source = messagesOf(root).children.length === 0 ? options.sourceText : undefined;
  const model = source === undefined ? root : parseYamlTree(source);
  const records = recordsOf(model);
  if (records) {
    const own = root === model ? records : { ...records, byId: new Map<string, YamlNode>() };
    return writeTree(text, root, inPlaces(root, own, edits), styleOf(source ?? text, model));
  }
  const style = styleOf(source ?? text, model);
  const prefix = root.style === "empty" ? languageOfNew(model, options) : languageKeyOf(root);
  const values: Values = emptyKeyTree();
  for (const { key, value } of edits) grow(grow(values, prefix), key).value = value;
  const order = emptyKeyTree<unknown>();
  for (const key of options.sourceOrder ?? []) grow(grow(order, prefix), key);
  const written = splice(text, splicesFor(text, root, values, order, style));
  return options.sourceText === undefined ? written : withAliases(written, options.sourceText, prefix, style, options);
}

/** Replaces and inserts values by their paths from the root. */
function writeTree(text: string, root: YamlNode, edits: readonly Edit[], style: YamlStyleOfFile): string {
  const values: Values = emptyKeyTree();
  for (const { key, value } of edits) grow(values, key).value = value;
  return splice(text, splicesFor(text, root, values, undefined, style));
}

/** Adds the aliases and merge keys of the source, if the text contains what they refer to. */
function withAliases(
  text: string,
  sourceText: string,
  prefix: KeyPath,
  style: YamlStyleOfFile,
  { sourceOrder = [] }: WriteOptions,
): string {
  const { text: anchored, aliases } = missingAliases(text, sourceText);
  if (aliases.length === 0) return text;
  const values: Values = emptyKeyTree();
  for (const { key, written } of aliases) grow(grow(values, prefix), key).value = ALIAS_MARK + written;
  const order = emptyKeyTree<unknown>();
  for (const key of orderWithAliases(sourceText, sourceOrder)) grow(grow(order, prefix), key);
  const root = parseYamlTree(anchored);
  const result = splice(anchored, splicesFor(anchored, root, values, order, style));
  return areAliasesDefined(result) ? result : text;
}

/** The language at the root of a new file, if the source file has one. */
function languageOfNew(source: YamlNode, { language }: WriteOptions): KeyPath {
  return languageKeyOf(source).map((own) => (language === undefined ? own : spelledLike(String(own), language)));
}

/**
 * Walks the new values and the document side by side; iterative, so that depth costs no stack. Insertions into a
 * collection precede those after it at the same offset, so the innermost comes first.
 */
function splicesFor(text: string, root: YamlNode, values: Values, order: Order, style: YamlStyleOfFile): Splice[] {
  const flow = flowStyle(style);
  const splices: Splice[][] = [];
  const work = [{ node: root, values, order }];
  for (let job = work.pop(); job; job = work.pop()) {
    const { node, values, order } = job;
    const isFree = node.type === "null" || (node.style === "flow" && !node.inFlow && isBlankInside(text, node));
    if (values.value !== undefined) {
      if (node.type === "string")
        splices.push([{ ...spanOf(node), text: valueText(values, (one) => spellLike(one, node, text, style)) }]);
      else if (node.type === "null")
        splices.push([
          fill(
            text,
            node,
            valueText(values, (one) => newValue(one, node, style)),
          ),
        ]);
      else throw notAString(values);
    } else if (node.type === "null" && node.inFlow) {
      splices.push([fill(text, node, render(values, order, flow, false))]);
    } else if (isFree) {
      if (node.style === "flow" && (node.type === "array") !== isArrayOf(values)) throw cannotInsert(keyOf(values));
      splices.push(fillWithEntries(text, node, values, order, style));
    } else {
      const existing = new Map(node.children.map((child) => [child.key, child]));
      const additions: Values[] = [];
      for (const value of values.children.values()) {
        if (node.type !== (typeof value.key === "number" ? "array" : "object")) throw cannotInsert(keyOf(value));
        const child = existing.get(value.key);
        if (child) work.push({ node: child, values: value, order: order?.children.get(value.key) });
        else additions.push(value);
      }
      if (additions.length === 0) continue;
      splices.push(
        node.style === "flow"
          ? insertChildren(text, node, additions, order, { ...flow, layout: layoutOf(text, node, flow.layout) })
          : insertEntries(text, node, additions, order, style),
      );
    }
  }
  return splices.reverse().flat();
}

function isBlankInside(text: string, { start, end, children }: YamlNode): boolean {
  return children.length === 0 && text.slice(start + 1, end - 1).trim() === "";
}

const spanOf = ({ start, end }: YamlNode): Span => ({ start, end });

function newValue(value: string, { inFlow, indent }: YamlNode, style: YamlStyleOfFile): string {
  return inFlow ? spellOnLine(value, style.usual, style.quote, true) : spellNew(value, indent, style);
}

/** Inserts a missing value, after a colon if necessary. */
function fill(text: string, node: YamlNode, value: string): Splice {
  const { start, end, parent, nameEnd, inFlow } = node;
  const colon = inFlow && parent?.type === "object" && start === nameEnd ? ":" : "";
  const before = start === end && parent && (colon !== "" || !isBlankAt(text, start - 1)) ? " " : "";
  return { start, end, text: colon + before + value };
}
