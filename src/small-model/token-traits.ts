import type { LanguageTag } from "../core/language/tag.js";

/** Characters that placeholders, tags, entities and escapes are made of. */
const SYNTAX = [..."%{}$<>\\@#&"];
const ANY_SYNTAX = /[%{}$<>\\@#&]/;

/** Scripts that the bundled model can write, with punctuation that only they use. */
const SCRIPTS = [
  /\p{Script=Cyrillic}/u,
  /\p{Script=Han}|[\u3000-\u303f\uff00-\uffef]/u,
  /[\p{Script=Hiragana}\p{Script=Katakana}\u30fc]/u,
];
const [CYRILLIC, HAN, KANA] = SCRIPTS.map((_, index) => 1 << (SYNTAX.length + index)) as [number, number, number];
/** Any other script except Latin, and single bytes, which spell characters without a token. */
const OTHER = 1 << (SYNTAX.length + SCRIPTS.length);
/** All scripts except Latin. */
export const ALL_SCRIPTS = CYRILLIC | HAN | KANA | OTHER;
/** A token without text. */
export const CONTROL = OTHER << 1;

const BYTE = /^<0x[\dA-F]{2}>$/;
/** Beyond ASCII and the mark of a word's beginning: what only such characters can have is not looked for elsewhere. */
const BEYOND_ASCII = /[^ -~\u2581]/;
const FOREIGN_LETTER = /\p{L}/u;
const KNOWN_LETTER =
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Common}]/u;

/** Scripts that a language is written in, besides Latin, which is always allowed. */
const SCRIPTS_OF: Readonly<Record<string, number>> = {
  be: CYRILLIC,
  bg: CYRILLIC,
  ja: HAN | KANA | OTHER,
  kk: CYRILLIC,
  mk: CYRILLIC,
  ru: CYRILLIC,
  sr: CYRILLIC,
  uk: CYRILLIC,
  zh: HAN | OTHER,
};
/** Languages that are written only in the Latin script. */
const LATIN = new Set(
  "af ca cs da de en es et eu fi fr ga gl hr hu id is it lt lv ms nb nl nn no pl pt ro sk sl sq sv tr vi".split(" "),
);

/**
 * Traits that exclude a token from some hypotheses: bits for the syntax characters that it spells, for its scripts,
 * and for tokens without text.
 */
export function traitsOf(token: string): number {
  // An ASCII byte has a token that spells it; as a byte it could write placeholder syntax.
  if (BYTE.test(token)) return Number(token.slice(1, -1)) < 0x80 ? OTHER | CONTROL : OTHER;
  let traits = syntaxIn(token);
  if (!BEYOND_ASCII.test(token)) return traits;
  for (const [index, script] of SCRIPTS.entries()) if (script.test(token)) traits |= 1 << (SYNTAX.length + index);
  for (const char of token) if (FOREIGN_LETTER.test(char) && !KNOWN_LETTER.test(char)) traits |= OTHER;
  return traits;
}

/**
 * Traits that a hypothesis must not have: a syntax character that the source lacks would add a
 * placeholder, and a script that neither the target language nor the source uses is never right.
 *
 * @param source masked text
 * @param sourceTraits the combined traits of all its tokens
 */
export function bannedTraits(source: string, sourceTraits: number, target: LanguageTag): number {
  const language = target.split("-")[0] as string;
  const own = LATIN.has(language) ? 0 : (SCRIPTS_OF[language] ?? ALL_SCRIPTS);
  const syntax = ((1 << SYNTAX.length) - 1) & ~syntaxIn(source);
  return CONTROL | syntax | (ALL_SCRIPTS & ~own & ~sourceTraits);
}

function syntaxIn(text: string): number {
  if (!ANY_SYNTAX.test(text)) return 0;
  return SYNTAX.reduce((traits, char, index) => (text.includes(char) ? traits | (1 << index) : traits), 0);
}
