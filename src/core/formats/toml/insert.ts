import type { Splice } from "#core/text/splice.js";
import { groupByAnchor } from "../keys/anchors.js";
import { keyOf } from "../keys/key-tree.js";
import { groupByChild, placeGroup } from "../tree/insert.js";
import { layoutOf } from "../tree/layout.js";
import {
  below,
  byRank,
  cannotInsert,
  isArrayOf,
  type Order,
  rankIn,
  render,
  type Values,
  withGaps,
} from "../tree/render.js";
import { formsIn, type SourceForms } from "./forms.js";
import { hasLines, hasSections, lastLeaf, type Section, type TomlNode } from "./node.js";
import type { TomlFile } from "./parse.js";
import { Renderer } from "./render.js";
import { indentAt, type TomlStyle } from "./style.js";

/** A file that is written to. */
export interface Target {
  readonly text: string;
  readonly file: TomlFile;
  readonly style: TomlStyle;
  readonly forms: SourceForms;
}

/** A splice, and where it belongs among those at the same offset. */
interface RankedSplice extends Splice {
  readonly rank: number;
}

/** The rank of lines, which go before tables: after a header they would belong to its table. */
const LINES = -1e9;

/** Where lines go. */
interface Lines {
  /** The table that has the lines. */
  readonly table: TomlNode;
  /** The table that their values belong to; with dotted keys, not the one that has the lines. */
  readonly node: TomlNode;
  /** The value of that table that they follow; undefined for the first place. */
  readonly anchor: TomlNode | undefined;
  /** The first value of that table. */
  readonly first: TomlNode | undefined;
}

/** Collects what is to be inserted into a file: {@link insert} for each table, then {@link splices}. */
export class Inserter {
  readonly #text: string;
  readonly #file: TomlFile;
  readonly #style: TomlStyle;
  readonly #forms: SourceForms;
  readonly #render: Renderer;
  readonly #splices: RankedSplice[] = [];

  constructor({ text, file, style, forms }: Target) {
    this.#text = text;
    this.#file = file;
    this.#style = style;
    this.#forms = forms;
    this.#render = new Renderer(text, style, forms);
  }

  /** All insertions, those at the same offset in order. */
  splices(): Splice[] {
    return this.#splices.sort((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank));
  }

  /** Inserts values into a table or array, each after its predecessor in the source file. */
  insert(node: TomlNode, additions: readonly Values[], order: Order): void {
    if (node.form === "inline" || node.form === "array") this.#insertInline(node, additions, order);
    else if (node.form === "list") this.#insertElements(node, additions, order);
    else if (node.form === "dotted") this.#insertDotted(node, additions, order);
    else {
      const beside = formsIn(node);
      const lines: Values[] = [];
      const tables: Values[] = [];
      for (const one of byRank(additions, order)) {
        const form = this.#forms.formOf(one, beside);
        (form === "table" || form === "list" ? tables : lines).push(one);
      }
      if (node.children.length === 0 && node.form === "document") this.#fill(lines, tables, order);
      else {
        if (lines.length > 0 && hasLines(node)) this.#insertLines(node, lines, order);
        else if (lines.length > 0) this.#define(node, lines, order);
        if (tables.length > 0) this.#insertTables(node, tables, order);
      }
    }
  }

  /** Writes into a file without values, after its comments. */
  #fill(lines: readonly Values[], tables: readonly Values[], order: Order): void {
    const { lineEnd } = this.#style;
    const text = this.#text;
    const blocks = [
      ...(lines.length > 0 ? [this.#linesOf(lines, order).join(lineEnd)] : []),
      ...tables.flatMap((one) => this.#render.tablesOf(one, below(order, one), "")),
    ];
    const isBlank = /^[\ufeff\s]*$/.test(text);
    const open = isBlank ? "" : /[\r\n]$/.test(text) ? lineEnd : lineEnd + lineEnd;
    this.#add(text.length, open + blocks.join(this.#gap()) + lineEnd, 0);
  }

  /** What separates tables. */
  #gap(): string {
    return this.#style.lineEnd.repeat((this.#style.hasGaps ?? true) ? 2 : 1);
  }

  #linesOf(values: readonly Values[], order: Order, node?: TomlNode, before = ""): string[] {
    const beside = node ? formsIn(node) : {};
    return values.flatMap((one) =>
      this.#render.linesOf(one, below(order, one), this.#forms.formOf(one, beside), before),
    );
  }

  /** Inserts lines into a table, or at the beginning of the file. */
  #insertLines(node: TomlNode, values: readonly Values[], order: Order): void {
    const existing = node.children.filter((child) => !hasSections(child));
    for (const [anchor, group] of groupsAfter(existing, values, order))
      this.#placeLines({ table: node, node, anchor, first: existing[0] }, this.#linesOf(group, order, node));
  }

  /** Inserts values with dotted keys next to others with the same beginning. */
  #insertDotted(node: TomlNode, additions: readonly Values[], order: Order): void {
    let before = "";
    let owner = node;
    for (; owner.form === "dotted" && owner.parent; owner = owner.parent)
      before = `${this.#text.slice(owner.propertyStart, owner.nameEnd)}.${before}`;
    const existing = node.children.filter((child) => !hasSections(child));
    for (const [anchor, group] of groupsAfter(existing, byRank(additions, order), order)) {
      const lines = this.#linesOf(group, order, node, before);
      if (owner.form === "inline") this.#placeInline(owner, anchor ?? node, lines);
      else this.#placeLines({ table: owner, node, anchor, first: existing[0] }, lines);
    }
  }

  #placeLines({ table, node, anchor, first }: Lines, lines: readonly string[]): void {
    const text = this.#text;
    const { lineEnd, indent: deeper = "" } = this.#style;
    const near = anchor ? lastLeaf(anchor) : first;
    const indent = near
      ? indentAt(text, near.lineStart)
      : indentAt(text, table.section.lineStart) + (table.form === "document" ? "" : deeper);
    const isBelowHeader = table.form === "table" && (!first || first.parent === table);
    if (anchor || isBelowHeader) {
      const at = lineEndAt(text, near && anchor ? near.end : table.section.start);
      // What belongs to inner tables follows their last value directly.
      this.#add(at, lines.map((line) => lineEnd + indent + line).join(""), LINES - depthOf(node));
    } else {
      const [, next] = this.#file.sections;
      const start = first ? this.#startOf(first) : next ? this.#startOf(next) : text.length;
      const gap = first ? "" : this.#gap().slice(lineEnd.length);
      this.#add(start, lines.map((line) => indent + line + lineEnd).join("") + gap, LINES + depthOf(node));
    }
  }

  /** Gives a table that contains only tables a header, for lines of its own. */
  #define(node: TomlNode, values: readonly Values[], order: Order): void {
    const [value] = values;
    if (!value?.parent) return;
    const indent = indentAt(this.#text, node.section.lineStart);
    const header = `[${this.#render.headerPath(value.parent)}]`;
    const section = this.#render.section(header, this.#linesOf(values, order, node), indent);
    this.#add(this.#startOf(node.section), section + this.#gap(), depthOf(node));
  }

  /** Inserts tables into another one. */
  #insertTables(node: TomlNode, values: readonly Values[], order: Order): void {
    const existing = node.children.filter(hasSections);
    for (const [anchor, group] of groupsAfter(existing, values, order)) {
      const near = anchor ?? existing[0] ?? node;
      const indent = near.form === "document" ? "" : indentAt(this.#text, near.section.lineStart);
      const tables = group.flatMap((one) => this.#render.tablesOf(one, below(order, one), indent));
      if (anchor) this.#placeAfter(this.#endOf(anchor), tables, node);
      else if (existing[0])
        this.#add(
          this.#startOf(existing[0].section),
          tables.map((one) => one + this.#gap()).join(""),
          depthOf(node) + 1,
        );
      else this.#placeAfter(node.section.end, tables, node);
    }
  }

  /** Places tables after everything in the one before them. */
  #placeAfter(at: number, tables: readonly string[], node: TomlNode): void {
    this.#add(at, tables.map((one) => this.#gap() + one).join(""), -depthOf(node));
  }

  /** Appends elements to an array of tables. */
  #insertElements(list: TomlNode, additions: readonly Values[], order: Order): void {
    const other = additions.find((one) => one.value !== undefined || isArrayOf(one));
    if (other) throw cannotInsert(keyOf(other));
    const parent = additions[0]?.parent;
    if (!parent) return;
    const indent = indentAt(this.#text, list.section.lineStart);
    const elements = withGaps(additions, list.children.length);
    const tables = elements.flatMap((one) => this.#render.elementOf(parent, one, below(order, one), indent));
    this.#placeAfter(this.#endOf(list), tables, list);
  }

  #insertInline(node: TomlNode, additions: readonly Values[], order: Order): void {
    const named = node.type === "object";
    for (const [anchor, group] of groupByChild(node, additions, order)) {
      const texts = group.map((one) => render(one, below(order, one), this.#render.inline, named));
      this.#placeInline(node, anchor as TomlNode | undefined, texts);
    }
  }

  #placeInline(node: TomlNode, anchor: TomlNode | undefined, texts: readonly string[]): void {
    const { notation, layout } = this.#render.inline;
    const own = layoutOf(this.#text, node, { ...layout, padding: node.type === "array" ? "" : layout.padding });
    for (const one of placeGroup(this.#text, node, anchor && lastLeaf(anchor), texts, { notation, layout: own }))
      this.#add(one.start, one.text, 0, one.end);
  }

  #add(start: number, text: string, rank: number, end = start): void {
    this.#splices.push({ start, end, text, rank });
  }

  /** Where something before a line or header goes: before the comment on it, but after the head of the file. */
  #startOf(place: TomlNode | Section): number {
    const { commentStart } = place;
    const isHead = commentStart >= 0 && /^[\ufeff\s]*$/.test(this.#text.slice(0, commentStart));
    if (commentStart < 0 || isHead) return place.lineStart;
    let start = commentStart;
    while (this.#text[start - 1] === " " || this.#text[start - 1] === "\t") start--;
    return start;
  }

  /** The end of a table and the tables in it that follow it directly. */
  #endOf(node: TomlNode): number {
    const { sections } = this.#file;
    let { index } = node.section;
    for (let next = sections[index + 1]; next?.node && isWithin(next.node, node); next = sections[index + 1]) index++;
    return sections[index]?.end ?? this.#text.length;
  }
}

/** New values, in the source's order, by the existing one that each follows; undefined means the beginning. */
function groupsAfter(
  existing: readonly TomlNode[],
  values: readonly Values[],
  order: Order,
): Map<TomlNode | undefined, Values[]> {
  const ranked = <Item extends TomlNode | Values>(item: Item): { item: Item; rank: number } => ({
    item,
    rank: rankIn(order, item.key),
  });
  return groupByAnchor(existing.map(ranked), values.map(ranked));
}

function lineEndAt(text: string, from: number): number {
  const lineEnd = /[\r\n]/g;
  lineEnd.lastIndex = from;
  return lineEnd.exec(text)?.index ?? text.length;
}

function depthOf({ parent }: TomlNode): number {
  let depth = 0;
  for (let above = parent; above; above = above.parent) depth++;
  return depth;
}

function isWithin(inner: TomlNode, outer: TomlNode): boolean {
  let node: TomlNode | undefined = inner;
  while (node && node !== outer) node = node.parent;
  return node === outer;
}
