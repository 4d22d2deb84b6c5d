import type { PreparedSegment } from "./prepare.js";

/**
 * What a large model is asked of a segment, as a SHA-256 in hexadecimal digits: the same from any provider of the
 * model, in any run and file. Keys and neighbours, which only help, are no part of it; nor is a form of address that was
 * found in the translations that are there: after a run that was broken off there are more of them, with its own.
 *
 * @param model its name
 */
export async function questionOf(
  { segment, parts, isFormalityFound }: PreparedSegment,
  model: string,
): Promise<string> {
  const { direction, formality, context, maxLength, terms = [] } = segment;
  const asked = [
    model,
    direction.source,
    direction.target,
    (isFormalityFound ? undefined : formality) ?? "",
    parts.texts.map(({ text }) => text),
    context ?? "",
    maxLength ?? "",
    terms.map(({ source, targets }) => [source, targets]),
  ];
  const bytes = new TextEncoder().encode(JSON.stringify(asked));
  const hash = await globalThis.crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
