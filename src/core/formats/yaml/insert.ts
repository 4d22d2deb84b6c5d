import type { Splice } from "#core/text/splice.js";
import type { SignAfter } from "../keys/alignment.js";
import { alignmentOf, groupByChild } from "../tree/insert.js";
import { MAX_DEPTH } from "../tree/layout.js";
import {
  below,
  GAP,
  isArrayOf,
  type Order,
  orderedInside,
  render,
  type TreeStyle,
  type TreeValue,
  type Values,
  valueText,
} from "../tree/render.js";
import { ALIAS_MARK } from "./aliases.js";
import { afterSpaces, isBlankAt, isLineEndAt, lineEndAt } from "./chars.js";
import type { YamlNode } from "./node.js";
import { flowNotation, spellKey, spellNew, type YamlStyleOfFile } from "./spelling.js";

/** New flow collections, on one line. */
export function flowStyle(style: YamlStyleOfFile): TreeStyle {
  const unit = " ".repeat(style.unit);
  const layout = {
    multiline: false,
    lineEnd: style.lineEnd,
    indent: "",
    childIndent: unit,
    unit,
    trailingComma: false,
    colon: ": ",
    gap: " ",
    padding: "",
  };
  return { notation: flowNotation(style), layout };
}

/** Splices that insert entries into a block collection, each after its predecessor in the source file. */
export function insertEntries(
  text: string,
  collection: YamlNode,
  additions: readonly Values[],
  order: Order,
  style: YamlStyleOfFile,
): Splice[] {
  const pad = " ".repeat(collection.indent);
  const signNear = alignmentOf(text, collection);
  return [...groupByChild(collection, additions, order)].map(([anchor, group]) => {
    const aligned = signNear(anchor);
    const entries = group.map((one) =>
      alignedEntry(entryText(one, below(order, one), collection.indent, style, 0), one, aligned),
    );
    if (anchor) {
      const at = lineEndAt(text, anchor.end);
      return { start: at, end: at, text: entries.map((entry) => style.lineEnd + pad + entry).join("") };
    }
    return insertFirst(text, collection, entries, pad, style.lineEnd);
  });
}

/** Inserts entries before the first one: before its comment, but after the head of the file. */
function insertFirst(
  text: string,
  { children, parent }: YamlNode,
  entries: readonly string[],
  pad: string,
  lineEnd: string,
): Splice {
  const [first] = children;
  const { propertyStart = 0, lineStart = 0, commentStart = -1 } = first ?? {};
  if (afterSpaces(text, lineStart) < propertyStart)
    return { start: propertyStart, end: propertyStart, text: entries.map((entry) => entry + lineEnd + pad).join("") };
  let start = lineStart;
  if (commentStart >= 0 && parent) {
    start = commentStart;
    while (isBlankAt(text, start - 1)) start--;
  }
  return { start, end: start, text: entries.map((entry) => pad + entry + lineEnd).join("") };
}

/** An entry with everything in it, without the indentation of its first line. */
function entryText(value: TreeValue, order: Order, indent: number, style: YamlStyleOfFile, level: number): string {
  if (value === GAP) return "- null";
  const isItem = typeof value.key === "number";
  const name = isItem ? "-" : `${isMerge(value) ? value.key : spellKey(String(value.key), style, false)}:`;
  if (value.value !== undefined) return `${name} ${valueText(value, (one) => spellNew(one, indent, style))}`;
  if (level >= MAX_DEPTH) return `${name} ${render(value, order, flowStyle(style), false)}`;
  const inside = indent + (isItem ? 2 : isArrayOf(value) ? style.sequenceUnit : style.unit);
  const entries = entriesText(value, order, inside, style, level + 1);
  return isItem ? `- ${entries}` : `${name}${style.lineEnd}${" ".repeat(inside)}${entries}`;
}

/** An entry with a text, with its colon or value below those of its neighbours. */
function alignedEntry(entry: string, value: TreeValue, aligned: SignAfter | undefined): string {
  if (!aligned || value === GAP || value.value === undefined) return entry;
  const [, name] = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^"'\s:]+): (?=\S)/.exec(entry) ?? [];
  return name === undefined ? entry : name + aligned(name) + entry.slice(name.length + 2);
}

/** In quotes, `<<` would be a name like others. */
function isMerge({ key, value }: Values): boolean {
  return key === "<<" && typeof value === "string" && value.startsWith(ALIAS_MARK);
}

/** The entries of a new collection at a column, without the indentation of the first. */
function entriesText(values: Values, order: Order, indent: number, style: YamlStyleOfFile, level = 0): string {
  const entries = orderedInside(values, order).map((one) => entryText(one, below(order, one), indent, style, level));
  return entries.join(style.lineEnd + " ".repeat(indent));
}

/** Splices that insert a collection in place of an empty value, `null`, `{}` or `[]`. */
export function fillWithEntries(
  text: string,
  node: YamlNode,
  values: Values,
  order: Order,
  style: YamlStyleOfFile,
): Splice[] {
  const { parent, start, end, lineStart } = node;
  const { lineEnd } = style;
  if (!parent) {
    const entries = entriesText(values, order, 0, style);
    const onOwnLine = start === lineStart || isLineEndAt(text, start - 1) || text.slice(0, start) === "\ufeff";
    const ended = start === end && (start < text.length || onOwnLine);
    return [{ start, end, text: (onOwnLine ? "" : lineEnd) + entries + (ended ? lineEnd : "") }];
  }
  const deeper = parent.type === "array" ? 2 : isArrayOf(values) ? style.sequenceUnit : style.unit;
  const indent = node.indent + deeper;
  const at = lineEndAt(text, end);
  const inserted = `${lineEnd}${" ".repeat(indent)}${entriesText(values, order, indent, style)}`;
  const blank = start < end && isBlankAt(text, start - 1) ? 1 : 0;
  return [
    { start: start - blank, end, text: "" },
    { start: at, end: at, text: inserted },
  ];
}
