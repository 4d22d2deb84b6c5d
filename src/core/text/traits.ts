/**
 * The kinds of characters in a text, found in one pass, so that searches for other kinds can be skipped. Most interface
 * texts are just letters and blanks.
 */

/** Kinds of characters, one bit each. A text may lack some of its traits, but has no others. */
export type TextTraits = number;

/** ASCII characters that each have their own bit: those used in syntaxes and code. */
const MARKS = "%$#{<&\\-/._@:|[](=`'?;>";

/** A digit, also of a superscript or fraction. */
export const DIGIT: TextTraits = 1 << MARKS.length;
/** A tab or a line break. */
export const BREAK: TextTraits = DIGIT << 1;
/** Invisible: controls, zero-width and bidirectional characters, private use, lone surrogates. */
export const HIDDEN: TextTraits = DIGIT << 2;
/** An ASCII capital right after a lower-case letter. */
export const INNER_CAPITAL: TextTraits = DIGIT << 3;
/** A full stop right before an ASCII letter or digit, as in file names. */
export const INNER_STOP: TextTraits = DIGIT << 4;
/** Neither Latin nor common punctuation: other scripts, combining marks, symbols. */
export const FOREIGN: TextTraits = DIGIT << 5;
/** An ASCII digit right before or after an ASCII letter, as in keys and hashes. */
export const INNER_DIGIT: TextTraits = DIGIT << 6;

/** The end of the table, and of all letters that are not {@link FOREIGN}; characters after it may be anything. */
export const END = 0x20ad;
const ANYTHING = FOREIGN | HIDDEN | DIGIT;

/** Traits by ranges of UTF-16 code units, from the first to the last; later ones replace earlier ones. */
const RANGES: readonly (readonly [first: number, last: number, traits: TextTraits])[] = [
  [0, END, FOREIGN | DIGIT],
  [0x20, 0x7e, 0],
  // The digits, and Latin letters with the punctuation of Latin-1; not © and ®, which are symbols, and µ.
  [0x30, 0x39, DIGIT],
  [0xa0, 0x2af, 0],
  [0xa9, 0xa9, FOREIGN],
  [0xae, 0xae, FOREIGN],
  [0xb5, 0xb5, FOREIGN],
  // Superscript digits and fractions: numbers of another kind.
  [0xb2, 0xb3, DIGIT],
  [0xb9, 0xb9, DIGIT],
  [0xbc, 0xbe, DIGIT],
  [0x1e00, 0x1eff, 0],
  // Dashes, quotes, the ellipsis, the narrow space and the sign of the euro.
  [0x2010, 0x2027, 0],
  [0x202f, 0x203a, 0],
  [0x20ac, 0x20ac, 0],
  [0, 0x1f, HIDDEN],
  [0x7f, 0x9f, HIDDEN],
  [0x61c, 0x61c, HIDDEN | FOREIGN],
  [0x115f, 0x1160, HIDDEN | FOREIGN],
  [0x180e, 0x180e, HIDDEN | FOREIGN],
  [0x200b, 0x200f, HIDDEN | FOREIGN],
  [0x2028, 0x202e, HIDDEN | FOREIGN],
  [0x2060, 0x206f, HIDDEN | FOREIGN],
  [0x09, 0x0a, BREAK],
  [0x0d, 0x0d, BREAK],
];

const TABLE = new Int32Array(END);
for (const [first, last, traits] of RANGES) TABLE.fill(traits, first, last + 1);
for (const [index, mark] of [...MARKS].entries()) TABLE[mark.charCodeAt(0)] = 1 << index;

/** Kinds of characters that have a trait if they are neighbours; all others are 0. */
const [SMALL, CAPITAL, FIGURE, STOP] = [1, 2, 3, 4];
const KINDS = new Uint8Array(END);
KINDS.fill(SMALL, 0x61, 0x7b).fill(CAPITAL, 0x41, 0x5b).fill(FIGURE, 0x30, 0x3a).fill(STOP, 0x2e, 0x2f);

/** Traits of two neighbours, by the kind of the first and the second, with three bits each. */
const NEIGHBOURS = new Int32Array(64);
for (const [before, after, traits] of [
  [SMALL, CAPITAL, INNER_CAPITAL],
  [STOP, SMALL, INNER_STOP],
  [STOP, CAPITAL, INNER_STOP],
  [STOP, FIGURE, INNER_STOP],
  [SMALL, FIGURE, INNER_DIGIT],
  [CAPITAL, FIGURE, INNER_DIGIT],
  [FIGURE, SMALL, INNER_DIGIT],
  [FIGURE, CAPITAL, INNER_DIGIT],
] as const)
  NEIGHBOURS[(before << 3) | after] = traits;

/** The traits of a text. */
export function traitsOf(text: string): TextTraits {
  let traits = 0;
  let before = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const kind = code < END ? (KINDS[code] as number) : 0;
    traits |= (code < END ? (TABLE[code] as number) : ANYTHING) | (NEIGHBOURS[(before << 3) | kind] as number);
    before = kind;
  }
  return traits;
}

/** The traits of a text with these characters; those without a bit of their own are ignored. */
export function traitsWith(characters: string): TextTraits {
  let traits = 0;
  for (const character of characters) {
    const index = MARKS.indexOf(character);
    if (index >= 0) traits |= 1 << index;
  }
  return traits;
}
