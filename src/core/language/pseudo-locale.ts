import type { LanguageTag } from "./tag.js";

/** Tags of Windows and VS Code in the private range of ISO 639; no platform has names for them. */
const QPS = /^qps-(?:ploc[am]?|asia|mirr)$/i;

/** Whether a tag is one of Windows' pseudo-locales, such as `qps-ploc`. */
export function isQps(tag: string): boolean {
  return QPS.test(tag);
}

/** Whether a tag is a pseudo-locale, for tests: `qps-ploc`, or one of CLDR's regions XA and XB. */
export function isPseudoLocale(tag: LanguageTag): boolean {
  return isQps(tag) || /^[a-z]{2,3}-X[AB]$/.test(tag);
}

/** The tag to ask for plural rules: English for pseudo-locales, where the platform would use its own locale. */
export function withPluralRules(tag: LanguageTag): LanguageTag {
  return isQps(tag) ? "en" : tag;
}
