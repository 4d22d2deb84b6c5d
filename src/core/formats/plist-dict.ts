import { malformedAt } from "./splice.js";
import { parseXml } from "./xml-parse.js";
import { textOf } from "./xml-text.js";
import type { XmlDocument, XmlElement } from "./xml-tree.js";

/** A key of a `<dict>` with its value. */
export interface PlistPair {
  readonly key: string;
  readonly keyElement: XmlElement;
  readonly value: XmlElement;
}

/** An XML property list whose root is a dictionary, after Apple's DTD "PropertyList 1.0". */
export interface Plist {
  readonly xml: XmlDocument;
  readonly dict: XmlElement;
}

/** Parses a property list. @throws {MalformedFileError} also when its root is no dictionary */
export function parsePlist(text: string): Plist {
  const xml = parseXml(text);
  const { root } = xml;
  if (root.name !== "plist") throw malformedAt(text, root.start, "<plist> is expected");
  const [dict, more] = root.children;
  if (dict?.name !== "dict") throw malformedAt(text, dict?.start ?? root.innerEnd, "<dict> is expected");
  if (more) throw malformedAt(text, more.start, "</plist> is expected");
  return { xml, dict };
}

/** The pairs of a dictionary, in order. @throws {MalformedFileError} when keys and values do not alternate */
export function pairsOf(xml: XmlDocument, { children, innerEnd }: XmlElement): PlistPair[] {
  const { text } = xml;
  const pairs: PlistPair[] = [];
  for (let index = 0; index < children.length; index += 2) {
    const [keyElement, value] = [children[index], children[index + 1]];
    if (keyElement?.name !== "key") throw malformedAt(text, keyElement?.start ?? innerEnd, "<key> is expected");
    if (!value || value.name === "key") throw malformedAt(text, value?.start ?? innerEnd, "A value is expected");
    pairs.push({ key: textOf(xml, keyElement), keyElement, value });
  }
  return pairs;
}
