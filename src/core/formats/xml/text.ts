import { insertionAfter } from "./layout.js";
import {
  findAttribute,
  NO_ENTITIES,
  referenceAt,
  skipBlanks,
  tagEnd,
  type XmlDocument,
  type XmlElement,
  type XmlEntities,
} from "./tree.js";

/**
 * The text of an element: references and CDATA sections decoded, comments left out, line ends as `\n`. Entities that
 * XML does not predefine stay as written, unless the file declares them as a short plain text.
 *
 * @param textOfChild the text of a child element; empty by default
 */
export function textOf(
  { text, entities: { plain } }: XmlDocument,
  { innerStart, innerEnd, children }: XmlElement,
  textOfChild: (child: XmlElement) => string = () => "",
): string {
  if (children.length === 0) return decodeContent(text.slice(innerStart, innerEnd), plain);
  const parts: string[] = [];
  let done = innerStart;
  for (const child of children) {
    parts.push(decodeContent(text.slice(done, child.start), plain), textOfChild(child));
    done = child.end;
  }
  parts.push(decodeContent(text.slice(done, innerEnd), plain));
  return parts.join("");
}

/** The inner XML of an element as written, with line ends as `\n`. */
export function innerXml({ text }: XmlDocument, { innerStart, innerEnd }: XmlElement): string {
  return unifyLineEnds(text.slice(innerStart, innerEnd));
}

/**
 * Whether the value of an element is a fragment of XML rather than text: it has child elements, or refers to an entity
 * with unknown text.
 */
export function isMarkup({ text, entities }: XmlDocument, { children, innerStart, innerEnd }: XmlElement): boolean {
  if (children.length > 0) return true;
  if (entities.declared.size === 0 && !entities.open) return false;
  for (const part of piecesOf(text.slice(innerStart, innerEnd))) {
    if (part.kind !== "text") continue;
    for (let at = part.text.indexOf("&"); at >= 0; at = part.text.indexOf("&", at + 1)) {
      const reference = referenceAt(part.text, at);
      if (reference && reference.value === undefined) return true;
    }
  }
  return false;
}

/** The decoded value of an attribute; undefined if the element lacks it. */
export function attributeOf({ text }: XmlDocument, { attributes }: XmlElement, name: string): string | undefined {
  const attribute = findAttribute(attributes, name);
  return attribute && decodeReferences(text.slice(attribute.start, attribute.end).replace(/\r\n|[\t\r\n]/g, " "));
}

/**
 * The comments directly above an element: on the lines before it, without blank lines between, and not after anything
 * else on their line.
 *
 * @param from end of what precedes the element
 */
export function commentAbove({ text }: XmlDocument, from: number, { start }: XmlElement): string | undefined {
  if (skipBlanks(text, from) === start) return undefined;
  const above = text.slice(insertionAfter(text, from), start);
  if (!above.includes("<!--")) return undefined;
  let comments: string[] = [];
  for (const { kind, text: content } of piecesOf(above)) {
    if (kind === "comment") comments.push(unifyLineEnds(content).trim());
    else if (kind !== "text" || /\n[ \t]*\n/.test(unifyLineEnds(content))) comments = [];
  }
  return comments.join("\n") || undefined;
}

/** Decodes character data: CDATA sections, references and line ends; removes comments and instructions. */
function decodeContent(raw: string, plain: XmlEntities["plain"]): string {
  if (!raw.includes("<")) return decodeReferences(unifyLineEnds(raw), plain);
  const parts: string[] = [];
  for (const { text, kind } of piecesOf(raw)) {
    if (kind === "text") parts.push(decodeReferences(unifyLineEnds(text), plain));
    else if (kind === "cdata") parts.push(unifyLineEnds(text));
  }
  return parts.join("");
}

/** A piece of the contents of an element. */
export interface XmlPiece {
  readonly kind: "text" | "cdata" | "comment" | "instruction" | "tag";
  /** The piece as written. */
  readonly raw: string;
  /** The text between the delimiters of a CDATA section or comment; otherwise `raw`. */
  readonly text: string;
}

/** The pieces of a well-formed fragment, in order. */
export function* piecesOf(raw: string): Generator<XmlPiece> {
  let done = 0;
  for (let at = raw.indexOf("<"); at >= 0; at = raw.indexOf("<", done)) {
    if (at > done) yield whole("text", raw.slice(done, at));
    if (raw.startsWith("<![CDATA[", at)) {
      done = raw.indexOf("]]>", at + 9) + 3;
      yield { kind: "cdata", raw: raw.slice(at, done), text: raw.slice(at + 9, done - 3) };
    } else if (raw.startsWith("<!--", at)) {
      done = raw.indexOf("-->", at + 4) + 3;
      yield { kind: "comment", raw: raw.slice(at, done), text: raw.slice(at + 4, done - 3) };
    } else if (raw[at + 1] === "?") {
      done = raw.indexOf("?>", at + 2) + 2;
      yield whole("instruction", raw.slice(at, done));
    } else {
      done = tagEnd(raw, at);
      yield whole("tag", raw.slice(at, done));
    }
  }
  if (done < raw.length) yield whole("text", raw.slice(done));
}

function whole(kind: XmlPiece["kind"], raw: string): XmlPiece {
  return { kind, raw, text: raw };
}

function decodeReferences(text: string, plain: XmlEntities["plain"] = NO_ENTITIES.plain): string {
  let at = text.indexOf("&");
  if (at < 0) return text;
  const parts: string[] = [];
  let done = 0;
  for (; at >= 0; at = text.indexOf("&", at + 1)) {
    const reference = referenceAt(text, at);
    const value = reference?.value ?? plain.get(reference ? text.slice(at + 1, reference.end - 1) : "");
    if (!reference || value === undefined) continue;
    parts.push(text.slice(done, at), value);
    done = reference.end;
  }
  parts.push(text.slice(done));
  return parts.join("");
}

/** Line ends as XML has them: `\n`. */
function unifyLineEnds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}
