import { RouteLmtError, said } from "#core/errors.js";
import { lineEndOf, type Splice, splice } from "#core/text/splice.js";
import type { Edit, WriteOptions } from "../format.js";
import { editsByName, namesByAnchor } from "../keys/flat-keys.js";
import { replaceInner, setAttribute } from "../xml/edit.js";
import { emptyTagEnd, indentUnit, insertChildren, leadOf, type NewElement } from "../xml/layout.js";
import type { XmlElement } from "../xml/tree.js";
import { attributeQuote, attributesXml, writerFor, type XmlWriter } from "../xml/writer.js";
import { isBlank, type ResxFile, type ResxString, readResources } from "./resources.js";

/** Elements before the resources: the schema and the headers. */
const HEAD = new Set(["schema", "resheader"]);

/** Replaces and inserts values; see {@link Format.write}. */
export function writeResx(text: string, edits: readonly Edit[], options: WriteOptions = {}): string {
  if (edits.length === 0) return text;
  const file = readResources(text);
  const writer = writerFor(file.xml, options.encoding);
  const existing = new Map(file.strings.map((one) => [one.name, one]));
  const splices: Splice[] = [];
  const additions = new Map<string, string>();
  for (const [name, value] of editsByName(edits)) {
    const string = existing.get(name);
    if (string) splices.push(...replacement(file, string, value, writer));
    else if (file.others.has(name)) throw notAText(name);
    else additions.set(name, value);
  }
  if (additions.size > 0) splices.push(...insertions(file, existing, additions, writer, options));
  return splice(text, splices);
}

function replacement(
  { xml }: ResxFile,
  { element, valueElement, isPreserved }: ResxString,
  value: string,
  writer: XmlWriter,
): Splice[] {
  const splices: Splice[] = [];
  if (!isPreserved && value !== "" && isBlank(value)) {
    splices.push(setAttribute(xml, valueElement ?? element, "xml:space", "preserve"));
  }
  if (valueElement) return [...splices, replaceInner(xml, valueElement, writer.text(value, valueElement))];
  const added: NewElement = () => `<value>${writer.text(value)}</value>`;
  return [...splices, ...insertChildren(xml, element, new Map([[undefined, [added]]]))];
}

/** New resources in the style of the file: existing ones show the indentation, and whether comments are kept. */
function insertions(
  { xml, strings }: ResxFile,
  existing: ReadonlyMap<string, ResxString>,
  additions: ReadonlyMap<string, string>,
  writer: XmlWriter,
  { sourceOrder, sourceText }: WriteOptions,
): Splice[] {
  const source = sourceText === undefined ? undefined : readResources(sourceText);
  const [shownText, shown] = strings[0] ? [xml.text, strings[0]] : [sourceText ?? "", source?.strings[0]];
  const isOnOneLine = shown?.valueElement && leadOf(shownText, shown.valueElement.start) === "";
  const unit = indentUnit(xml) ?? (source && indentUnit(source.xml)) ?? "  ";
  const quote = attributeQuote(xml, strings[0]?.element);
  const hasComments = strings.length === 0 || strings.some(({ comment }) => comment !== undefined);
  const comments = new Map(hasComments ? source?.strings.map(({ name, comment }) => [name, comment]) : []);
  const models = new Map(source?.strings.map(({ name, valueElement }) => [name, valueElement]));
  const newData = (name: string): NewElement => {
    const attributes = attributesXml({ name, "xml:space": "preserve" }, writer, quote);
    const comment = comments.get(name);
    const like = models.get(name);
    const inner = like && source ? source.xml.text.slice(like.innerStart, like.innerEnd) : "";
    const parts = [`<value>${writer.textLike(additions.get(name) ?? "", inner)}</value>`];
    if (comment !== undefined) parts.push(`<comment>${writer.text(comment)}</comment>`);
    return (lead) => {
      const inside = isOnOneLine || lead === "" ? "" : lead + unit;
      return `<data${attributes}>${parts.map((one) => inside + one).join("")}${inside && lead}</data>`;
    };
  };
  const groups = new Map<XmlElement | undefined, NewElement[]>();
  const afterHead = xml.root.children.findLast(({ local }) => HEAD.has(local));
  for (const [anchor, names] of namesByAnchor(existing, [...additions.keys()], sourceOrder)) {
    groups.set(anchor?.element ?? afterHead, names.map(newData));
  }
  return insertChildren(xml, xml.root, groups, unit);
}

function notAText(name: string): RouteLmtError {
  return new RouteLmtError(
    "option-invalid",
    said`The resource ${name} is not a text: it has a type, or elements in its value`,
    said`Name a resource that is a text, and run again; nothing was written.`,
  );
}

/** The headers that .NET needs to read the file. */
const HEADERS: Readonly<Record<string, string>> = {
  resmimetype: "text/microsoft-resx",
  version: "2.0",
  reader:
    "System.Resources.ResXResourceReader, System.Windows.Forms, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089",
  writer:
    "System.Resources.ResXResourceWriter, System.Windows.Forms, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089",
};

/** The source file without its resources: with its schema and headers, or the usual ones if it has none. */
export function createResx(sourceText: string): string {
  const { xml } = readResources(sourceText);
  const { root } = xml;
  const lineEnd = lineEndOf(sourceText);
  const isEmpty = root.innerEnd === root.end;
  const start = isEmpty ? `${sourceText.slice(0, emptyTagEnd(sourceText, root).start)}>` : undefined;
  const parts = [start ?? sourceText.slice(0, root.innerStart)];
  let before = root.innerStart;
  for (const { local, end } of root.children) {
    if (HEAD.has(local)) parts.push(sourceText.slice(before, end));
    before = end;
  }
  if (!root.children.some(({ name }) => name === "resheader")) {
    const lead = lineEnd + (indentUnit(xml) ?? "  ");
    for (const [name, value] of Object.entries(HEADERS)) {
      const inside = lead + (indentUnit(xml) ?? "  ");
      parts.push(`${lead}<resheader name="${name}">${inside}<value>${value}</value>${lead}</resheader>`);
    }
  }
  return `${parts.join("")}${lineEnd}</root>${lineEnd}`;
}
