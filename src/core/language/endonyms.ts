/** Languages' own names that differ from their English names; those in other scripts have no Latin letter. */
const LATIN =
  "azərbaycan dili|azərbaycanca|bahasa indonesia|bahasa melayu|bosanski|català|corsu|cymraeg|dansk|davvisámegiella|" +
  "deutsch|eesti|español|euskara|føroyskt|français|frysk|furlan|gaeilge|galego|gàidhlig|hrvatski|íslenska|italiano|" +
  "kiswahili|kreyòl ayisyen|kurdî|latviešu|lëtzebuergesch|lietuvių|magyar|malti|nederlands|norsk|norsk bokmål|norsk nynorsk|" +
  "nynorsk|o‘zbek|oʻzbek|ozbek|o'zbek|polski|português|română|shqip|slovenčina|slovenščina|soomaali|srpski|suomi|svenska|" +
  "tiếng việt|türkçe|türkmençe|valencià|vlaams|čeština";
const NAMES: ReadonlySet<string> = new Set(LATIN.split("|"));
/** The region or script after a name: `Português (Brasil)`, `Español - México`. */
const REGION = /\s*(?:\([^()]{2,40}\)|[-–—]\s[^-–—]{2,40})$/u;

/**
 * Whether a text is the name of a language in that language, as in a menu of languages, where it is the same in every
 * translation. Names in Latin letters only; `English` does not count, because the text may be about English.
 *
 * @example
 * isEndonym("Português (Brasil)") // true
 * isEndonym("German") // false
 */
export function isEndonym(text: string): boolean {
  if (text.length > 60) return false;
  return NAMES.has(text.replace(REGION, "").trim().toLowerCase().normalize("NFC"));
}
