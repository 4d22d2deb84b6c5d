import type { Edit } from "../format.js";
import { indentUnit } from "../xml/layout.js";
import { attributeOf } from "../xml/text.js";
import type { XmlDocument, XmlElement } from "../xml/tree.js";
import { attributeQuote, type XmlWriter } from "../xml/writer.js";
import { type Resource, type ResourceEntry, type ResourceName, readResources, resourceId } from "./resources.js";
import { encodeAndroid, encodeAndroidMarkup, isQuotedAndroid, isReference } from "./text.js";

/** The style of a file. */
export interface AndroidSpelling {
  readonly xml: XmlDocument;
  readonly writer: XmlWriter;
  /** Indentation of one level. */
  readonly unit: string;
  /** Whether most values are in double quotes. */
  readonly isQuoted: boolean;
  /** Quote of attributes. */
  readonly quote: string;
  /** The resources of the source file, and their document. */
  readonly source: ReadonlyMap<string, Resource>;
  readonly sourceXml: XmlDocument | undefined;
}

/** How many resources to sample when detecting a file's style. */
const SAMPLE = 1000;

/** The style of a file; that of the source file if it shows none. */
export function spellingOf(
  xml: XmlDocument,
  writer: XmlWriter,
  resources: readonly Resource[],
  sourceText: string | undefined,
): AndroidSpelling {
  const source = sourceText === undefined ? undefined : readResources(sourceText);
  const all = resources.slice(0, SAMPLE).flatMap(({ entries }) => entries);
  const quoted = all.filter(({ element }) => isQuotedIn(xml, element));
  return {
    xml,
    writer,
    unit: indentUnit(xml) ?? (source && indentUnit(source.xml)) ?? "    ",
    isQuoted: quoted.length > all.length / 2,
    quote: attributeQuote(xml, xml.root.children[0]),
    source: new Map(source?.resources.map((one) => [one.id, one])),
    sourceXml: source?.xml,
  };
}

/** The contents of an element, quoted as before or as is usual in the file. */
export function innerOf(
  { xml, writer, isQuoted }: Pick<AndroidSpelling, "xml" | "writer" | "isQuoted">,
  { value, markup }: Edit,
  element?: XmlElement,
): string {
  if (markup) return encodeAndroidMarkup(writer.markup(value));
  return writer.text(encodeAndroid(value, element ? isQuotedIn(xml, element) : isQuoted), element);
}

/** The contents of a new element, with CDATA sections where the source has them. */
export function newInnerOf(spelling: AndroidSpelling, name: ResourceName, edit: Edit): string {
  const { writer, isQuoted, source, sourceXml } = spelling;
  const entries = source.get(resourceId(name))?.entries ?? [];
  const like = entries.find(({ key }) => key.at(-1) === edit.key.at(-1)) ?? entries.at(-1);
  const inner = like && sourceXml?.text.slice(like.element.innerStart, like.element.innerEnd);
  if (edit.markup || !inner?.includes("<![CDATA[")) return innerOf(spelling, edit);
  return writer.textLike(encodeAndroid(edit.value, isQuoted), inner);
}

function isQuotedIn({ text }: XmlDocument, { innerStart, innerEnd }: XmlElement): boolean {
  return isQuotedAndroid(text.slice(innerStart, innerEnd));
}

/** A string with several unnumbered placeholders needs the mark that the source has. */
export function formattedOf(name: ResourceName, { source, sourceXml }: AndroidSpelling): string | undefined {
  const element = source.get(resourceId(name))?.element;
  return element && sourceXml && attributeOf(sourceXml, element, "formatted");
}

/** The XML of a source element that refers to another resource; empty for others. */
export function referenceOf(entry: ResourceEntry | undefined, { sourceXml }: AndroidSpelling): string {
  const inner = entry && sourceXml?.text.slice(entry.element.innerStart, entry.element.innerEnd);
  return inner !== undefined && isReference(inner) ? inner : "";
}
