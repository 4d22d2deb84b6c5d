import type { Formality } from "../language/address-markers.js";
import type { PreparedSegment } from "./prepare.js";

/**
 * What a large model is asked of a segment, as a SHA-256 in hexadecimal digits: the same from any provider of the
 * model, in any run and file. Keys and neighbours, which only help, are no part of it.
 *
 * @param model its name
 */
export function questionOf(prepared: PreparedSegment, model: string): Promise<string> {
  return questionIn(prepared, model, prepared.segment.formality);
}

/**
 * Questions whose answers, if they were paid for, do as well: a form of address that was found in the translations that
 * are there may be found only now, as a run that was broken off wrote some of them.
 */
export function likeQuestions(prepared: PreparedSegment, model: string): Promise<string[]> {
  if (!prepared.isFormalityFound) return Promise.resolve([]);
  const others = prepared.segment.formality ? [undefined] : FORMS;
  return Promise.all(others.map((form) => questionIn(prepared, model, form)));
}

const FORMS: readonly Formality[] = ["formal", "informal"];

async function questionIn(
  { segment, parts }: PreparedSegment,
  model: string,
  formality: Formality | undefined,
): Promise<string> {
  const { direction, context, maxLength, terms = [] } = segment;
  const asked = [
    model,
    direction.source,
    direction.target,
    formality ?? "",
    parts.texts.map(({ text }) => text),
    context ?? "",
    maxLength ?? "",
    terms.map(({ source, targets }) => [source, targets]),
  ];
  const bytes = new TextEncoder().encode(JSON.stringify(asked));
  const hash = await globalThis.crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
