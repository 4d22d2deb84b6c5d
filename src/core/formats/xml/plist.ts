import { atOnce } from "#core/text/at-once.js";
import { malformedAt } from "#core/text/splice.js";
import { said } from "../../errors.js";
import { parseXmlSteps } from "./parse.js";
import { textOf } from "./text.js";
import type { XmlDocument, XmlElement } from "./tree.js";

/** A key of a `<dict>`, and its value. */
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

/**
 * Parses a property list.
 *
 * @throws {MalformedFileError} also if its root is not a dictionary, or keys and values do not alternate
 */
export function parsePlist(text: string): Plist {
  return atOnce(parsePlistSteps(text));
}

/** {@link parsePlist} in short steps, for large files. */
export function* parsePlistSteps(text: string): Generator<void, Plist> {
  const xml = yield* parseXmlSteps(text);
  const { root } = xml;
  if (root.name !== "plist") throw malformedAt(text, root.start, said`${"<plist>"} is expected`);
  const [dict, more] = root.children;
  if (dict?.name !== "dict") throw malformedAt(text, dict?.start ?? root.innerEnd, said`${"<dict>"} is expected`);
  if (more) throw malformedAt(text, more.start, said`${"</plist>"} is expected`);
  yield* checkDicts(xml, dict);
  return { xml, dict };
}

/** Elements that are looked at in one step. */
const ELEMENTS_IN_STEP = 2000;

/** Checks a dictionary and everything in it, in steps. */
function* checkDicts({ text }: XmlDocument, dict: XmlElement): Generator<void, void> {
  const waiting = [dict];
  let seen = 0;
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    const { children, innerEnd, name } = element;
    for (const [index, child] of children.entries()) {
      if (++seen % ELEMENTS_IN_STEP === 0) yield;
      const isKey = child.name === "key";
      if (name === "dict" && isKey !== (index % 2 === 0))
        throw malformedAt(text, child.start, isKey ? said`A value is expected` : said`${"<key>"} is expected`);
      if (child.children.length > 0) waiting.push(child);
    }
    if (name === "dict" && children.length % 2 === 1) throw malformedAt(text, innerEnd, said`A value is expected`);
  }
}

/** The pairs of a dictionary of a property list, in order. */
export function* pairsOf(xml: XmlDocument, { children }: XmlElement): Generator<PlistPair> {
  for (let index = 0; index < children.length; index += 2) {
    const [keyElement, value] = [children[index], children[index + 1]];
    if (keyElement && value) yield { key: textOf(xml, keyElement), keyElement, value };
  }
}
