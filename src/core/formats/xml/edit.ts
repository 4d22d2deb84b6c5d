import type { Span } from "#core/text/span.js";
import type { Splice } from "#core/text/splice.js";
import { escapeAttribute } from "./escape.js";
import { emptyTagEnd } from "./layout.js";
import { findAttribute, type XmlDocument, type XmlElement } from "./tree.js";

/** The span of the value of an element: between its tags; for `<a/>`, the end of the tag with its blanks. */
export function valueSpan({ text }: XmlDocument, element: XmlElement): Span {
  const { innerStart, innerEnd, end } = element;
  if (end > innerEnd) return { start: innerStart, end: innerEnd };
  return emptyTagEnd(text, element);
}

/** Replaces the contents of an element; `<a/>` becomes `<a>…</a>`. */
export function replaceInner(xml: XmlDocument, element: XmlElement, inner: string): Splice {
  const span = valueSpan(xml, element);
  return { ...span, text: element.end > element.innerEnd ? inner : `>${inner}</${element.name}>` };
}

/** Sets an attribute, in place or after the last one. @throws as {@link escapeAttribute} */
export function setAttribute(xml: XmlDocument, element: XmlElement, name: string, value: string): Splice {
  const { attributes, start } = element;
  const old = findAttribute(attributes, name);
  if (old) return { start: old.start, end: old.end, text: escapeAttribute(value, xml.text[old.start - 1] ?? '"') };
  const last = attributes.at(-1);
  const at = last ? last.end + 1 : start + 1 + element.name.length;
  return { start: at, end: at, text: ` ${name}="${escapeAttribute(value, '"')}"` };
}

/** Removes an attribute, if there is one, with the blanks before it. */
export function removeAttribute({ attributes, start, name: tag }: XmlElement, name: string): Splice[] {
  const index = attributes.findIndex((one) => one.name === name);
  const attribute = attributes[index];
  if (!attribute) return [];
  const before = attributes[index - 1];
  return [{ start: before ? before.end + 1 : start + 1 + tag.length, end: attribute.end + 1, text: "" }];
}
