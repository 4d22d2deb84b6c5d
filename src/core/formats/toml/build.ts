import { malformedAt } from "#core/text/splice.js";
import { said } from "../../errors.js";
import type { KeyPart, TomlCursor } from "./cursor.js";
import { addChild, childAt, type Section, type TomlForm, type TomlNode, type TomlQuotes } from "./node.js";

/** A TOML text, read. */
export interface TomlFile {
  readonly root: TomlNode;
  /** In the order of the text; the first is that of the lines before all headers. */
  readonly sections: readonly Section[];
}

/** A header that was read. */
interface Header {
  readonly path: KeyPart[];
  /** Whether it is that of an element of an array of tables, `[[…]]`. */
  readonly isList: boolean;
  readonly start: number;
}

/** Most nodes are leaves: they share one empty list of children. */
const NO_CHILDREN: TomlNode[] = [];

/** The tree of a TOML text, as far as it is read. */
export class TomlTree {
  readonly #cursor: TomlCursor;
  readonly #sections: Section[] = [];
  readonly #root: TomlNode;
  /** The section whose lines are read, and the table that it is. */
  #section: Section;
  #table: TomlNode;
  /** Start of the comment lines directly above; -1 if there are none. */
  commentStart = -1;

  constructor(cursor: TomlCursor) {
    this.#cursor = cursor;
    this.#section = this.#newSection(cursor.at);
    this.#root = this.add(undefined, { name: "", start: cursor.at, end: cursor.at }, "document");
    this.#section.node = this.#root;
    this.#table = this.#root;
  }

  /** The table that lines belong to. */
  get table(): TomlNode {
    return this.#table;
  }

  get file(): TomlFile {
    return { root: this.#root, sections: this.#sections };
  }

  /** Begins the section of a header. @throws {MalformedFileError} if its table exists already */
  openSection({ path, isList, start }: Header): void {
    const section = this.#newSection(start);
    this.#section = section;
    const last = path.pop() as KeyPart;
    const parent = this.#above(path);
    const table = isList ? this.#newElement(parent, last) : this.#newTable(parent, last);
    table.section = section;
    section.node = table;
    this.#table = table;
  }

  /** The present section reaches at least to here. */
  endSection(): void {
    this.#section.end = this.#cursor.at;
  }

  /** The table that the parts of a dotted key but the last lead to, created if necessary. */
  dotted(table: TomlNode, path: readonly KeyPart[]): TomlNode {
    let node = table;
    for (const part of path) {
      const child = childAt(node, part.name) ?? this.add(node, part, "dotted");
      if (child.form !== "dotted") throw this.twice(part);
      node = child;
    }
    return node;
  }

  /** Adds a node that begins here. */
  add(
    parent: TomlNode | undefined,
    { name, start, end }: KeyPart,
    form: TomlForm,
    string?: { readonly value: string; readonly quotes: TomlQuotes },
  ): TomlNode {
    const isArray = form === "array" || form === "list";
    const isObject = form !== "scalar" && !isArray;
    const node: TomlNode = {
      type: isArray ? "array" : isObject ? "object" : string ? "string" : "other",
      form,
      start: this.#cursor.at,
      end: this.#cursor.at,
      value: string?.value,
      quotes: string?.quotes,
      key: name,
      parent,
      children: form === "scalar" ? NO_CHILDREN : [],
      named: undefined,
      propertyStart: start,
      nameEnd: end,
      lineStart: this.#cursor.lineStart,
      commentStart: this.commentStart,
      section: this.#section,
      commaEnd: -1,
      shadowed: false,
    };
    if (parent) addChild(parent, node);
    return node;
  }

  /** The error for a key that occurs twice. */
  twice({ name, start }: KeyPart): Error {
    return malformedAt(this.#cursor.text, start, said`"${String(name)}" occurs twice`);
  }

  /** The table that a header's path leads to, created if necessary. */
  #above(path: readonly KeyPart[]): TomlNode {
    let node = this.#root;
    for (const part of path) {
      const child = childAt(node, part.name) ?? this.add(node, part, "super");
      const table = child.form === "list" ? child.children.at(-1) : child;
      if (table?.type !== "object" || table.form === "inline") throw this.twice(part);
      node = table;
    }
    return node;
  }

  #newTable(parent: TomlNode, part: KeyPart): TomlNode {
    const existing = childAt(parent, part.name);
    if (!existing) return this.add(parent, part, "table");
    if (existing.form !== "super") throw this.twice(part);
    existing.form = "table";
    existing.commentStart = this.commentStart;
    return existing;
  }

  #newElement(parent: TomlNode, part: KeyPart): TomlNode {
    const list = childAt(parent, part.name) ?? this.add(parent, part, "list");
    if (list.form !== "list") throw this.twice(part);
    return this.add(list, { ...part, name: list.children.length }, "table");
  }

  #newSection(start: number): Section {
    const section: Section = {
      index: this.#sections.length,
      node: undefined,
      start,
      lineStart: this.#cursor.lineStart,
      commentStart: this.commentStart,
      end: start,
    };
    this.#sections.push(section);
    return section;
  }
}
