import type { JsonNode } from "../tree/node.js";

/** How a string is written: in `"`, `'`, `"""` or `'''`. */
export type TomlQuotes = "basic" | "literal" | "basic-lines" | "literal-lines";

/**
 * How a value is written. `table` has a header of its own, `super` has only headers of tables in it, `list` is an array
 * of tables with a header each, and `dotted` is part of dotted keys; `document` is the root.
 */
export type TomlForm = "document" | "table" | "super" | "list" | "dotted" | "inline" | "array" | "scalar";

/** A value of a TOML text, with its position; that of a table is its first header. */
export interface TomlNode extends JsonNode {
  readonly parent: TomlNode | undefined;
  readonly children: TomlNode[];
  form: TomlForm;
  /** Of a string. */
  readonly quotes: TomlQuotes | undefined;
  /** Start of the comment lines directly above it or its header; -1 if there are none. */
  commentStart: number;
  /** The section that it is in, or that it begins. */
  section: Section;
  /** The children by name, of a table with many. */
  named: Map<string, TomlNode> | undefined;
}

/** Up to this many children, searching is faster than building a map. */
const FEW = 8;

/** The value of a table or array at a key. */
export function childAt({ children, named, type }: TomlNode, key: string | number): TomlNode | undefined {
  if (typeof key === "number") return type === "array" ? children[key] : undefined;
  return named ? named.get(key) : children.find((child) => child.key === key);
}

/** Adds a value to a table or array. */
export function addChild(parent: TomlNode, child: TomlNode): void {
  const { children, type } = parent;
  children.push(child);
  if (type !== "object") return;
  if (parent.named) parent.named.set(String(child.key), child);
  else if (children.length > FEW) parent.named = new Map(children.map((one) => [String(one.key), one]));
}

/** A header with the lines below it, or the lines before the first header. */
export interface Section {
  /** Its place among the sections of the text. */
  readonly index: number;
  /** The table that it is; set as soon as that is made. */
  node: TomlNode | undefined;
  /** Start of the header. */
  readonly start: number;
  readonly lineStart: number;
  readonly commentStart: number;
  /** The end of the line of its header or, if it has any, of its last value; that of the comment after it included. */
  end: number;
}

/** Whether a node is a table that has lines of its own. */
export function hasLines({ form }: TomlNode): boolean {
  return form === "document" || form === "table";
}

/** Whether a node is written in sections, and not in a line of one. */
export function hasSections({ form }: TomlNode): boolean {
  return form === "table" || form === "super" || form === "list";
}

/** The value in whose line something inserted after a node goes: of dotted keys, that of the last one. */
export function lastLeaf(node: TomlNode): TomlNode {
  let leaf = node;
  while (leaf.form === "dotted") {
    const next = leaf.children.findLast((child) => !hasSections(child));
    if (!next) return leaf;
    leaf = next;
  }
  return leaf;
}
