import type { LanguageTag } from "./tag.js";

/** Tags of Windows and VS Code in the private range of ISO 639, which no platform has a name for. */
const QPS = /^qps-(?:ploc[am]?|asia|mirr)$/i;

/** Whether a tag is one of Windows' pseudo-locales, as `qps-ploc`. */
export function isQps(tag: string): boolean {
  return QPS.test(tag);
}

/** Whether a tag is no language but a disguise of one, for tests: `qps-ploc`, or CLDR's regions XA and XB. */
export function isPseudoLocale(tag: LanguageTag): boolean {
  return isQps(tag) || /^[a-z]{2,3}-X[AB]$/.test(tag);
}

/** The language whose plural rules count: of a pseudo-locale English, where the platform would take its own. */
export function withPluralRules(tag: LanguageTag): LanguageTag {
  return isQps(tag) ? "en" : tag;
}
