import { findProtectedItems } from "../core/messages/mask.js";

/** DeepL leaves the content of this element unchanged. */
export const PROTECTED_TAG = "x";

/**
 * A text as XML, with placeholders, markup and the like in elements that are not translated.
 *
 * @param fixed further words that stay unchanged
 */
export function toXml(text: string, fixed: readonly string[] = []): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end } of findProtectedItems(text, fixed)) {
    pieces.push(escaped(text.slice(done, start)));
    pieces.push(`<${PROTECTED_TAG}>${escaped(text.slice(start, end))}</${PROTECTED_TAG}>`);
    done = end;
  }
  pieces.push(escaped(text.slice(done)));
  return pieces.join("");
}

/** The text of such XML. */
export function fromXml(xml: string): string {
  return xml
    .replace(new RegExp(`</?${PROTECTED_TAG}\\s*/?>`, "g"), "")
    .replace(/&(lt|gt|amp|quot|apos|#39);/g, (_, name: string) => ENTITIES[name] ?? "");
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", "#39": "'" };

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
