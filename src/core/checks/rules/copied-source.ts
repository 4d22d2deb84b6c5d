import type { Check } from "../check.js";
import { areEnglishAlone } from "../english-words.js";
import { countFunctionWords } from "./language.js";
import { isInScripts, scriptsOf } from "./script.js";

/** A sentence of the source was not translated. */
export const copiedSource: Check = {
  name: "copied-source",
  title: "The translation is not a copy of the source.",
  explanation:
    "A sentence that is identical to its source, or a label made of English words only, was most likely not translated. Names, numbers, codes, do-not-translate words and short labels, which languages often share, are allowed.",
  find: ({ read, source, target, direction, terms }) => {
    if (!isCopy(source, target)) return [];
    const [from, to] = [direction.source, direction.target].map((tag) => tag.split("-")[0] ?? tag);
    if (from === to) return [];
    let words = read.source.words;
    for (const { source: term, targets } of terms) if (targets.includes(term)) words = words.replaceAll(term, " ");
    const prose = words.match(/(?<![\p{L}\p{N}_.@/\\-])\p{L}?\p{Ll}+(?![\p{L}\p{N}_@/\\-])/gu) ?? [];
    // Languages of different scripts share no words.
    const fewest = isInScripts("a", scriptsOf(direction.target).slice(0, 1)) ? 3 : 2;
    if (from === "en" && areEnglishAlone(words.toLowerCase().match(/\p{L}[\p{L}'’]*/gu) ?? [], to ?? ""))
      return [{ severity: "warning", problem: { code: "copied" } }];
    if (prose.length < fewest) return [];
    const isEnglish = from === "en" ? countFunctionWords(words, "en") > 0 : true;
    const isLong = prose.filter((word) => /^\p{Ll}/u.test(word)).length >= (fewest === 2 ? 1 : 4);
    return isEnglish || isLong ? [{ severity: "warning", problem: { code: "copied" } }] : [];
  },
};

function isCopy(source: string, target: string): boolean {
  // Most texts differ in their first letter.
  const [before, after] = [source.trimStart(), target.trimStart()];
  return before[0]?.toLowerCase() === after[0]?.toLowerCase() && fold(before) === fold(after);
}

function fold(text: string): string {
  return text.toLowerCase().replace(/\s+/g, " ").trim();
}
