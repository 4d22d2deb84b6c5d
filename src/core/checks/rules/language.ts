import { isPseudoLocale } from "#core/language/pseudo-locale.js";
import type { LanguageTag } from "#core/language/tag.js";
import { BLANK } from "#core/messages/mask.js";
import type { Check, Found } from "../check.js";
import { FUNCTION_WORDS, SHARED_WORDS } from "../function-words.js";
import { otherLetters } from "../other-letters.js";
import type { ReadableText } from "../readable-text.js";
import { HashedWords, wordHashes } from "../word-hashes.js";
import { isInScripts, scriptsOf } from "./script.js";

/** Shorter texts are not judged by script: names may be in any. */
const MIN_LETTERS = 20;
/** Shorter texts are not judged by words. */
const MIN_LETTERS_IN_WORDS = 14;
/** How many function words of another language, and none of the target's, are proof; one less is suspicious. */
const CLEAR = 3;
/** In a text with words of both, how many times as many words of the other language are suspicious. */
const MANY_TIMES = 4;

/** Text in quotation marks; an apostrophe inside a word is not one. */
const QUOTED = /["“„«`][^"”“»`]{1,60}["”“»`]|(?<!\p{L})[‘'][^’']{1,60}[’'](?!\p{L})/gu;

/** The translation is in the script and the language of the target. */
export const language: Check = {
  name: "language",
  title: "The translation is in the script and the language of its file.",
  explanation:
    "A longer text with hardly any letters of the target's script, or with function words of another language and none of its own, is in the wrong language.",
  find: ({ read, target, source, direction }) => {
    // Pseudo-locales are in the language of the source; copies of the source are found by another check.
    if (isPseudoLocale(direction.target)) return [];
    const others = otherLetters(read.target.words, direction.target);
    if (others.count >= CLEAR - 1 && otherLetters(read.source.words, direction.target).count === 0)
      return [foundOther(others.language, direction.target, others.count >= CLEAR)];
    if (target.length < MIN_LETTERS_IN_WORDS || target === source) return [];
    const scripts = scriptsOf(direction.target);
    const isLatin = scripts.includes("Latn");
    // Nearly all texts: in the right script, and without words of another language.
    if (isLatin && !mayBeOther(read.target, direction.target)) return [];
    if (lettersIn(read.target.words).length < MIN_LETTERS_IN_WORDS) return [];
    const judged = lettersIn(withoutNamesOf(read.source.words, read.target.words));
    const own = judged.filter((letter) => isInScripts(letter, scripts)).length;
    const least = isLatin ? 0.5 : 0.1;
    if (judged.length >= MIN_LETTERS && own / judged.length < least) {
      return [{ severity: "error", problem: { code: "other-script", expected: direction.target } }];
    }
    return otherLanguage(read.target.words, read.source.words, direction.target);
  },
};

function lettersIn(text: string): readonly string[] {
  return text.match(/\p{L}/gu) ?? [];
}

/** A text without the words of the source that may be names: a list of names is the same in every script. */
function withoutNamesOf(source: string, target: string): string {
  const names = new Set(source.match(WORD)?.filter((word) => /\p{Lu}/u.test(word)));
  return target.replace(WORD, (word) => (names.has(word) ? BLANK : word));
}

const WORD = /[\p{L}\p{M}]+/gu;

/** How many distinct function words of a language a text has. */
export function countFunctionWords(text: string, tag: string): number {
  return countIn(functionWords(text), FUNCTION_WORDS[tag]);
}

/** Function words of any language. */
const ALL_WORDS: ReadonlySet<string> = new Set(Object.values(FUNCTION_WORDS).flatMap((words) => [...words]));

/** By language: function words of other languages that it lacks. */
const OTHER_WORDS = new Map<LanguageTag, HashedWords>();

function wordsOfOthers(language: LanguageTag): HashedWords {
  let words = OTHER_WORDS.get(language);
  if (!words) {
    words = new HashedWords([...ALL_WORDS].filter((word) => !isWordOf(word, baseOf(language))));
    OTHER_WORDS.set(language, words);
  }
  return words;
}

/** Whether a text, quoted words included, may have enough function words that its language lacks. */
function mayBeOther({ isLatin, words }: ReadableText, language: LanguageTag): boolean {
  return !isLatin || wordsOfOthers(language).count(wordHashes(words, "letters")) >= CLEAR - 1;
}

/** Whether a word may be one of a language. */
function isWordOf(word: string, language: string): boolean {
  return FUNCTION_WORDS[language]?.has(word) === true || SHARED_WORDS[language]?.has(word) === true;
}

function baseOf(language: LanguageTag): string {
  return language.split("-")[0] ?? language;
}

/** The distinct words of a text that are function words of any language. */
function functionWords(text: string): string[] {
  // Quoted words and code do not count, nor do pronouns after a hyphen: `adicioná-la`, `avez-vous`.
  const prose = text
    .toLowerCase()
    .replace(QUOTED, BLANK)
    .replace(/(?<=\p{L})-\p{L}+/gu, BLANK);
  return [...new Set(prose.match(WORD)?.filter((word) => ALL_WORDS.has(word)))];
}

/** How many of some words one language has and another lacks. */
function countIn(
  words: readonly string[],
  language: ReadonlySet<string> | undefined,
  other?: ReadonlySet<string>,
): number {
  return words.filter((word) => language?.has(word) && !other?.has(word)).length;
}

function otherLanguage(words: string, source: string, target: string): Found[] {
  const own = baseOf(target);
  const ownWords = FUNCTION_WORDS[own];
  // Without a list for the target language, the absence of its words proves nothing.
  if (!ownWords) return [];
  const all = functionWords(words);
  const strange = all.filter((word) => !isWordOf(word, own));
  if (strange.length < CLEAR - 1) return [];
  const found = Object.entries(FUNCTION_WORDS).flatMap(([other, otherWords]) => {
    if (other === own) return [];
    const others = countIn(strange, otherWords);
    const mine = countIn(all, ownWords, otherWords);
    if (others < CLEAR - 1 || (mine > 0 && others < MANY_TIMES * mine)) return [];
    // If the source quotes a third language, so does the translation.
    if (other !== "en" && countIn(functionWords(source), otherWords, FUNCTION_WORDS["en"]) >= CLEAR - 1) return [];
    return [{ other, others, isClear: mine === 0 && others >= CLEAR }];
  });
  const [most] = found.sort((a, b) => b.others - a.others);
  if (!most) return [];
  return [foundOther(most.other, target, most.isClear)];
}

function foundOther(found: LanguageTag, expected: LanguageTag, isSure: boolean): Found {
  return { severity: isSure ? "error" : "warning", problem: { code: "other-language", found, expected, isSure } };
}
