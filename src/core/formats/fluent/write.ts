import { lineEndOf, type Splice, splice } from "#core/text/splice.js";
import type { Edit, WriteOptions } from "../format.js";
import { groupByAnchor } from "../keys/anchors.js";
import { emptyKeyTree, grow, type KeyTree, keyOf } from "../keys/key-tree.js";
import { below, byRank, cannotInsert, type Order, rankIn, type Values, valueText } from "../tree/render.js";
import { type FluentLayout, PatternBuilder } from "./build.js";
import { type FluentEntry, type NamedPattern, parseFluent } from "./parse.js";
import { EMPTY_PLACEABLE, type Pattern, type SelectPiece, type TextPiece } from "./pattern.js";
import { spellFluent } from "./spelling.js";

/** Shared by all steps of a write. */
interface Context {
  readonly text: string;
  readonly layout: FluentLayout;
  readonly builder: PatternBuilder;
  /** The pattern of a name in the source file. */
  modelOf(name: string): Pattern | undefined;
}

/** Replaces and inserts values; see {@link Format.write}. New select expressions come from the source file. */
export function writeFluent(text: string, edits: readonly Edit[], options: WriteOptions = {}): string {
  if (edits.length === 0) return text;
  const entries = parseFluent(text);
  const { sourceText, sourceOrder = [] } = options;
  const hasLines = /[\r\n]/.test(text);
  const layout = { lineEnd: lineEndOf(hasLines ? text : (sourceText ?? text)), unit: unitOf(text, entries) };
  const context = { text, layout, builder: new PatternBuilder(layout), modelOf: modelsOf(sourceText) };
  const values = byMessage<string | number, Edit>(edits, (edit) => edit.value);
  const orders = byMessage<unknown, Pick<Edit, "key">>(
    sourceOrder.map((key) => ({ key })),
    () => undefined,
  );
  const existing = new Map(entries.toReversed().map((entry) => [entry.id, entry]));
  const splices: Splice[] = [];
  const additions: string[] = [];
  for (const [id, tree] of values) {
    const entry = existing.get(id);
    if (!entry) additions.push(id);
    else for (const one of editEntry(context, entry, tree, orders.get(id))) splices.push(one);
  }
  const texts = (ids: readonly string[]): string[] =>
    ids.map((id) => entryText(context, id, values.get(id), orders.get(id)));
  for (const one of insertEntries(context, entries, additions, [...orders.keys()], texts)) splices.push(one);
  return splice(text, splices);
}

/** Edits as trees by message: its value and its attributes, and their pieces. */
function byMessage<Value, Item extends Pick<Edit, "key">>(
  items: readonly Item[],
  valueIn: (item: Item) => Value,
): Map<string, KeyTree<Value>> {
  const trees = new Map<string, KeyTree<Value>>();
  for (const item of items) {
    const [name] = item.key;
    if (typeof name !== "string" || !/^-?[a-zA-Z][\w-]*(?:\.[a-zA-Z][\w-]*)?$/.test(name)) throw cannotInsert(item.key);
    const id = name.replace(/\..*/, "");
    const tree = trees.get(id) ?? emptyKeyTree<Value>();
    trees.set(id, tree);
    const value = valueIn(item);
    const node = grow(tree, item.key);
    if (value !== undefined) node.value = value;
  }
  return trees;
}

function modelsOf(sourceText: string | undefined): (name: string) => Pattern | undefined {
  let models: Map<string, Pattern> | undefined;
  return (name) => {
    models ??= new Map(
      parseFluent(sourceText ?? "").flatMap(({ patterns }) => patterns.map((one) => [one.name, one.pattern])),
    );
    return models.get(name);
  };
}

/** Spaces before the first attribute; four by default. */
function unitOf(text: string, entries: readonly FluentEntry[]): number {
  for (const { patterns } of entries) {
    for (const { name, start } of patterns) {
      if (!name.includes(".")) continue;
      let lineStart = start;
      while (text[lineStart - 1] === " ") lineStart--;
      if (start > lineStart) return start - lineStart;
    }
  }
  return 4;
}

function editEntry(context: Context, entry: FluentEntry, values: Values, order: Order): Splice[] {
  const splices: Splice[] = [];
  const existing = new Map(entry.patterns.map((one) => [one.name, one]));
  const additions: Values[] = [];
  for (const one of values.children.values()) {
    const named = existing.get(String(one.key));
    if (named) editPattern(context, named.pattern, one, below(order, one), splices);
    else if (one.key !== entry.id) additions.push(one);
    else {
      const at = entry.valueAt;
      splices.push({ start: at, end: at, text: ` ${newPattern(context, one, order, 0)}` });
    }
  }
  const ranked = <Item>(item: Item, name: string): { item: Item; rank: number } => ({
    item,
    rank: rankIn(order, name),
  });
  const groups = groupByAnchor<NamedPattern, Values>(
    [...existing.values()].map((one) => ranked(one, one.name)),
    byRank(additions, order).map((one) => ranked(one, String(one.key))),
  );
  for (const [anchor, group] of groups) {
    const at = anchor?.pattern.end ?? entry.valueAt;
    splices.push({ start: at, end: at, text: group.map((one) => attributeText(context, one, order)).join("") });
  }
  return splices;
}

/** Replaces the texts of a pattern, and inserts missing variants. */
function editPattern(
  context: Context,
  { pieces, startsLine }: Pattern,
  values: Values,
  order: Order,
  splices: Splice[],
): void {
  const [only] = pieces;
  if (pieces.length === 1 && only?.kind === "select") {
    editSelect(context, only, values, order, splices);
    return;
  }
  const exchange = (piece: TextPiece, one: Values, first: boolean, last: boolean): void => {
    if (one.value === undefined) throw cannotInsert(keyOf([...one.children.values()][0] ?? one));
    const { layout, text } = context;
    const indent = piece.indent || indentAt(text, piece.start) + layout.unit;
    const place = { first, last, startsLine: startsLine && first, indent, lineEnd: layout.lineEnd };
    splices.push({ start: piece.start, end: piece.end, text: valueText(one, (value) => spellFluent(value, place)) });
  };
  if (only?.kind === "text" && pieces.length === 1) {
    const isFree = only.value === "" && values.value === undefined && keyOf(values).length === 1;
    if (!isFree) exchange(only, values, true, true);
    else
      splices.push({
        start: only.start,
        end: only.end,
        text: context.builder.pattern(values, order, context.modelOf(String(values.key)), 0),
      });
    return;
  }
  if (values.value !== undefined) throw cannotInsert(keyOf(values));
  for (const child of values.children.values()) {
    const piece = typeof child.key === "number" ? pieces[child.key] : undefined;
    if (!piece) throw cannotInsert(keyOf(child));
    if (piece.kind === "select") editSelect(context, piece, child, below(order, child), splices);
    else exchange(piece, child, piece === only, piece === pieces.at(-1));
  }
}

function editSelect(context: Context, select: SelectPiece, values: Values, order: Order, splices: Splice[]): void {
  if (values.value !== undefined) throw cannotInsert(keyOf(values));
  const existing = new Map(select.variants.toReversed().map((one) => [one.key, one]));
  const additions: Values[] = [];
  for (const child of values.children.values()) {
    const variant = typeof child.key === "string" ? existing.get(child.key) : undefined;
    if (variant) editPattern(context, variant.pattern, child, below(order, child), splices);
    else additions.push(child);
  }
  const { lineEnd } = context.layout;
  const usual = select.variants.find(({ isDefault }) => !isDefault) ?? select.variants[0];
  const indent = usual ? usual.start - usual.lineStart + (usual.isDefault ? 1 : 0) : 0;
  const groups = groupByAnchor(
    select.variants.map((item) => ({ item, rank: rankIn(order, item.key) })),
    byRank(additions, order).map((item) => ({ item, rank: rankIn(order, item.key) })),
  );
  for (const [anchor, group] of groups) {
    const texts = group.map(
      (one) => " ".repeat(indent) + context.builder.variant(one, below(order, one), select, indent),
    );
    const at = anchor?.end ?? select.variants[0]?.lineStart ?? select.end;
    const text = anchor ? texts.map((one) => lineEnd + one) : texts.map((one) => one + lineEnd);
    splices.push({ start: at, end: at, text: text.join("") });
  }
}

/** The indentation of the line of an offset, in spaces. */
function indentAt(text: string, at: number): number {
  let lineStart = at;
  while (lineStart > 0 && text[lineStart - 1] !== "\n" && text[lineStart - 1] !== "\r") lineStart--;
  let end = lineStart;
  while (text[end] === " ") end++;
  return end - lineStart;
}

function newPattern(context: Context, values: Values, order: Order, indent: number): string {
  return context.builder.pattern(values, below(order, values), context.modelOf(String(values.key)), indent);
}

function attributeText(context: Context, values: Values, order: Order): string {
  const { lineEnd, unit } = context.layout;
  const name = String(values.key).replace(/.*\./, ".");
  return `${lineEnd}${" ".repeat(unit)}${name} = ${newPattern(context, values, order, unit)}`;
}

/** A new message or term, with attributes. */
function entryText(context: Context, id: string, values: Values | undefined, order: Order): string {
  if (!values) return "";
  const value = values.children.get(id);
  const attributes = byRank([...values.children.values()], order).filter((one) => one !== value);
  const head = value ? ` ${newPattern(context, value, order, 0)}` : id.startsWith("-") ? ` ${EMPTY_PLACEABLE}` : "";
  return `${id} =${head}${attributes.map((one) => attributeText(context, one, order)).join("")}`;
}

/** Inserts messages after their predecessors in the source file, with blank lines if the file has them. */
function insertEntries(
  { text, layout: { lineEnd } }: Context,
  entries: readonly FluentEntry[],
  additions: readonly string[],
  sourceIds: readonly string[],
  textsOf: (ids: readonly string[]) => string[],
): Splice[] {
  const ranks = new Map(sourceIds.map((id, index) => [id, index]));
  const ranked = <Item>(item: Item, id: string): { item: Item; rank: number } => ({
    item,
    rank: ranks.get(id) ?? Number.POSITIVE_INFINITY,
  });
  const ordered = additions.map((id) => ranked(id, id));
  ordered.sort((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank));
  const [first, second] = entries;
  const isLoose = first && second && /(?:\r\n?|\n) *(?:\r\n?|\n)/.test(text.slice(first.end, second.start));
  const gap = isLoose ? lineEnd + lineEnd : lineEnd;
  return [
    ...groupByAnchor(
      entries.map((entry) => ranked(entry, entry.id)),
      ordered,
    ),
  ].map(([anchor, ids]) => {
    const texts = textsOf(ids);
    if (anchor) return { start: anchor.end, end: anchor.end, text: texts.map((one) => gap + one).join("") };
    if (first) return { start: first.start, end: first.start, text: texts.map((one) => one + gap).join("") };
    const head = text.replace(/^\ufeff/, "");
    const before = head.trim() === "" ? "" : /[\r\n]$/.test(head) ? lineEnd : lineEnd + lineEnd;
    return { start: text.length, end: text.length, text: before + texts.join(gap) + lineEnd };
  });
}
