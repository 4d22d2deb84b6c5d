import type { Encoding } from "#core/text/encoding.js";
import { lineEndOf } from "#core/text/splice.js";
import type { Edit } from "../format.js";
import { cdata, encoded, escapeAttribute, escapeLike } from "./escape.js";
import { markupXml } from "./markup.js";
import type { XmlDocument, XmlElement } from "./tree.js";

/** Turns values into XML in the style of a file. @throws {RouteLmtError} `option-invalid` for forbidden characters */
export interface XmlWriter {
  readonly lineEnd: string;
  /** A text; in a CDATA section if its element contains only that. */
  text(value: string, element?: XmlElement): string;
  /** A text with a CDATA section where another content has one: around all of it, or around its markup. */
  textLike(value: string, inner: string): string;
  /** A fragment of XML; stray `&` and `<` are escaped. */
  markup(value: string): string;
  /** The value of an attribute, for the given quotes. */
  attribute(value: string, quote: string): string;
  /** The contents of an element for an edit. */
  inner(edit: Pick<Edit, "value" | "markup">, element?: XmlElement): string;
}

/**
 * Writes in the style of a document.
 *
 * @param encoding characters that it lacks are written as numeric references
 * @param asUsual as in {@link escapeLike}
 */
export function writerFor({ text, entities }: XmlDocument, encoding: Encoding = "utf-8", asUsual?: string): XmlWriter {
  const lineEnd = lineEndOf(text);
  const escapeText = escapeLike(text, lineEnd, encoding, asUsual);
  const writer: XmlWriter = {
    lineEnd,
    text: (value, element) =>
      element === undefined
        ? escapeText(value)
        : writer.textLike(value, text.slice(element.innerStart, element.innerEnd)),
    textLike: (value, inner) => {
      // A CDATA section has no references.
      if (!inner.includes("<![CDATA[") || value.includes("\r") || encoded(value, encoding) !== value)
        return escapeText(value);
      if (isCdata(inner)) return cdata(value, lineEnd);
      const [start, end] = [value.search(/[<&]/), Math.max(value.lastIndexOf(">"), value.lastIndexOf("&")) + 1];
      if (start < 0 || end <= start) return escapeText(value);
      return escapeText(value.slice(0, start)) + cdata(value.slice(start, end), lineEnd) + escapeText(value.slice(end));
    },
    markup: (value) => markupXml(value, entities, lineEnd, encoding),
    attribute: (value, quote) => escapeAttribute(value, quote, encoding),
    inner: ({ value, markup }, element) => (markup ? writer.markup(value) : writer.text(value, element)),
  };
  return writer;
}

function isCdata(inner: string): boolean {
  const trimmed = inner.trim();
  return trimmed.startsWith("<![CDATA[") && trimmed.endsWith("]]>");
}

/** Attributes in the given quotes; those without a value are left out. @throws as {@link XmlWriter} */
export function attributesXml(all: Record<string, string | undefined>, writer: XmlWriter, quote: string): string {
  return Object.entries(all)
    .map(([name, value]) => (value === undefined ? "" : ` ${name}=${quote}${writer.attribute(value, quote)}${quote}`))
    .join("");
}

/** The quotes that a file puts around attributes; `"` if no element shows them. */
export function attributeQuote({ text }: XmlDocument, element: XmlElement | undefined): string {
  const attribute = element?.attributes[0];
  return attribute && text[attribute.start - 1] === "'" ? "'" : '"';
}
