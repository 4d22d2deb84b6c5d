import type { LanguageTag } from "../language/tag.js";
import { findProtectedItems, type ProtectedItem } from "../messages/mask.js";
import type { SmallModel, SmallModelRequest } from "./models.js";

/** Letters from which a single word in capitals is a word like `REFRESH`, and hardly an abbreviation like `JSON`. */
const MIN_LETTERS = 5;

/**
 * A text in capitals as a sentence: the small model has seen few texts in capitals, and puts most of them badly.
 *
 * @param language of the text
 * @param doNotTranslate literal words, left as they are like the protected items
 * @returns undefined for other texts, abbreviations, and writing systems without capitals
 */
export function asSentence(
  text: string,
  language: LanguageTag,
  doNotTranslate: readonly string[] = [],
): string | undefined {
  const letters = mapWords(text, doNotTranslate, (words) => words).words;
  if (/\p{Ll}/u.test(letters)) return undefined;
  const words = letters.match(/\p{Lu}[\p{Lu}\p{M}]+/gu) ?? [];
  if (words.length < 2 && (words[0] ?? "").length < MIN_LETTERS) return undefined;
  let isStart = true;
  return mapWords(text, doNotTranslate, (part, before) => {
    const lower = part
      .toLocaleLowerCase(language)
      .replace(/[.!?…]\s+\p{L}/gu, (start) => start.toLocaleUpperCase(language))
      // English "I" has a capital anywhere.
      .replace(/(?<![\p{L}\p{N}])i(?![\p{L}\p{N}])/gu, (i) => (language.startsWith("en") ? "I" : i));
    isStart ||= before?.kind === "newline";
    return lower.replace(/\p{L}/u, (letter) => {
      const first = isStart ? letter.toLocaleUpperCase(language) : letter;
      isStart = false;
      return first;
    });
  }).text;
}

/** A translation in capitals, but for its protected items. @param language of the translation */
export function inCapitals(text: string, language: LanguageTag, doNotTranslate: readonly string[] = []): string {
  return mapWords(text, doNotTranslate, (part) => part.toLocaleUpperCase(language)).text;
}

/** Changes what is outside the protected items of a text; returns the whole, and that part alone. */
function mapWords(
  text: string,
  doNotTranslate: readonly string[],
  change: (part: string, before: ProtectedItem | undefined) => string,
): { readonly text: string; readonly words: string } {
  let [whole, words, from] = ["", "", 0];
  let before: ProtectedItem | undefined;
  for (const item of [...findProtectedItems(text, doNotTranslate), undefined]) {
    const part = change(text.slice(from, item?.start), before);
    whole += part + (item?.text ?? "");
    words += `${part} `;
    from = item?.end ?? from;
    before = item;
  }
  return { text: whole, words };
}

/** A small model that is asked for texts in capitals as sentences; its translations of them are put in capitals. */
export function withoutCapitals(small: SmallModel): SmallModel {
  return {
    translate: (requests, listener, options, signal) => {
      const changed = new Map<string, SmallModelRequest>();
      const asked = requests.map((request) => {
        const sentence = asSentence(request.text, request.direction.source, request.doNotTranslate);
        if (sentence === undefined) return request;
        changed.set(request.id, request);
        return askedSentence(request, sentence);
      });
      const { translated, ...others } = listener;
      if (!translated || changed.size === 0) return small.translate(asked, listener, options, signal);
      const capitalized: typeof translated = (hypothesis) => {
        const request = changed.get(hypothesis.id);
        if (!request) return translated(hypothesis);
        const text = inCapitals(hypothesis.text, request.direction.target, request.doNotTranslate);
        translated({ ...hypothesis, text });
      };
      return small.translate(asked, { ...others, translated: capitalized }, options, signal);
    },
  };
}

/** The request for a text in capitals as a sentence; forced words look there as they do in it. */
function askedSentence(request: SmallModelRequest, sentence: string): SmallModelRequest {
  const { text, direction, forced } = request;
  if (!forced) return { ...request, text: sentence };
  const words = forced.flatMap((one) => {
    const at = text.indexOf(one.text);
    const first = sentence.slice(at, at + one.text.length);
    const forms = new Set([first, one.text.toLocaleLowerCase(direction.source)]);
    return [...forms].map((form) => ({ ...one, text: form }));
  });
  return { ...request, text: sentence, forced: words };
}
