import type { Splice } from "#core/text/splice.js";
import { lineEndOf } from "#core/text/splice.js";
import { type Doctype, findDoctype } from "./doctype.js";
import { findAttribute, type XmlDocument, type XmlEntities } from "./tree.js";

/** Namespaces of prefixes that tools for Android know without a declaration. */
const USUAL = new Map([
  ["xliff", "urn:oasis:names:tc:xliff:document:1.2"],
  ["tools", "http://schemas.android.com/tools"],
  ["android", "http://schemas.android.com/apk/res/android"],
  ["aapt", "http://schemas.android.com/aapt"],
]);

/** What fragments of XML need that a document does not declare. */
export interface Loan {
  /** The entities of the document, with those that are declared now. */
  readonly entities: XmlEntities;
  readonly splices: readonly Splice[];
}

/**
 * Declares what fragments refer to and a document lacks: entities as in their original document, and namespaces
 * of prefixes. Without them the document would show `&name;` to readers, or not be well-formed.
 *
 * @param from the document that the fragments are from
 */
export function borrow(xml: XmlDocument, fragments: readonly string[], from: XmlDocument | undefined): Loan {
  const namespaces = newNamespaces(xml, fragments, from);
  const declarations = newEntities(xml, fragments, from);
  const entities = { ...xml.entities, declared: new Set([...xml.entities.declared, ...declarations.keys()]) };
  const splices = namespaces.size > 0 ? [declareNamespaces(xml, namespaces)] : [];
  if (declarations.size > 0) splices.push(declareEntities(xml, [...declarations.values()]));
  return { entities, splices };
}

function newNamespaces(
  { root }: XmlDocument,
  fragments: readonly string[],
  from: XmlDocument | undefined,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const fragment of fragments) {
    for (const [tag] of fragment.matchAll(/<[A-Za-z][^<>]*>/g)) {
      // The values of attributes have no prefixes.
      for (const [, prefix = ""] of tag
        .replace(/"[^"]*"|'[^']*'/g, "")
        .matchAll(/(?<=[<\s])([A-Za-z_][\w.-]*):[A-Za-z_]/g)) {
        const name = `xmlns:${prefix}`;
        if (/^xml/.test(prefix) || found.has(name) || findAttribute(root.attributes, name)) continue;
        if (tag.includes(`${name}=`)) continue;
        const declared = from && findAttribute(from.root.attributes, name);
        const uri = declared ? from.text.slice(declared.start, declared.end) : USUAL.get(prefix);
        if (uri !== undefined) found.set(name, uri);
      }
    }
  }
  return found;
}

function declareNamespaces({ root }: XmlDocument, namespaces: ReadonlyMap<string, string>): Splice {
  const at = root.start + 1 + root.name.length;
  return {
    start: at,
    end: at,
    text: [...namespaces].map(([name, uri]) => ` ${name}="${uri.replaceAll('"', "&quot;")}"`).join(""),
  };
}

/** The declarations of entities, by name. */
function newEntities(
  { entities }: XmlDocument,
  fragments: readonly string[],
  from: XmlDocument | undefined,
): Map<string, string> {
  const found = new Map<string, string>();
  if (!from || entities.open || from.entities.declared.size === 0) return found;
  const declarations = findDoctype(from.text)?.declarations;
  const want = (text: string): void => {
    for (const [, name = ""] of text.matchAll(/&([^\s&;#]{1,100});/g)) {
      const declaration = declarations?.get(name);
      if (declaration === undefined || found.has(name) || entities.declared.has(name)) continue;
      found.set(name, declaration);
      // An entity may contain others.
      want(declaration);
    }
  };
  fragments.forEach(want);
  return found;
}

/** Adds declarations to the document type; a document without one gets one before its root. */
function declareEntities({ text, root }: XmlDocument, declarations: readonly string[]): Splice {
  const lineEnd = lineEndOf(text);
  const lines = declarations.map((one) => `    ${one}`).join(lineEnd);
  const doctype: Doctype | undefined = findDoctype(text);
  if (doctype?.subsetEnd !== undefined) {
    const isOwnLine = /[\r\n][ \t]*$/.test(text.slice(0, doctype.subsetEnd));
    const at = isOwnLine ? text.slice(0, doctype.subsetEnd).trimEnd().length : doctype.subsetEnd;
    return { start: at, end: at, text: lineEnd + lines + (isOwnLine ? "" : lineEnd) };
  }
  const subset = `[${lineEnd}${lines}${lineEnd}]`;
  if (doctype) return { start: doctype.end - 1, end: doctype.end - 1, text: ` ${subset}` };
  return { start: root.start, end: root.start, text: `<!DOCTYPE ${root.name} ${subset}>${lineEnd}` };
}
