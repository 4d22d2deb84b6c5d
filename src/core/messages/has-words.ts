import type { LanguageTag } from "../language/tag.js";
import { findProtectedItems } from "./mask.js";

const LETTER = /\p{L}/u;
const LATIN = /\p{Script=Latin}/u;
/** GTK's `<Primary><Shift>s`. */
const KEY_COMBINATION = /^(?:<(?:Primary|Control|Ctrl|Alt|Shift|Super|Meta|Hyper)>){1,8}\w{1,20}$/i;

/**
 * Whether a text contains anything to translate: placeholders, names, digits and punctuation are the same in every
 * language. So is a text without any letter of the source's script, such as `日本語` in an English menu of languages.
 *
 * @param names literal words that are protected besides the known syntaxes
 * @param source the language of the text
 */
export function hasWords(text: string, names: readonly string[], source?: LanguageTag): boolean {
  if (KEY_COMBINATION.test(text)) return false;
  const letter = isLatin(source) ? LATIN : LETTER;
  let from = 0;
  for (const item of findProtectedItems(text, names)) {
    if (letter.test(text.slice(from, item.start))) return true;
    from = item.end;
  }
  return letter.test(text.slice(from));
}

/** Whether a language is written in Latin letters; texts of other languages may use them, too. */
function isLatin(language: LanguageTag | undefined): boolean {
  if (language === undefined) return false;
  let known = latin.get(language);
  if (known === undefined) {
    known = new Intl.Locale(language).maximize().script === "Latn";
    latin.set(language, known);
  }
  return known;
}

const latin = new Map<LanguageTag, boolean>();
