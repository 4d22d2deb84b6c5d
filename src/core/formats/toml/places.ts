import type { Splice } from "#core/text/splice.js";
import type { SignAfter } from "../keys/alignment.js";
import { alignmentOf, placeGroup } from "../tree/insert.js";
import { layoutOf } from "../tree/layout.js";
import type { TreeStyle } from "../tree/render.js";
import type { TomlFile } from "./build.js";
import { lastLeaf, type Section, type TomlNode } from "./node.js";
import { indentAt, type TomlStyle } from "./style.js";

/** A splice, and where it belongs among those at the same offset. */
interface RankedSplice extends Splice {
  readonly rank: number;
}

/** The rank of lines, which go before tables: after a header they would belong to its table. */
const LINES = -1e9;

/** Where lines go. */
interface LinePlace {
  /** The table that has the lines. */
  readonly table: TomlNode;
  /** The table that their values belong to; with dotted keys, not the one that has the lines. */
  readonly node: TomlNode;
  /** The value of that table that they follow; undefined for the first place. */
  readonly anchor: TomlNode | undefined;
  /** The first value of that table. */
  readonly first: TomlNode | undefined;
}

/** The key of a line, dotted or not, before its sign. */
const KEY_OF_LINE = /^((?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[\w.-])+)(?=[ \t]*=)/;

/** Where new texts go in a file: collects the splices. */
export class Places {
  readonly #text: string;
  readonly #file: TomlFile;
  readonly #style: TomlStyle;
  readonly #splices: RankedSplice[] = [];
  readonly #alignments = new Map<TomlNode, ReturnType<typeof alignmentOf>>();

  constructor(text: string, file: TomlFile, style: TomlStyle) {
    this.#text = text;
    this.#file = file;
    this.#style = style;
  }

  /** All insertions, those at the same offset in order. */
  splices(): Splice[] {
    return this.#splices.sort((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank));
  }

  /** What separates tables. */
  get gap(): string {
    return this.#style.lineEnd.repeat((this.#style.hasGaps ?? true) ? 2 : 1);
  }

  /** At the end of the file. */
  atEnd(text: string): void {
    this.#add(this.#text.length, text, 0);
  }

  /** Lines after a value, below a header, or before the first value or section. */
  lines({ table, node, anchor, first }: LinePlace, unaligned: readonly string[]): void {
    const lines = this.#aligned(unaligned, this.#signNear(node, anchor ?? first));
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
      const gap = first ? "" : this.gap.slice(lineEnd.length);
      this.#add(start, lines.map((line) => indent + line + lineEnd).join("") + gap, LINES + depthOf(node));
    }
  }

  #signNear(node: TomlNode, near: TomlNode | undefined): SignAfter | undefined {
    const known = this.#alignments.get(node) ?? alignmentOf(this.#text, node);
    this.#alignments.set(node, known);
    return known(near);
  }

  /** Lines with their signs as their neighbours have them. */
  #aligned(lines: readonly string[], sign: SignAfter | undefined): readonly string[] {
    if (!sign) return lines;
    return lines.map((line) => {
      const key = KEY_OF_LINE.exec(line)?.[1];
      return key === undefined ? line : key + sign(key) + line.slice(key.length + this.#style.equals.length);
    });
  }

  /** Tables before the section of a node, with everything above it that belongs to it. */
  before(section: Section, tables: readonly string[], node: TomlNode): void {
    this.#add(this.#startOf(section), tables.map((one) => one + this.gap).join(""), depthOf(node));
  }

  /** Tables after everything in a node. @param parent that they are added to */
  after(node: TomlNode, tables: readonly string[], parent: TomlNode): void {
    this.#placeAfter(this.#endOf(node), tables, parent);
  }

  /** Tables directly after the lines of the node that they are added to. */
  below(node: TomlNode, tables: readonly string[]): void {
    this.#placeAfter(node.section.end, tables, node);
  }

  /** Values in an array or inline table, after one of them or first. */
  inline(
    node: TomlNode,
    anchor: TomlNode | undefined,
    texts: readonly string[],
    { notation, layout }: TreeStyle,
  ): void {
    const own = layoutOf(this.#text, node, { ...layout, padding: node.type === "array" ? "" : layout.padding });
    for (const one of placeGroup(this.#text, node, anchor && lastLeaf(anchor), texts, { notation, layout: own }))
      this.#add(one.start, one.text, 0, one.end);
  }

  #placeAfter(at: number, tables: readonly string[], node: TomlNode): void {
    this.#add(at, tables.map((one) => this.gap + one).join(""), -depthOf(node));
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
