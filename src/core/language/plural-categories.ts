import { withPluralRules } from "./pseudo-locale.js";
import type { LanguageTag } from "./tag.js";

const CATEGORY_ORDER = ["zero", "one", "two", "few", "many", "other"];
const categoriesOf = new Map<string, readonly string[]>();

/** The CLDR plural categories of a language, in CLDR's order. */
export function pluralCategories(language: LanguageTag, ordinal = false): string[] {
  const type = ordinal ? "ordinal" : "cardinal";
  let categories = categoriesOf.get(`${language} ${type}`);
  if (!categories) {
    const found: readonly string[] = new Intl.PluralRules(withPluralRules(language), { type }).resolvedOptions()
      .pluralCategories;
    categories = CATEGORY_ORDER.filter((category) => found.includes(category));
    categoriesOf.set(`${language} ${type}`, categories);
  }
  return [...categories];
}

/** Counts are usually whole numbers up to this. */
const MAX_COUNT = 200;
const countsOf = new Map<string, readonly number[]>();

/**
 * The whole numbers of a category, up to 200. Some categories have none: French `many` is for millions, Czech
 * `many` for fractions.
 */
export function usualCounts(language: LanguageTag, category: string, ordinal = false): readonly number[] {
  const type = ordinal ? "ordinal" : "cardinal";
  const name = `${language} ${type} ${category}`;
  let counts = countsOf.get(name);
  if (!counts) {
    const rules = new Intl.PluralRules(withPluralRules(language), { type });
    counts = Array.from({ length: MAX_COUNT + 1 }, (_, n) => n).filter((n) => rules.select(n) === category);
    countsOf.set(name, counts);
  }
  return counts;
}
