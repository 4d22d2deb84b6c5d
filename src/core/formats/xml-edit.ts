import type { Span } from "./format.js";
import { lineEndOf, type Splice } from "./splice.js";
import { escapeAttribute, findAttribute } from "./xml-text.js";
import type { XmlDocument, XmlElement } from "./xml-tree.js";

/** Where the value of an element stands: between its tags; for `<a/>` the end of the tag, blanks included. */
export function valueSpan({ text }: XmlDocument, { innerStart, innerEnd, end }: XmlElement): Span {
  if (end > innerEnd) return { start: innerStart, end: innerEnd };
  let start = innerStart - 2;
  while (/\s/.test(text[start - 1] ?? "")) start--;
  return { start, end };
}

/** Replaces all that is in an element; `<a/>` becomes `<a>…</a>`. */
export function replaceInner(xml: XmlDocument, element: XmlElement, inner: string): Splice {
  const span = valueSpan(xml, element);
  return { ...span, text: element.end > element.innerEnd ? inner : `>${inner}</${element.name}>` };
}

/** Sets an attribute, in its place or behind the last one. @throws as {@link escapeAttribute} */
export function setAttribute(xml: XmlDocument, element: XmlElement, name: string, value: string): Splice {
  const { attributes, start } = element;
  const old = findAttribute(attributes, name);
  if (old) return { start: old.start, end: old.end, text: escapeAttribute(value, xml.text[old.start - 1] ?? '"') };
  const last = attributes.at(-1);
  const at = last ? last.end + 1 : start + 1 + element.name.length;
  return { start: at, end: at, text: ` ${name}="${escapeAttribute(value, '"')}"` };
}

/** Takes an attribute away, with the blanks before it; nothing when there is none. */
export function removeAttribute({ attributes, start, name: tag }: XmlElement, name: string): Splice[] {
  const index = attributes.findIndex((one) => one.name === name);
  const attribute = attributes[index];
  if (!attribute) return [];
  const before = attributes[index - 1];
  return [{ start: before ? before.end + 1 : start + 1 + tag.length, end: attribute.end + 1, text: "" }];
}

/** Blanks before a node longer than this are no indentation; the bound keeps hostile files linear. */
const LONGEST_LEAD = 200;

/**
 * What stands between a line's beginning and a node that begins it, with one line end before:
 * `"\n    "`; empty when the node stands behind something else.
 */
export function leadOf(text: string, start: number): string {
  const before = text.slice(Math.max(0, start - LONGEST_LEAD), start);
  return /(?:\r\n|\r|\n)[ \t]*$/.exec(before)?.[0] ?? "";
}

/** The lead of what stands inside an element: as its first child's, else one level deeper than its own. */
export function leadInside({ text, root }: XmlDocument, element: XmlElement): string {
  const child = element.children[0];
  if (child) return leadOf(text, child.start);
  const own = leadOf(text, element.start);
  if (own === "" && element !== root) return "";
  const first = root.children[0];
  const unit = first && element !== root ? leadOf(text, first.start).replace(/^[\r\n]+/, "") : "    ";
  return (own || lineEndOf(text)) + (unit || "    ");
}

/** Where to insert behind a node: comments on the rest of its line belong to it. */
export function behind(text: string, end: number): number {
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
