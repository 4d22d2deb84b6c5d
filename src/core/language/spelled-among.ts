import { readSpelling, spell } from "./spelling.js";
import type { LanguageTag } from "./tag.js";
import { commonTraits } from "./tag-traits.js";
import { withRegion } from "./variety.js";

/**
 * A language in the spelling of others in the same file: with a region if all of them have one.
 *
 * @param others the languages with their spellings
 * @example
 * spelledAmong("fr", [["en-GB", "en_GB"], ["de-DE", "de_DE"]]) // "fr_FR"
 * spelledAmong("pt-BR", [["en", "en"], ["zh-CN", "zh-cn"]]) // "pt-br"
 */
export function spelledAmong(language: LanguageTag, others: readonly (readonly [LanguageTag, string])[]): string {
  const isRegional = others.every(([tag]) => tag.includes("-"));
  const traits = commonTraits(others.map(([, word]) => readSpelling(word)?.traits ?? {}));
  return spell(isRegional ? withRegion(language) : language, traits);
}
