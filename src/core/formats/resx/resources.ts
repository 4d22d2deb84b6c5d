import { atOnce } from "#core/text/at-once.js";
import { malformedAt } from "#core/text/splice.js";
import { said } from "../../errors.js";
import { parseXmlSteps } from "../xml/parse.js";
import { attributeOf, textOf } from "../xml/text.js";
import type { XmlDocument, XmlElement } from "../xml/tree.js";

/** A `<data>` with a text. */
export interface ResxString {
  readonly name: string;
  readonly element: XmlElement;
  /** Its `<value>`; undefined if it has none, which means an empty text. */
  readonly valueElement: XmlElement | undefined;
  readonly value: string;
  /** Whether white space alone is a value: `xml:space="preserve"` applies. */
  readonly isPreserved: boolean;
  readonly comment: string | undefined;
  /** Whether it is for the program, not for readers. */
  readonly isIgnored: boolean;
}

/** A file of .NET resources. */
export interface ResxFile {
  readonly xml: XmlDocument;
  readonly strings: readonly ResxString[];
  /** Names of resources that are not texts: images, colours, files, and broken ones. */
  readonly others: ReadonlySet<string>;
  /** Resources with elements in their value, which no program can read. */
  readonly broken: readonly { readonly name: string; readonly element: XmlElement }[];
}

/** The resources of a file, in order. @throws {MalformedFileError} */
export function readResources(text: string): ResxFile {
  return atOnce(resourceSteps(text));
}

/** Elements that are read in one step. */
const ELEMENTS_IN_STEP = 500;

/** {@link readResources} in short steps, for large files. */
export function* resourceSteps(text: string): Generator<void, ResxFile> {
  const xml = yield* parseXmlSteps(text);
  const { root } = xml;
  if (root.name !== "root") throw malformedAt(text, root.start, said`${"<root>"} is expected`);
  const strings: ResxString[] = [];
  const others = new Set<string>();
  const broken: { name: string; element: XmlElement }[] = [];
  for (const [index, element] of root.children.entries()) {
    if (index % ELEMENTS_IN_STEP === 0) yield;
    const name = element.name === "data" ? attributeOf(xml, element, "name") : undefined;
    if (name === undefined) continue;
    const valueElement = childNamed(element, "value");
    const isBroken = valueElement !== undefined && valueElement.children.length > 0;
    if (isBroken) broken.push({ name, element });
    if (isBroken || !isText(xml, element)) others.add(name);
    else strings.push(stringOf(xml, name, element, valueElement));
  }
  return { xml, strings, others, broken };
}

/** Values without a type are texts; others are converted from text or encoded in base 64. */
function isText(xml: XmlDocument, element: XmlElement): boolean {
  if (attributeOf(xml, element, "mimetype") !== undefined) return false;
  const type = attributeOf(xml, element, "type");
  return type === undefined || /^System\.String\s*(?:,|$)/.test(type);
}

function stringOf(
  xml: XmlDocument,
  name: string,
  element: XmlElement,
  valueElement: XmlElement | undefined,
): ResxString {
  const isPreserved = preserves(xml, valueElement ?? element);
  const value = valueElement ? textOf(xml, valueElement) : "";
  const about = childNamed(element, "comment");
  const comment = about && textOf(xml, about).trim();
  return {
    name,
    element,
    valueElement,
    value: isPreserved || !isBlank(value) ? value : "",
    isPreserved,
    comment: comment || undefined,
    // The mark for untranslatable texts in Microsoft's tools.
    isIgnored: isDesign(name) || /\{Locked\}/.test(comment ?? ""),
  };
}

/** Whether a text is only white space, which .NET drops unless preserved. */
export function isBlank(value: string): boolean {
  return /^[ \t\r\n]*$/.test(value);
}

/** The last child with a name: the one that .NET uses. */
function childNamed({ children }: XmlElement, name: string): XmlElement | undefined {
  return children.findLast((one) => one.name === name);
}

function preserves(xml: XmlDocument, element: XmlElement): boolean {
  for (let one: XmlElement | undefined = element; one; one = one.parent) {
    const space = attributeOf(xml, one, "xml:space");
    if (space !== undefined) return space === "preserve";
  }
  return false;
}

/**
 * Entries of the Windows Forms designer among the texts of a form: `>>button1.Name` and the like describe its controls,
 * and some properties refer to them or their pictures.
 */
function isDesign(name: string): boolean {
  return /^>>|^\$this\.(?:Name|Type|Parent|ZOrder)$|\.(?:Selected|State)?ImageKey$/.test(name);
}
