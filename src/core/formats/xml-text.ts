import { RouteLmtError } from "../errors.js";
import { type Encoding, hasCharacter } from "./encoding.js";
import type { XmlAttribute, XmlDocument, XmlElement } from "./xml-tree.js";
import { forbiddenCharacter, referenceAt } from "./xml-tree.js";

/** Turns a text into one that can stand in XML. @throws {RouteLmtError} `option-invalid` for what XML forbids */
export type XmlEscape = (value: string) => string;

/**
 * The text of an element, references and CDATA sections decoded, comments left out, line ends as
 * `\n`. Of child elements nothing is taken. An entity that XML does not predefine stays as it stands.
 */
export function textOf({ text }: XmlDocument, { innerStart, innerEnd, children }: XmlElement): string {
  if (children.length === 0) return decodeContent(text.slice(innerStart, innerEnd));
  const parts: string[] = [];
  let done = innerStart;
  for (const { start, end } of children) {
    parts.push(decodeContent(text.slice(done, start)));
    done = end;
  }
  parts.push(decodeContent(text.slice(done, innerEnd)));
  return parts.join("");
}

/** The inner XML of an element as it stands; but line ends, which are `\n`, as XML has them. */
export function innerXml({ text }: XmlDocument, { innerStart, innerEnd }: XmlElement): string {
  return unifyLineEnds(text.slice(innerStart, innerEnd));
}

/**
 * Whether the value of an element is a fragment of XML rather than text: it has child elements, or
 * refers to an entity whose text is not known.
 */
export function isMarkup({ text, entities }: XmlDocument, { children, innerStart, innerEnd }: XmlElement): boolean {
  if (children.length > 0) return true;
  if (entities.declared.size === 0 && !entities.open) return false;
  for (const part of contentOf(text.slice(innerStart, innerEnd))) {
    if (part.kind !== "text") continue;
    for (let at = part.text.indexOf("&"); at >= 0; at = part.text.indexOf("&", at + 1)) {
      const reference = referenceAt(part.text, at);
      if (reference && reference.value === undefined) return true;
    }
  }
  return false;
}

/** The value of an attribute, decoded; undefined when the element has none of that name. */
export function attributeOf({ text }: XmlDocument, { attributes }: XmlElement, name: string): string | undefined {
  const attribute = findAttribute(attributes, name);
  return attribute && decodeReferences(text.slice(attribute.start, attribute.end).replace(/\r\n|[\t\r\n]/g, " "));
}

/** The attribute of a name, prefix included. */
export function findAttribute(attributes: readonly XmlAttribute[], name: string): XmlAttribute | undefined {
  return attributes.find((one) => one.name === name);
}

/** The comments between two offsets where no element is: blanks around them taken off, a line end between them. */
export function commentsIn({ text }: XmlDocument, start: number, end: number): string {
  const comments: string[] = [];
  for (const part of contentOf(text.slice(start, end)))
    if (part.kind === "comment") comments.push(unifyLineEnds(part.text).trim());
  return comments.join("\n");
}

/** Decodes character data: CDATA sections, references and line ends; comments and instructions fall out. */
function decodeContent(raw: string): string {
  if (!raw.includes("<")) return decodeReferences(unifyLineEnds(raw));
  const parts: string[] = [];
  for (const { text, kind } of contentOf(raw)) {
    const plain = unifyLineEnds(text);
    if (kind !== "comment") parts.push(kind === "cdata" ? plain : decodeReferences(plain));
  }
  return parts.join("");
}

/** A piece of character data. */
interface Piece {
  readonly text: string;
  readonly kind: "text" | "cdata" | "comment";
}

/** The pieces of well-formed character data without elements; instructions fall out. */
function* contentOf(raw: string): Generator<Piece> {
  let done = 0;
  for (let at = raw.indexOf("<"); at >= 0; at = raw.indexOf("<", done)) {
    if (at > done) yield { text: raw.slice(done, at), kind: "text" };
    const kind = raw.startsWith("<![CDATA[", at) ? "cdata" : raw.startsWith("<!--", at) ? "comment" : undefined;
    const [open, close] = kind === "cdata" ? [9, "]]>"] : kind === "comment" ? [4, "-->"] : [2, "?>"];
    const end = raw.indexOf(close, at + open);
    if (kind) yield { text: raw.slice(at + open, end), kind };
    done = end + close.length;
  }
  if (done < raw.length) yield { text: raw.slice(done), kind: "text" };
}

function decodeReferences(text: string): string {
  let at = text.indexOf("&");
  if (at < 0) return text;
  const parts: string[] = [];
  let done = 0;
  for (; at >= 0; at = text.indexOf("&", at + 1)) {
    const reference = referenceAt(text, at);
    if (reference?.value === undefined) continue;
    parts.push(text.slice(done, at), reference.value);
    done = reference.end;
  }
  parts.push(text.slice(done));
  return parts.join("");
}

function unifyLineEnds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

const REFERENCES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  // A carriage return that stood as it is would be read as a line end.
  "\r": "&#13;",
};

/**
 * How a file escapes its text: `&` and `<`; `>` where it does so anywhere, and behind `]]`; and by
 * number what its encoding lacks.
 *
 * @param lineEnd what `\n` becomes
 * @param asUsual characters among `>"'` that are escaped when the file refers to them anywhere
 */
export function escapeLike(text: string, lineEnd: string, encoding: Encoding = "utf-8", asUsual = ">"): XmlEscape {
  const usual = [...asUsual].filter((char) => text.includes(REFERENCES[char] ?? "")).join("");
  const special = new RegExp(`[&<\\r${usual}]|(?<=\\]\\])>`, "g");
  return (value) => {
    const escaped = checked(value).replace(special, (char) => REFERENCES[char] ?? char);
    return encoded(escaped, encoding).replaceAll("\n", lineEnd);
  };
}

/** The text as it stands between the quotes of an attribute. @throws as {@link XmlEscape} */
export function escapeAttribute(value: string, quote: string, encoding: Encoding = "utf-8"): string {
  const escaped = checked(value).replace(/[&<>"'\r]/g, (char) =>
    (char === "'" || char === '"') && char !== quote ? char : (REFERENCES[char] ?? char),
  );
  return encoded(escaped, encoding).replace(/[\t\n]/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** The text as a CDATA section; `]]>` is split over two. @throws as {@link XmlEscape} */
export function cdata(value: string, lineEnd: string): string {
  if (value.includes("\r")) throw cannotHold(value, value.indexOf("\r"));
  return `<![CDATA[${checked(value).replaceAll("]]>", "]]]]><![CDATA[>").replaceAll("\n", lineEnd)}]]>`;
}

/** XML with a numeric reference for every character that the encoding lacks. */
export function encoded(xml: string, encoding: Encoding): string {
  if (encoding.startsWith("utf-")) return xml;
  return xml.replace(/[^\0-\x7e]/gu, (char) =>
    hasCharacter(encoding, char) ? char : `&#x${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()};`,
  );
}

function checked(value: string): string {
  const forbidden = forbiddenCharacter(value);
  if (forbidden < 0) return value;
  throw cannotHold(value, forbidden);
}

function cannotHold(value: string, at: number): RouteLmtError {
  const code = value.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0");
  return new RouteLmtError(
    "option-invalid",
    `A value has the character U+${code}, which XML cannot hold there`,
    "Take the character out of the text and run again; nothing was written.",
  );
}
