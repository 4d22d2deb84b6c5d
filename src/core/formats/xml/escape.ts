import { RouteLmtError, said } from "#core/errors.js";
import { type Encoding, hasCharacter } from "#core/text/encoding.js";
import { forbiddenCharacter } from "./tree.js";

/** Escapes a text for XML. @throws {RouteLmtError} `option-invalid` for what XML forbids */
export type XmlEscape = (value: string) => string;

const REFERENCES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  // A raw carriage return would be read as a line end.
  "\r": "&#13;",
};

/**
 * Escapes texts like a file: `&` and `<` always, `>` if the file does and after `]]`, and characters that its encoding
 * lacks by number.
 *
 * @param lineEnd replaces `\n`
 * @param asUsual characters among `>"'` that are escaped if the file escapes them anywhere
 */
export function escapeLike(text: string, lineEnd: string, encoding: Encoding = "utf-8", asUsual = ">"): XmlEscape {
  const usual = [...asUsual].filter((char) => text.includes(REFERENCES[char] ?? "")).join("");
  const special = new RegExp(`[&<\\r${usual}]|(?<=\\]\\])>`, "g");
  return (value) => {
    const escaped = checked(value).replace(special, (char) => REFERENCES[char] ?? char);
    return encoded(escaped, encoding).replaceAll("\n", lineEnd);
  };
}

/** A text as the value of an attribute, without quotes. @throws as {@link XmlEscape} */
export function escapeAttribute(value: string, quote: string, encoding: Encoding = "utf-8"): string {
  const escaped = checked(value).replace(/[&<>"'\r]/g, (char) =>
    (char === "'" || char === '"') && char !== quote ? char : (REFERENCES[char] ?? char),
  );
  return encoded(escaped, encoding).replace(/[\t\n]/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** A text as a CDATA section; `]]>` is split over two. @throws as {@link XmlEscape} */
export function cdata(value: string, lineEnd: string): string {
  if (value.includes("\r")) throw cannotHold(value, value.indexOf("\r"));
  return `<![CDATA[${checked(value).replaceAll("]]>", "]]]]><![CDATA[>").replaceAll("\n", lineEnd)}]]>`;
}

/** Replaces characters that the encoding lacks by numeric references. */
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
    said`A value has the character U+${code}, which XML does not allow there`,
    said`Remove the character from the text and run again; nothing was written.`,
  );
}
