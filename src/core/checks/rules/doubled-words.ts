import type { Check } from "../check.js";

/** Words that may be doubled, by language; languages not listed double words to change their meaning. */
const LEGITIMATE: Readonly<Record<string, readonly string[]>> = {
  en: ["had", "that", "is", "very", "no", "so"],
  de: [
    "die",
    "der",
    "das",
    "den",
    "dem",
    "des",
    "sie",
    "ihr",
    "an",
    "zu",
    "auf",
    "aus",
    "ein",
    "eine",
    "einen",
    "nach",
    "bei",
    "durch",
    "so",
    "sehr",
    "wir",
  ],
  fr: ["nous", "vous", "en", "très", "si", "bien", "un"],
  es: ["muy", "no", "que", "sí", "casi", "para", "como"],
  it: ["molto", "via", "via", "man", "piano", "poco", "così", "si"],
  pt: ["muito", "que", "não", "logo", "quase"],
  nl: ["die", "dat", "zijn", "ze", "je", "haar", "wij", "in", "is", "aan", "op", "te"],
  sv: ["att", "det", "för", "om", "på", "av", "i"],
  da: ["at", "det", "der", "for", "om", "på", "af"],
  pl: ["się", "i", "bardzo", "to"],
  cs: ["se", "si", "velmi", "to"],
};
const TWICE = /(?<![\p{L}\p{M}\p{N}_'’-])(\p{L}[\p{L}\p{M}]{1,40})( {1,3}|\u00a0)(\1)(?![\p{L}\p{M}\p{N}_'’-])/giu;

/** A word that is repeated by mistake. */
export const doubledWords: Check = {
  name: "doubled-words",
  title: "No word is repeated.",
  explanation:
    "`the the` is a slip. Words that a language may double (French `nous nous`, German `die die`) are allowed, and so are those that the source doubles.",
  needs: "repeated-word",
  find: ({ source, target, read, isChoice, direction }) => {
    const language = direction.target.split("-")[0] ?? "";
    const legitimate = LEGITIMATE[language];
    if (!legitimate || source.match(TWICE)) return [];
    for (const { 0: both, 1: word = "", 3: second = "", index } of read.target.words.matchAll(TWICE)) {
      // Names may be doubled (Duran Duran), and so may the first word of a heading.
      if (legitimate.includes(word.toLowerCase()) || /\p{Lu}/u.test(second)) continue;
      const end = index + both.length;
      const problem = { code: "repeated", text: `${word} ${second}`, count: 2 } as const;
      if (isChoice) return [{ severity: "warning", problem }];
      const fixed = target.slice(0, index) + word + target.slice(end);
      const fix = { action: { code: "remove-second", text: second }, target: fixed } as const;
      return [{ severity: "warning", problem, fix }];
    }
    return [];
  },
};
