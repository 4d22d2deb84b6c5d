import type { LanguageTag } from "../segment.js";

const CATEGORY_ORDER = ["zero", "one", "two", "few", "many", "other"];
const categoriesOf = new Map<string, readonly string[]>();

/** The CLDR plural categories of a language, in CLDR's order. */
export function pluralCategories(language: LanguageTag, ordinal = false): string[] {
  const type = ordinal ? "ordinal" : "cardinal";
  let categories = categoriesOf.get(`${language} ${type}`);
  if (!categories) {
    const found: readonly string[] = new Intl.PluralRules(language, { type }).resolvedOptions().pluralCategories;
    categories = CATEGORY_ORDER.filter((category) => found.includes(category));
    categoriesOf.set(`${language} ${type}`, categories);
  }
  return [...categories];
}
