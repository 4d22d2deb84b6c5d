import { accelerators } from "./accelerators.js";
import { addresses } from "./addresses.js";
import { answers } from "./answers.js";
import { controlCharacters } from "./control-characters.js";
import { copiedSource } from "./copied-source.js";
import { doubledWords } from "./doubled-words.js";
import { type Check, type Checked, compare, type Finding } from "./finding.js";
import { foreignScript } from "./foreign-script.js";
import { icuMessage } from "./icu-message.js";
import { language } from "./language.js";
import { length } from "./length.js";
import { lengthLimit } from "./length-limit.js";
import { literals } from "./literals.js";
import { markup } from "./markup.js";
import { newlines } from "./newlines.js";
import { numbers } from "./numbers.js";
import { placeholders } from "./placeholders.js";
import { pluralCategoriesCheck } from "./plural-categories.js";
import { punctuation } from "./punctuation.js";
import { repetition } from "./repetition.js";
import { terminology } from "./terminology.js";
import { whiteSpace } from "./white-space.js";

/** Every check, in the order in which findings are shown. */
export const CHECKS: readonly Check[] = [
  placeholders,
  markup,
  addresses,
  literals,
  icuMessage,
  pluralCategoriesCheck,
  length,
  lengthLimit,
  newlines,
  controlCharacters,
  answers,
  repetition,
  language,
  foreignScript,
  copiedSource,
  terminology,
  accelerators,
  whiteSpace,
  punctuation,
  numbers,
  doubledWords,
];

/** Runs all checks on a candidate. */
export function checkCandidate(checked: Checked): Finding[] {
  const comparison = compare(checked);
  // An empty translation has nothing else to be said of.
  if (checked.target.trim() === "") return named(length, length.find(comparison));
  return CHECKS.flatMap((check) => named(check, check.find(comparison)));
}

function named({ name }: Check, problems: ReturnType<Check["find"]>): Finding[] {
  return problems.map((problem) => ({ check: name, ...problem }));
}

/** Whether a candidate may be used. */
export function isUsable(findings: readonly Finding[]): boolean {
  return findings.every(({ severity }) => severity !== "error");
}
