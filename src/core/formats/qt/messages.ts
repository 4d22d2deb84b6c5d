import type { LanguageTag } from "#core/language/tag.js";
import { atOnce } from "#core/text/at-once.js";
import { malformedAt } from "#core/text/splice.js";
import { said } from "../../errors.js";
import { type KeyPath, keyId } from "../format.js";
import { parseXmlSteps } from "../xml/parse.js";
import { attributeOf, textOf } from "../xml/text.js";
import type { XmlDocument, XmlElement } from "../xml/tree.js";
import { numerusForms } from "./plural.js";

/** A message that is in use. */
export interface QtMessage {
  /** The key; for a numerus message, without the index of the form. */
  readonly key: KeyPath;
  readonly element: XmlElement;
  readonly source: string;
  readonly context: string | undefined;
  readonly comment: string | undefined;
  readonly translation: XmlElement | undefined;
  /** The node to insert a new translation after. */
  readonly after: XmlElement;
  readonly isUnfinished: boolean;
  /** For a numerus message. */
  readonly numerus: Numerus | undefined;
}

/** The forms of a numerus message. */
export interface Numerus {
  readonly forms: readonly XmlElement[];
  /** The number of forms in the language. */
  readonly count: number;
  readonly language: LanguageTag;
}

/** A TS file. */
export interface QtFile {
  readonly xml: XmlDocument;
  readonly messages: readonly QtMessage[];
  /** Messages that the program no longer has: `vanished` and `obsolete`. */
  readonly gone: readonly XmlElement[];
}

/** The elements that a translation is inserted after, if the message has them. */
const BEFORE_TRANSLATION = new Set([
  "source",
  "oldsource",
  "comment",
  "oldcomment",
  "extracomment",
  "translatorcomment",
]);

/**
 * The messages of a TS file.
 *
 * @param language of the translations, if the file names none
 * @throws {MalformedFileError}
 */
export function readQtFile(text: string, language?: LanguageTag): QtFile {
  return atOnce(qtFileSteps(text, language));
}

/** Messages that are read in one step. */
const MESSAGES_IN_STEP = 200;

/** {@link readQtFile} in short steps, for large files. */
export function* qtFileSteps(text: string, language: LanguageTag = "en"): Generator<void, QtFile> {
  const xml = yield* parseXmlSteps(text);
  const { root } = xml;
  if (root.name !== "TS") throw malformedAt(text, root.start, said`${"<TS>"} is expected`);
  const target = attributeOf(xml, root, "language") || language;
  const messages: QtMessage[] = [];
  const gone: XmlElement[] = [];
  const add = (element: XmlElement, context: string): void => {
    const message = messageOf(xml, element, context, target);
    if (message) messages.push(message);
    else gone.push(element);
  };
  for (const [index, child] of root.children.entries()) {
    if (index % MESSAGES_IN_STEP === 0) yield;
    if (child.name === "message") add(child, "");
    if (child.name !== "context") continue;
    const name = child.children.find((one) => one.name === "name");
    const context = name ? textOf(xml, name) : "";
    for (const [index, element] of child.children.entries()) {
      if (index % MESSAGES_IN_STEP === 0) yield;
      if (element.name === "message") add(element, context);
    }
  }
  return { xml, messages, gone };
}

/** A message; undefined if it is obsolete or has no source. */
function messageOf(xml: XmlDocument, element: XmlElement, name: string, language: LanguageTag): QtMessage | undefined {
  const parts = new Map(element.children.map((one) => [one.name, one]));
  const translation = parts.get("translation");
  const type = translation && attributeOf(xml, translation, "type");
  const after = element.children.findLast((one) => BEFORE_TRANSLATION.has(one.name));
  if (type === "vanished" || type === "obsolete" || !after) return undefined;
  const textIn = (part: string): string => {
    const one = parts.get(part);
    return one ? textOfQt(xml, one) : "";
  };
  const source = textIn("source");
  const disambiguation = textIn("comment");
  const comment = [textIn("extracomment"), textIn("translatorcomment")].filter((one) => one !== "").join("\n");
  const id = attributeOf(xml, element, "id");
  const isNumerus = attributeOf(xml, element, "numerus") === "yes";
  return {
    key: id === undefined ? [name, source, ...(disambiguation === "" ? [] : [disambiguation])] : [id],
    element,
    source,
    context: disambiguation || (comment === "" && name) || undefined,
    comment: comment || undefined,
    translation,
    after,
    isUnfinished: type === "unfinished",
    numerus: isNumerus
      ? {
          forms: translation?.children.filter((one) => one.name === "numerusform") ?? [],
          count: numerusForms(language),
          language,
        }
      : undefined,
  };
}

/** The id of a message. A numerus message differs from a plain one with the same key. */
export function messageId(key: KeyPath, isNumerus: boolean): string {
  return `${isNumerus} ${keyId(key)}`;
}

/** The text of an element; `<byte value="x1b"/>` is a character that XML forbids. The first variant counts. */
export function textOfQt(xml: XmlDocument, element: XmlElement): string {
  const variant = variantOf(element);
  return textOf(xml, variant ?? element, (child) => (child.name === "byte" ? byteOf(xml, child) : ""));
}

/** The first, and longest, length variant of a translation. */
export function variantOf({ children }: XmlElement): XmlElement | undefined {
  return children.find((one) => one.name === "lengthvariant");
}

function byteOf(xml: XmlDocument, element: XmlElement): string {
  const value = attributeOf(xml, element, "value") ?? "";
  const code = /^x[0-9a-f]{1,4}$/i.test(value) ? Number.parseInt(value.slice(1), 16) : Number(value);
  return Number.isInteger(code) && code >= 0 && code <= 0xffff ? String.fromCharCode(code) : "";
}
