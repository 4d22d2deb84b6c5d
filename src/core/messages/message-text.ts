import { keepsName } from "./names.js";
import { type SampledText, withPlaceholders } from "./sample-numbers.js";

/** One text to translate: a whole message, or one branch of an ICU message. */
export interface MessageText {
  readonly text: string;
  /** Literal words to protect besides the known syntaxes: `#` within a plural, quoted syntax. */
  readonly doNotTranslate: readonly string[];
  /** Names in it: the translation has them, too. */
  readonly names: readonly string[];
  /** The numbers in `text` that stand for placeholders, and the text with these. */
  readonly sampled?: { readonly numbers: SampledText; readonly plain: string };
}

/** What the small model is asked for a text. */
export interface Asked {
  readonly text: string;
  readonly doNotTranslate: readonly string[];
}

/**
 * What the small model is asked once more, where its translation will not do: it lost a number that stood for a
 * placeholder, or translated a name. The placeholders and the lost names are protected then, which the
 * first question leaves out: most translations keep them, and are better for knowing what they are.
 *
 * @returns undefined where the translation will do
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

/** A translation with the placeholders for which its text had numbers. */
export function withOwnPlaceholders({ sampled }: MessageText, translation: string): string {
  return (sampled && withPlaceholders(translation, sampled.numbers)) ?? translation;
}
