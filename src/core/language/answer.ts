import type { LanguageTag } from "./tag.js";
import { varietyOf } from "./variety.js";

/** Codes of the same language: Norwegian means Bokmål unless something else is said. */
function canonical(tag: LanguageTag): string {
  return tag.replace(/^no(?=-|$)/, "nb");
}

/** A tag with its variants, and the script and region that CLDR expects. */
function maximized(tag: LanguageTag): string {
  try {
    return new Intl.Locale(canonical(tag)).maximize().toString();
  } catch {
    return tag;
  }
}

/** Whether two tags name one language: `no` and `nb`, `zh-TW` and `zh-Hant`, `de` and `de-DE`. */
export function isSameLanguage(a: LanguageTag, b: LanguageTag): boolean {
  return a === b || maximized(a) === maximized(b);
}

/** Regions whose variety a language without a region can mean, besides the one that CLDR expects. */
const HOMES: Readonly<Record<string, string>> = { en: "GB", pt: "PT" };

/**
 * Finds a wanted language among others: itself if possible, otherwise one that means the same. `de` is answered by
 * `de-DE`, `de-DE` by `de`. `pt-BR` is not answered by `pt`, which often is European, nor `fr` by `fr-CA`.
 *
 * @example
 * answering("de", ["de-AT", "de-DE", "fr"]) // "de-DE"
 * answering("en", ["en-GB", "fr"]) // "en-GB"
 * answering("pt-BR", ["pt", "pt-PT"]) // undefined
 */
export function answering(wanted: LanguageTag, there: readonly LanguageTag[]): LanguageTag | undefined {
  const exact = there.find((one) => one === wanted) ?? there.find((one) => canonical(one) === canonical(wanted));
  const own = varietyOf(wanted);
  if (exact !== undefined || !own) return exact;
  // A variant is answered by itself alone; at most, its usual region is added or left out.
  if (hasVariant(wanted)) return there.find((one) => isSameLanguage(one, wanted));
  const isBare = !own.namesRegion && !own.namesScript;
  // A bare tag does not say which of the two Portuguese standards a file follows.
  const isUnclear = (one: LanguageTag): boolean => own.language === "pt" && !isBare && one === "pt";
  const same = there.find((one) => isSameLanguage(one, wanted) && !isUnclear(one));
  return same ?? (isBare ? there.find((one) => one === `${own.language}-${HOMES[own.language]}`) : undefined);
}

function hasVariant(tag: LanguageTag): boolean {
  return tag.split("-").some((part) => /^(?:x|\d\w{3}|\w{5,8})$/.test(part));
}
