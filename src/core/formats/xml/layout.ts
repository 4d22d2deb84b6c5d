import type { Span } from "#core/text/span.js";
import { lineEndOf, type Splice } from "#core/text/splice.js";
import type { XmlDocument, XmlElement } from "./tree.js";

/** Longest indentation; the bound keeps hostile files linear. */
const MAX_LEAD = 200;

/**
 * The line end and indentation before a node that begins a line: `"\n    "`; empty if it follows something else.
 */
export function leadOf(text: string, start: number): string {
  const before = text.slice(Math.max(0, start - MAX_LEAD), start);
  return /(?:\r\n|\r|\n)[ \t]*$/.exec(before)?.[0] ?? "";
}

/** The lead of the children of an element: that of its first child, otherwise one level deeper than its own. */
export function leadInside(xml: XmlDocument, element: XmlElement, unit = "    "): string {
  const { text, root } = xml;
  const child = element.children[0];
  if (child) return leadOf(text, child.start);
  const own = leadOf(text, element.start);
  if (own === "" && element !== root) return "";
  return (own || lineEndOf(text)) + (indentUnit(xml) ?? unit);
}

/** The indentation of one level: that of the first child of the root; undefined if it has none. */
export function indentUnit({ text, root }: XmlDocument): string | undefined {
  const first = root.children[0];
  return (first && leadOf(text, first.start).replace(/^[\r\n]+/, "")) || undefined;
}

/** The offset to insert at after a node: comments on the rest of its line belong to it. */
export function insertionAfter(text: string, end: number): number {
  let at = end;
  for (let next = at; ; next++) {
    if (text[next] === " " || text[next] === "\t") continue;
    if (!text.startsWith("<!--", next)) return at;
    const close = text.indexOf("-->", next) + 3;
    if (/[\r\n]/.test(text.slice(next, close))) return at;
    at = close;
    next = close - 1;
  }
}

/** The XML of a new element, given the line end and indentation before it; both are empty if all is on one line. */
export type NewElement = (lead: string) => string;

/**
 * Splices that insert children into an element, each on its own line if the file does so.
 *
 * @param groups new children by the child they go after; undefined means the beginning
 * @param unit indentation below a root element without children
 */
export function insertChildren(
  xml: XmlDocument,
  parent: XmlElement,
  groups: ReadonlyMap<XmlElement | undefined, readonly NewElement[]>,
  unit = "    ",
): Splice[] {
  const splices: Splice[] = [];
  // A child after a comment on its line has none.
  const first = groups.size > 0 && parent.children.find(({ start }) => leadOf(xml.text, start) !== "");
  const usualLead = first ? leadOf(xml.text, first.start) : "";
  for (const [anchor, group] of groups) {
    if (!anchor && parent.children.length === 0) splices.push(fillEmpty(xml, parent, group, unit));
    else {
      const at = insertionAfter(xml.text, anchor?.end ?? parent.innerStart);
      const lead = leadOf(xml.text, (anchor ?? parent.children[0] ?? parent).start) || usualLead;
      splices.push({ start: at, end: at, text: group.map((one) => lead + one(lead)).join("") });
    }
  }
  return splices;
}

/** The first children of an element, after any comments. */
function fillEmpty(xml: XmlDocument, parent: XmlElement, group: readonly NewElement[], unit: string): Splice {
  const { text, root } = xml;
  const { innerStart, innerEnd, end, name } = parent;
  const lead = leadInside(xml, parent, unit);
  const inner = group.map((one) => lead + one(lead)).join("");
  const close = lead === "" ? "" : parent === root ? lineEndOf(text) : leadOf(text, parent.start);
  if (end === innerEnd) {
    const { start } = emptyTagEnd(text, parent);
    return { start, end, text: `>${inner}${close}</${name}>` };
  }
  let at = innerEnd;
  while (at > innerStart && /\s/.test(text[at - 1] ?? "")) at--;
  return /[\r\n]/.test(text.slice(at, innerEnd))
    ? { start: at, end: at, text: inner }
    : { start: at, end: innerEnd, text: inner + close };
}

/** The `/>` of an empty-element tag, with the blanks before it. */
export function emptyTagEnd(text: string, { end }: XmlElement): Span {
  let start = end - 2;
  while (/\s/.test(text[start - 1] ?? "")) start--;
  return { start, end };
}

/** Removes an element with the line end and indentation before it. */
export function removal({ text }: XmlDocument, { start, end }: XmlElement): Splice {
  return { start: start - leadOf(text, start).length, end, text: "" };
}
