import type { Formality } from "../language/address-markers.js";
import type { PreparedSegment } from "./prepared-segment.js";

/**
 * What a large model is asked about a segment, as a hexadecimal SHA-256: the same for any provider of the model, in any
 * run and file. Keys and neighbours, which are only hints, do not count.
 *
 * @param model its name
 */
export function questionOf(prepared: PreparedSegment, model: string): Promise<string> {
  return questionIn(prepared, model, prepared.segment.formality);
}

/**
 * Other questions whose paid answers can be used: a derived form of address may be known only now, after an interrupted
 * run wrote some translations.
 */
export function likeQuestions(prepared: PreparedSegment, model: string): Promise<string[]> {
  if (!prepared.isFormalityFound) return Promise.resolve([]);
  const others = prepared.segment.formality ? [undefined] : FORMS;
  return Promise.all(others.map((form) => questionIn(prepared, model, form)));
}

/** All questions whose answers can be used for a segment, its own first. */
export async function questionsOf(prepared: PreparedSegment, model: string): Promise<string[]> {
  return [await questionOf(prepared, model), ...(await likeQuestions(prepared, model))];
}

/**
 * The answer to one of a segment's questions; undefined if there is none for each of its texts.
 *
 * @param questions as {@link questionsOf}
 */
export function paidAnswer(
  { parts }: PreparedSegment,
  questions: readonly string[],
  answers: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  const texts = questions.map((question) => answers.get(question)).find((one) => one !== undefined);
  return texts?.length === parts.texts.length ? texts : undefined;
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
