import { keepsName } from "./names.js";
import { type SampledText, withPlaceholders } from "./sample-numbers.js";

/** One text to translate: a whole message, or one branch of an ICU message. */
export interface MessageText {
  readonly text: string;
  /** Literal words to protect besides the known syntaxes: `#` within a plural, quoted syntax. */
  readonly doNotTranslate: readonly string[];
  /** Names in it, which the translation must contain. */
  readonly names: readonly string[];
  /** The numbers that replace placeholders in `text`, and the text with the placeholders. */
  readonly sampled?: { readonly numbers: SampledText; readonly plain: string };
}

/** The small model's request for a text. */
export interface Asked {
  readonly text: string;
  readonly doNotTranslate: readonly string[];
}

/**
 * The second request for a text whose translation lost a number that replaced a placeholder, or translated a name.
 * It protects the placeholders and the lost names. The first request does not: most translations keep them anyway,
 * and are better because the model sees what they are.
 *
 * @returns undefined if the translation is fine
 */
export function askAgain(
  { text, doNotTranslate, names, sampled }: MessageText,
  translation: string,
): Asked | undefined {
  const lost = names.filter((name) => !keepsName(translation, name));
  const hasNumbers = !sampled || withPlaceholders(translation, sampled.numbers) !== undefined;
  if (lost.length === 0 && hasNumbers) return undefined;
  return { text: hasNumbers ? text : (sampled?.plain ?? text), doNotTranslate: [...doNotTranslate, ...lost] };
}

/** Puts the placeholders back in place of the numbers in a translation. */
export function withOwnPlaceholders({ sampled }: MessageText, translation: string): string {
  return (sampled && withPlaceholders(translation, sampled.numbers)) ?? translation;
}
