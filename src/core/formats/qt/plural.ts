import { formCounts, pluralRuleFor } from "#core/language/gettext-plurals.js";
import type { LanguageTag } from "#core/language/tag.js";

/** Languages with a different number of forms in Qt Linguist than in gettext. */
const FORMS: readonly (readonly [languages: string, count: number])[] = [
  ["bi bo dz fa fj gn hu jv na om su tr tt yo za", 1],
  ["km lo", 2],
  ["dv ga gv ik iu mi mk sa se sm", 3],
  ["mt", 4],
  ["cy", 5],
];
const BY_LANGUAGE = new Map(FORMS.flatMap(([languages, count]) => languages.split(" ").map((one) => [one, count])));

/** The number of `<numerusform>`s in a language, from the table of Qt Linguist 6. */
export function numerusForms(language: LanguageTag): number {
  const [base = ""] = language.split(/[-_@.]/);
  return BY_LANGUAGE.get(base) ?? pluralRuleFor(base).count;
}

/** Numbers that take a form, best first; undefined if Qt's forms differ from gettext's. */
export function numerusCounts(language: LanguageTag, index: number): readonly number[] | undefined {
  const [base = ""] = language.split(/[-_@.]/);
  return BY_LANGUAGE.has(base) ? undefined : formCounts(pluralRuleFor(base), index);
}
