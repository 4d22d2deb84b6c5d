import { findProtectedItems } from "./mask.js";

const LETTER = /\p{L}/u;
/** GTK's `<Primary><Shift>s`. */
const KEY_COMBINATION = /^(?:<(?:Primary|Control|Ctrl|Alt|Shift|Super|Meta|Hyper)>){1,8}\w{1,20}$/i;

/**
 * Whether a text contains anything to translate: placeholders, names, digits and punctuation are the same in every
 * language.
 *
 * @param names literal words that are protected besides the known syntaxes
 */
export function hasWords(text: string, names: readonly string[]): boolean {
  if (KEY_COMBINATION.test(text)) return false;
  let from = 0;
  for (const item of findProtectedItems(text, names)) {
    if (LETTER.test(text.slice(from, item.start))) return true;
    from = item.end;
  }
  return LETTER.test(text.slice(from));
}
