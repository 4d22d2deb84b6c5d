import type { Rule } from "./check.js";

/** Rules for a target file as a whole. */
export const FILE_RULES = {
  "malformed-file": {
    title: "The file can be read.",
    explanation:
      "A file that is malformed loads nowhere, so none of its translations are shown. Correct it at the place that is named.",
  },
  "missing-file": {
    title: "There is a file for each target language.",
    explanation: "Without a file the program shows the source language. Translate the source file to make one.",
  },
  "other-language": {
    title: "The file states the language that it is for.",
    explanation:
      "The file states another language than its place says, so that a program loads it for the wrong readers.",
  },
  "missing-key": {
    title: "Every string of the source file has its key in the translation.",
    explanation: "A key that is missing shows as the source text or as the key itself. Translate the file to add it.",
  },
  untranslated: {
    title: "Every string is translated.",
    explanation: "An empty value shows as the source text, or as nothing. Translate the file to fill it in.",
  },
  draft: {
    title: "No translation is a draft.",
    explanation:
      "RouteLMT wrote the translation and did not take it for done: it is likely wrong. Buy or write a better one, or keep it after a look at it.",
  },
  fuzzy: {
    title: "No translation is marked as a guess.",
    explanation: "A translation that is marked as fuzzy is not used by gettext. Review it and take the mark away.",
  },
  stale: {
    title: "Every translation is of the present source text.",
    explanation:
      "The source text changed since it was translated, or the file marks the translation for review. Translate it again, or say that it still fits.",
  },
  "unused-key": {
    title: "Every key of the translation is in the source file.",
    explanation: "A key that the source lacks is used nowhere any more, or is misspelt. Remove or rename it.",
  },
  "file-problem": {
    title: "Nothing in the file is left out.",
    explanation:
      "Of a key that occurs twice only one value is used, and a value that is no text is no translation. Remove what is not meant.",
  },
} as const satisfies Record<string, Omit<Rule, "name">>;

/** The name of a rule for whole files. */
export type FileRuleName = keyof typeof FILE_RULES;
