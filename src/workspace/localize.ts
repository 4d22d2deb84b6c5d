/**
 * Puts arguments into an English sentence at `{0}`, `{1}`, … and may translate it: `localized` in the editor,
 * {@link inEnglish} in the command line.
 */
export interface Localize {
  (sentence: string, ...args: (string | number)[]): string;
  /** The language of the sentences, for names of languages; English without it. */
  readonly language?: string;
}

/**
 * The sentence itself.
 *
 * @example
 * inEnglish("{0} of {1}", 3, 4) // "3 of 4"
 */
export const inEnglish: Localize = (sentence, ...args) =>
  sentence.replace(/\{(\d+)\}/g, (place, index) => String(args[Number(index)] ?? place));
