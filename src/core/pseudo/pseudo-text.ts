import { findProtectedItems } from "../messages/mask.js";
import type { MessageText } from "../messages/message-text.js";

/** How much longer a text gets, as translations from English do. */
const EXPANSION = 0.35;

const PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED = "åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ";
const ACCENTS = new Map([...PLAIN].map((letter, index) => [letter, [...ACCENTED][index] ?? letter]));
const VOWELS = /[aeiou]/i;
/** Padding for texts with too few vowels to double. */
const FILLER = "~";

/** What is done to a text; less if there is no room, or if it would change what the text is. */
export interface PseudoStyle {
  readonly accents: boolean;
  readonly brackets: boolean;
  readonly longer: boolean;
}

/** From the full disguise down to the text itself. */
export const PSEUDO_STYLES: readonly PseudoStyle[] = [
  { accents: true, brackets: true, longer: true },
  { accents: true, brackets: true, longer: false },
  { accents: true, brackets: false, longer: false },
  { accents: false, brackets: true, longer: false },
  { accents: false, brackets: false, longer: false },
];

/**
 * A text in disguise: `Save {name}` is `[Šåṽé {name}]`. A letter without an accent did not come
 * from the file, a missing bracket was cut off, and doubled vowels make it a third longer. Protected
 * items stay as they are. The same text always gives the same.
 */
export function pseudoText({ text, doNotTranslate }: MessageText, style: PseudoStyle): string {
  const plain: string[] = [];
  const items: string[] = [];
  let done = 0;
  for (const item of findProtectedItems(text, doNotTranslate)) {
    plain.push(text.slice(done, item.start));
    items.push(item.text);
    done = item.end;
  }
  plain.push(text.slice(done));
  const length = plain.reduce((sum, part) => sum + part.length, 0);
  const brackets = style.brackets ? 2 : 0;
  // Short labels grow by their brackets alone.
  const wanted = style.longer ? Math.max(0, Math.round(EXPANSION * length) - brackets) : 0;
  let seen = 0;
  let added = 0;
  const disguised = plain.map((part) => {
    let result = "";
    for (const letter of part) {
      const shown = style.accents ? (ACCENTS.get(letter) ?? letter) : letter;
      seen += letter.length;
      // Spread over the whole text; a vowel is three times at most.
      const due = VOWELS.test(letter) ? Math.min(2, Math.floor((wanted * seen) / length) - added) : 0;
      result += shown + shown.repeat(Math.max(0, due)).toLowerCase();
      added += Math.max(0, due);
    }
    return result;
  });
  const middle = disguised.map((part, index) => part + (items[index] ?? "")).join("") + FILLER.repeat(wanted - added);
  return style.brackets ? `[${middle}]` : middle;
}
