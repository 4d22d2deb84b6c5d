import type { Rule } from "./check.js";

/** Rules for a target file as a whole. */
export const FILE_RULES = {
  "malformed-file": {
    title: "The file can be read.",
    explanation:
      "A malformed file cannot be loaded, so none of its translations are shown. Correct it at the position given.",
  },
  "missing-file": {
    title: "There is a file for each target language.",
    explanation: "Without a file the program shows the source language. Translate the source file to make one.",
  },
  "other-language": {
    title: "The file declares the language of its path.",
    explanation: "The file declares a different language than its path, so programs load it for the wrong readers.",
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
      "RouteLMT wrote the translation as a draft: it is likely wrong. Buy or write a better one, or keep it after a review.",
  },
  fuzzy: {
    title: "No translation is marked as fuzzy.",
    explanation: "gettext does not use translations that are marked as fuzzy. Review it and remove the mark.",
  },
  stale: {
    title: "Every translation was made from the current source text.",
    explanation:
      "The source text has changed since it was translated, or the file marks the translation for review. Translate it again, or confirm that it still fits.",
  },
  "unused-key": {
    title: "Every key of the translation is in the source file.",
    explanation: "A key that the source lacks is no longer used, or is misspelt. Remove or rename it.",
  },
  "file-problem": {
    title: "Nothing in the file is left out.",
    explanation:
      "Of duplicate keys only one value is used, and values that are not texts are not translated. Remove what is not intended.",
  },
} as const satisfies Record<string, Omit<Rule, "name">>;

/** The name of a rule for whole files. */
export type FileRuleName = keyof typeof FILE_RULES;
