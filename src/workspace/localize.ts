import { type Choice, type Said, sayIn } from "../core/errors.js";
import { formatList, formatMessage } from "../core/language/format-message.js";
import { varietyName } from "../core/language/variety.js";
import { dollars } from "../core/routing/amount.js";

/**
 * Puts arguments into an English sentence (as {@link formatMessage} does) and may translate it: `localized` in the editor,
 * {@link inEnglish} in the command line. Numbers are written as the language writes them.
 */
export interface Localize {
  (sentence: string, ...args: (string | number)[]): string;
  /** The language of the sentences, for names, numbers and lists. Without it: English, as programs read it. */
  readonly language?: string;
}

/**
 * The sentence itself.
 *
 * @example
 * inEnglish("{0} of {1}", 3, 4) // "3 of 4"
 */
export const inEnglish: Localize = (sentence, ...args) => formatMessage(sentence, args);

/** The text of a failure. @param choices the front end's names for choices; by default those of the command line */
export function saidText(said: Said, t: Localize, choices?: Readonly<Record<Choice, string>>): string {
  return sayIn(said, {
    put: t,
    list: (items) => formatList(items, t.language),
    dollars: (amount) => dollars(amount, t.language),
    language: (tag) => varietyName(tag, t.language),
    ...(choices ? { choices } : {}),
  });
}

/** The members of a union that may have a code. */
type WithCode<Coded extends { readonly code: string }, Code> = Coded extends unknown
  ? Code extends Coded["code"]
    ? Coded
    : never
  : never;

/** A sentence for each code of a union, made of the code's data. */
export type Sentences<Coded extends { readonly code: string }> = {
  readonly [Code in Coded["code"]]: (data: WithCode<Coded, Code>, t: Localize) => string;
};

/** The sentence for a code, with the code's data. */
export function say<Coded extends { readonly code: string }>(
  sentences: Sentences<Coded>,
  data: Coded,
  t: Localize,
): string {
  // The compiler cannot see that the entry at a code takes the data of that code.
  const sentence = sentences[data.code as Coded["code"]] as (one: Coded, localize: Localize) => string;
  return sentence(data, t);
}
