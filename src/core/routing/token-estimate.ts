import { COMMON_WORDS } from "./common-words.js";

/**
 * The most tokens that a text can have for a large model. Words are counted by their letters; everything else (digits,
 * punctuation, other scripts, non-words) as one token per UTF-8 byte, which is how tokenizers split what they do not
 * know. It is meant for many texts together: `test/properties/token-estimate.property.test.ts` compares requests with
 * real tokenizers.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const [piece, word] of text.matchAll(PIECES)) tokens += word === undefined ? bytesOf(piece) : wordTokens(word);
  return Math.ceil(tokens);
}

/**
 * Escapes as JSON has them; words of ASCII and of usual Cyrillic letters, and those of Western Europe, where a blank before
 * a word belongs to it; single characters.
 */
const PIECES = /\\u[\da-f]{4}| ?([A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0400-\u045f]+)|./gsu;
/** `Price`, `HTML`, `price`: the parts of `PriceHTML`. */
const HUMPS = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g;
/** What words do not have, whatever their language. */
const NO_WORD = /[bcdfghj-np-tv-xz]{5}|^[^aeiouy]+$|q[^u]|[jqvx]{2}|(.)\1\1/i;
/** A letter for each token, at least: of short words, of long ones, which are rarer, and of words in capitals. */
const LETTERS = { short: 3, long: 2.4, capitals: 2 };
const LONG = 9;
/**
 * Tokens of an ASCII letter next to others, and at most of one of the other letters; of their capitals, only the first
 * of a word.
 */
const [ASCII_LETTER, OTHER_LETTER, OTHER_CAPITAL] = [0.5, 1, 2];

function wordTokens(word: string): number {
  if (!/^[a-z]+$/i.test(word)) return lettersOf(word);
  if (COMMON_WORDS.has(word.toLowerCase()) && /^.[a-z]+$/.test(word)) return 1;
  if (NO_WORD.test(word)) return word.length;
  const humps = word.match(HUMPS) ?? [];
  if (humps.length > 1 && humps.some((hump) => hump.length < 3)) return word.length;
  return humps.reduce((sum, hump) => sum + humpTokens(hump), 0);
}

function humpTokens(hump: string): number {
  const { length } = hump;
  if (length > 1 && hump === hump.toUpperCase()) return Math.ceil(length / LETTERS.capitals);
  return Math.ceil(length / (length > LONG ? LETTERS.long : LETTERS.short));
}

/** A word with letters beyond ASCII. */
function lettersOf(word: string): number {
  let tokens = 0;
  let isCapital = false;
  for (const letter of word) {
    const isOther = letter >= "\u0080";
    // Words in capitals are rare, and most of their letters are tokens of their bytes.
    tokens += !isOther ? ASCII_LETTER : isCapital && isUpper(letter) ? OTHER_CAPITAL : OTHER_LETTER;
    isCapital = isUpper(letter);
  }
  return tokens;
}

function isUpper(letter: string): boolean {
  return letter !== letter.toLowerCase();
}

/** UTF-8 bytes of one character, or of an escape; a lone surrogate is written as U+FFFD. An encoder takes many times longer for each. */
function bytesOf(character: string): number {
  if (character.length > 2) return character.length;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
