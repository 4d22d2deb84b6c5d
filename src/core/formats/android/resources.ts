import { atOnce } from "#core/text/at-once.js";
import { malformedAt } from "#core/text/splice.js";
import { said } from "../../errors.js";
import type { KeyPath } from "../format.js";
import { parseXmlSteps } from "../xml/parse.js";
import { attributeOf, commentAbove } from "../xml/text.js";
import type { XmlDocument, XmlElement } from "../xml/tree.js";

export type ResourceKind = "string" | "plurals" | "string-array";

/** The meaning of a key: a string, or an item of plurals (by quantity) or of an array (by index). */
export interface ResourceName {
  readonly kind: ResourceKind;
  readonly name: string;
  /** The device that a variant of a string is for. */
  readonly product?: string;
  readonly item?: string | number;
}

/** A value, and its element. */
export interface ResourceEntry {
  readonly key: KeyPath;
  readonly element: XmlElement;
  readonly comment: string | undefined;
}

/** A `<string>`, `<plurals>` or `<string-array>`. */
export interface Resource {
  /** Unique among the resources of a file, except for duplicates. */
  readonly id: string;
  readonly name: string;
  readonly element: XmlElement;
  /** Its values: one for a string, otherwise one per item. Of equal quantities, the last one counts. */
  readonly entries: readonly ResourceEntry[];
  readonly isIgnored: boolean;
}

/** The quantities, in CLDR's order. */
export const QUANTITIES = ["zero", "one", "two", "few", "many", "other"];

const PRODUCT = "product=";

/** A file and its resources with text, in order. */
export interface ResourceFile {
  readonly xml: XmlDocument;
  readonly resources: readonly Resource[];
}

/** @throws {MalformedFileError} */
export function readResources(text: string): ResourceFile {
  return atOnce(resourceSteps(text));
}

/** Elements that are read in one step. */
const ELEMENTS_IN_STEP = 500;

/** {@link readResources} in short steps, for large files. */
export function* resourceSteps(text: string): Generator<void, ResourceFile> {
  const xml = yield* parseXmlSteps(text);
  const { root } = xml;
  if (root.name !== "resources") throw malformedAt(text, root.start, said`${"<resources>"} is expected`);
  // `tools:ignore="MissingTranslation"` at the root keeps Lint from complaining of gaps: such files are translated.
  const isFileIgnored = isUntranslatable(xml, root);
  const resources: Resource[] = [];
  let before = root.innerStart;
  for (const [index, element] of root.children.entries()) {
    if (index % ELEMENTS_IN_STEP === 0) yield;
    const kind = kindOf(element);
    const name = attributeOf(xml, element, "name");
    if (kind && name !== undefined) {
      const product = kind === "string" ? attributeOf(xml, element, "product") : undefined;
      const comment = commentAbove(xml, before, element);
      const key = product === undefined ? [name] : [name, PRODUCT + product];
      resources.push({
        id: resourceId({ kind, name, ...(product === undefined ? {} : { product }) }),
        name,
        element,
        entries: kind === "string" ? [{ key, element, comment }] : itemsOf(xml, element, kind, name, comment),
        isIgnored: isFileIgnored || ignoresTranslation(xml, element),
      });
    }
    before = element.end;
  }
  return { xml, resources };
}

function kindOf({ name }: XmlElement): ResourceKind | undefined {
  return name === "string" || name === "plurals" || name === "string-array" ? name : undefined;
}

function isUntranslatable(xml: XmlDocument, element: XmlElement): boolean {
  return attributeOf(xml, element, "translatable")?.trim() === "false";
}

function ignoresTranslation(xml: XmlDocument, element: XmlElement): boolean {
  if (isUntranslatable(xml, element)) return true;
  const ignored = attributeOf(xml, element, "tools:ignore")?.split(",") ?? [];
  return ignored.some((one) => /^\s*(?:MissingTranslation|all)\s*$/.test(one));
}

function itemsOf(
  xml: XmlDocument,
  { children, innerStart }: XmlElement,
  kind: ResourceKind,
  name: string,
  comment: string | undefined,
): ResourceEntry[] {
  const entries: ResourceEntry[] = [];
  let before = innerStart;
  for (const element of children) {
    const item = kind === "plurals" ? attributeOf(xml, element, "quantity") : entries.length;
    const isItem = element.name === "item" && (typeof item === "number" || QUANTITIES.includes(item ?? ""));
    if (isItem && item !== undefined) {
      const comments = [comment, commentAbove(xml, before, element)].filter((one) => one !== undefined);
      entries.push({ key: [name, item], element, comment: comments.join("\n") || undefined });
    }
    before = element.end;
  }
  return entries;
}

/** The id of the resource that a name belongs to. */
export function resourceId({ kind, name, product }: ResourceName): string {
  return kind === "string" && product === undefined ? name : `${name}\0${kind}\0${product ?? ""}`;
}

/** The meaning of a key; undefined if it is impossible for a resource. */
export function resourceName(key: KeyPath): ResourceName | undefined {
  const [name, item, ...rest] = key;
  if (typeof name !== "string" || rest.length > 0) return undefined;
  if (item === undefined) return { kind: "string", name };
  if (typeof item === "number") {
    return Number.isSafeInteger(item) && item >= 0 ? { kind: "string-array", name, item } : undefined;
  }
  if (item.startsWith(PRODUCT)) return { kind: "string", name, product: item.slice(PRODUCT.length) };
  return QUANTITIES.includes(item) ? { kind: "plurals", name, item } : undefined;
}
