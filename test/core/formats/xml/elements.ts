import assert from "node:assert/strict";
import { RouteLmtError } from "#core/errors.js";
import { parseXml } from "#core/formats/xml/parse.js";
import type { XmlDocument, XmlElement } from "#core/formats/xml/tree.js";

/** A child of an element, which must be there. */
export function child({ children }: XmlElement, index = 0): XmlElement {
  const one = children[index];
  assert.ok(one);
  return one;
}

/** A parsed document with its root, as the functions of text.ts take them. */
export function rootOf(text: string): [xml: XmlDocument, root: XmlElement] {
  const xml = parseXml(text);
  return [xml, xml.root];
}

export const isRefused = (error: unknown): boolean => error instanceof RouteLmtError && error.code === "option-invalid";
