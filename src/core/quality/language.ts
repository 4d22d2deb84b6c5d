import { languageName } from "../formats/layout.js";
import { isPseudoLocale } from "../formats/pseudo-locale.js";
import { BLANK } from "../protect/mask.js";
import type { Check, Problem } from "./finding.js";
import { FUNCTION_WORDS } from "./function-words.js";
import { scriptsOf } from "./script.js";

/** With fewer letters nobody can tell. */
const FEWEST_LETTERS = 20;
/** So many function words of another language, and none of the target's, are a clear case; one less is a likely one. */
const CLEAR = 3;
const TESTS = new Map<string, RegExp>();

/** The script and the language of the target. */
export const language: Check = {
  name: "language",
  title: "The translation is in the script and the language of its file.",
  explanation:
    "A text of at least twenty letters that is hardly in the script of the target language, or that has function words of another language and none of its own, is in the wrong one.",
  find: ({ read, target, source, direction }) => {
    const letters = read.target.words.match(/\p{L}/gu) ?? [];
    // A pseudo-locale is in the language of its source; a copy of the source is what another check is about.
    if (isPseudoLocale(direction.target)) return [];
    if (letters.length < FEWEST_LETTERS || target === source) return [];
    const own = letters.filter((letter) => isInScripts(letter, scriptsOf(direction.target))).length;
    const least = scriptsOf(direction.target).includes("Latn") ? 0.5 : 0.1;
    if (own / letters.length < least) {
      const message = `hardly any of it is in the script of ${languageName(direction.target)}`;
      return [{ severity: "error", message }];
    }
    return otherLanguage(read.target.words, read.source.words, direction.target);
  },
};

function isInScripts(letter: string, scripts: readonly string[]): boolean {
  return scripts.some((script) => {
    let test = TESTS.get(script);
    if (!test) {
      test = new RegExp(`\\p{Script=${script}}`, "u");
      TESTS.set(script, test);
    }
    return test.test(letter);
  });
}

/** How many different function words of a language a text has. */
export function countFunctionWords(text: string, tag: string): number {
  const known = FUNCTION_WORDS[tag];
  if (!known) return 0;
  // Quoted words and code are no part of a sentence.
  const prose = text.toLowerCase().replace(/["“„«‘'`][^"”“»’'`]{1,60}["”“»’'`]/g, BLANK);
  return new Set((prose.match(/[\p{L}\p{M}]+/gu) ?? []).filter((word) => known.has(word))).size;
}

function otherLanguage(words: string, source: string, target: string): Problem[] {
  const own = target.split("-")[0] ?? target;
  // Without a list of the target's own words, silence says nothing.
  if (!FUNCTION_WORDS[own] || countFunctionWords(words, own) > 0) return [];
  for (const other of Object.keys(FUNCTION_WORDS)) {
    const count = other === own ? 0 : countFunctionWords(words, other);
    if (count < CLEAR - 1) continue;
    // A source that quotes a third language is translated with the quotation in it.
    if (other !== "en" && countFunctionWords(source, other) >= CLEAR - 1) continue;
    const names = `${languageName(other)}, not ${languageName(target)}`;
    if (count >= CLEAR) return [{ severity: "error", message: `it is ${names}` }];
    return [{ severity: "warning", message: `it looks like ${names}` }];
  }
  return [];
}
