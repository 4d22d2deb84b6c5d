import type { Splice } from "#core/text/splice.js";
import { groupByAnchor } from "../keys/anchors.js";
import { keyOf } from "../keys/key-tree.js";
import { groupByChild } from "../tree/insert.js";
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
import type { TomlFile } from "./build.js";
import { formsIn, type SourceForms } from "./forms.js";
import { hasLines, hasSections, type TomlNode } from "./node.js";
import { Places } from "./places.js";
import { Renderer } from "./render.js";
import { indentAt, type TomlStyle } from "./style.js";

/** A file that is written to. */
export interface Target {
  readonly text: string;
  readonly file: TomlFile;
  readonly style: TomlStyle;
  readonly forms: SourceForms;
}

/** Collects what is to be inserted into a file: {@link insert} for each table, then {@link splices}. */
export class Inserter {
  readonly #text: string;
  readonly #style: TomlStyle;
  readonly #forms: SourceForms;
  readonly #render: Renderer;
  readonly #places: Places;

  constructor({ text, file, style, forms }: Target) {
    this.#text = text;
    this.#style = style;
    this.#forms = forms;
    this.#render = new Renderer(text, style, forms);
    this.#places = new Places(text, file, style);
  }

  /** All insertions, those at the same offset in order. */
  splices(): Splice[] {
    return this.#places.splices();
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
    this.#places.atEnd(open + blocks.join(this.#places.gap) + lineEnd);
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
      this.#places.lines({ table: node, node, anchor, first: existing[0] }, this.#linesOf(group, order, node));
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
      if (owner.form === "inline") this.#places.inline(owner, anchor ?? node, lines, this.#render.inline);
      else this.#places.lines({ table: owner, node, anchor, first: existing[0] }, lines);
    }
  }

  /** Gives a table that contains only tables a header, for lines of its own. */
  #define(node: TomlNode, values: readonly Values[], order: Order): void {
    const [value] = values;
    if (!value?.parent) return;
    const indent = indentAt(this.#text, node.section.lineStart);
    const header = `[${this.#render.headerPath(value.parent)}]`;
    const section = this.#render.section(header, this.#linesOf(values, order, node), indent);
    this.#places.before(node.section, [section], node);
  }

  /** Inserts tables into another one. */
  #insertTables(node: TomlNode, values: readonly Values[], order: Order): void {
    const existing = node.children.filter(hasSections);
    for (const [anchor, group] of groupsAfter(existing, values, order)) {
      const near = anchor ?? existing[0] ?? node;
      const indent = near.form === "document" ? "" : indentAt(this.#text, near.section.lineStart);
      const tables = group.flatMap((one) => this.#render.tablesOf(one, below(order, one), indent));
      if (anchor) this.#places.after(anchor, tables, node);
      else if (existing[0]) this.#places.before(existing[0].section, tables, existing[0]);
      else this.#places.below(node, tables);
    }
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
    this.#places.after(list, tables, list);
  }

  #insertInline(node: TomlNode, additions: readonly Values[], order: Order): void {
    const named = node.type === "object";
    for (const [anchor, group] of groupByChild(node, additions, order)) {
      const texts = group.map((one) => render(one, below(order, one), this.#render.inline, named));
      this.#places.inline(node, anchor as TomlNode | undefined, texts, this.#render.inline);
    }
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
