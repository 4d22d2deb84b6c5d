import { lineEndOf } from "#core/text/splice.js";
import type { SignAfter } from "../keys/alignment.js";
import type { JsonNode } from "./node.js";

/** The layout of the properties of a container. */
export interface Layout {
  /** Whether each property has its own line. */
  readonly multiline: boolean;
  readonly lineEnd: string;
  /** Indentation of the line where the container begins, and of its children. */
  readonly indent: string;
  readonly childIndent: string;
  /** Indentation of one level. */
  readonly unit: string;
  /** Whether the last property has a trailing comma, if each has its own line. */
  readonly trailingComma: boolean;
  /** The colon, or PHP's arrow, with the blanks around it. */
  readonly colon: string;
  /** The colon with its blanks after a key, where the neighbours align theirs. */
  readonly signAfter?: SignAfter;
  /** For containers on one line: the blanks after a comma, and inside braces. */
  readonly gap: string;
  readonly padding: string;
}

/** Longest indentation; the bound keeps hostile files linear. */
const INDENT = /^[ \t]{0,200}/;

/** The layout of a document, from the first container that shows it; defaults for the rest. */
export function documentLayout(text: string, root: JsonNode, usual: Partial<Layout> = {}): Layout {
  const lineEnd = lineEndOf(text);
  const blank = root.children.length > 0 ? "" : text.slice(root.start, root.end);
  const base: Layout = {
    multiline: true,
    lineEnd,
    indent: "",
    childIndent: "",
    unit: /[\r\n]([ \t]+)[\r\n]/.exec(blank)?.[1] ?? "  ",
    trailingComma: false,
    colon: ": ",
    gap: " ",
    padding: "",
    ...usual,
  };
  const sample = firstBroken(root) ?? root.children[0]?.parent;
  if (!sample) return base;
  const layout = layoutOf(text, sample, base);
  return { ...layout, multiline: sample !== root || layout.multiline, indent: "", childIndent: layout.unit };
}

/** The first container with its first child on a new line. */
function firstBroken(root: JsonNode): JsonNode | undefined {
  const work = [root];
  for (let node = work.pop(); node; node = work.pop()) {
    const first = node.children[0];
    if (first && first.lineStart > node.start) return node;
    for (let index = node.children.length - 1; index >= 0; index--) {
      const child = node.children[index];
      if (child && child.children.length > 0) work.push(child);
    }
  }
  return undefined;
}

/** The layout of a container; the document's where it shows none. */
export function layoutOf(text: string, container: JsonNode, document: Layout): Layout {
  const indent = indentOf(text, container);
  const { children } = container;
  const last = children.at(-1);
  const before = children.at(-2);
  if (!last) return { ...document, indent, childIndent: indent + document.unit };
  const multiline = last.lineStart > (before ? before.end : container.start);
  const sibling = children.findLast((child) => beginsLine(text, child)) ?? last;
  const childIndent = multiline ? indentOf(text, sibling) : indent + document.unit;
  const nested = multiline && childIndent.startsWith(indent) && childIndent.length > indent.length;
  const colon = container.type === "object" ? text.slice(last.nameEnd, last.start) : document.colon;
  const gap = before && before.commaEnd >= 0 ? text.slice(before.commaEnd, last.propertyStart) : undefined;
  const padding = text.slice(container.start + 1, children[0]?.propertyStart);
  const shortColon = /^[ \t]{0,3}(?::|=>)[ \t]{0,3}$/.test(colon) ? colon : document.colon;
  return {
    multiline,
    lineEnd: document.lineEnd,
    indent,
    childIndent,
    unit: nested ? childIndent.slice(indent.length) : document.unit,
    trailingComma: multiline ? last.commaEnd >= 0 : document.trailingComma,
    colon: shortColon,
    gap: gap !== undefined && /^[ \t]{0,3}$/.test(gap) ? gap : /[:>]$/.test(shortColon) ? "" : " ",
    padding: /^[ \t]{0,3}$/.test(padding) ? padding : "",
  };
}

function indentOf(text: string, node: JsonNode): string {
  const start = node.lineStart === 0 && text.startsWith("\ufeff") ? 1 : node.lineStart;
  return INDENT.exec(text.slice(start, node.propertyStart))?.[0] ?? "";
}

function beginsLine(text: string, node: JsonNode): boolean {
  return indentOf(text, node).length === node.propertyStart - node.lineStart;
}

/** New containers nested deeper than this go on one line. */
export const MAX_DEPTH = 32;

/** The layout inside a new container at a depth of `level` below one of the file. */
export function layoutBelow({ signAfter: _, ...layout }: Layout, level: number): Layout {
  const indent = layout.childIndent;
  if (!layout.multiline || level > MAX_DEPTH) return { ...layout, multiline: false, indent };
  return { ...layout, indent, childIndent: indent + layout.unit };
}
