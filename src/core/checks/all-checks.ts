import { type Check, type Checked, Comparison, type Finding, type Found } from "./check.js";
import { accelerators } from "./rules/accelerators.js";
import { addresses } from "./rules/addresses.js";
import { answers } from "./rules/answers.js";
import { controlCharacters } from "./rules/control-characters.js";
import { copiedSource } from "./rules/copied-source.js";
import { doubledWords } from "./rules/doubled-words.js";
import { foreignScript } from "./rules/foreign-script.js";
import { icuMessage } from "./rules/icu-message.js";
import { pluralCategoriesCheck } from "./rules/icu-plural-categories.js";
import { intrusions } from "./rules/intrusions.js";
import { language } from "./rules/language.js";
import { length } from "./rules/length.js";
import { lengthLimit } from "./rules/length-limit.js";
import { literals } from "./rules/literals.js";
import { markup } from "./rules/markup.js";
import { newlines } from "./rules/newlines.js";
import { numbers } from "./rules/numbers.js";
import { placeholders } from "./rules/placeholders.js";
import { punctuation } from "./rules/punctuation.js";
import { repetition } from "./rules/repetition.js";
import { terminology } from "./rules/terminology.js";
import { whiteSpace } from "./rules/white-space.js";

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
  intrusions,
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
  const comparison = new Comparison(checked);
  // Nothing else can be said about an empty translation.
  if (checked.target.trim() === "") return named(length, length.find(comparison));
  const findings: Finding[] = [];
  for (const check of CHECKS) {
    if (check.needs !== undefined && !comparison.has(check.needs)) continue;
    const found = check.find(comparison);
    if (found.length > 0) findings.push(...named(check, found));
  }
  return findings;
}

function named({ name }: Check, found: readonly Found[]): Finding[] {
  return found.map((one) => ({ check: name, ...one }));
}

/** Whether a candidate may be used. */
export function isUsable(findings: readonly Finding[]): boolean {
  return findings.every(({ severity }) => severity !== "error");
}
