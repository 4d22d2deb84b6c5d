import { controlCharacters } from "./control-characters.js";
import type { Check, Checked, Finding } from "./finding.js";
import { icuMessage } from "./icu-message.js";
import { length } from "./length.js";
import { newlines } from "./newlines.js";
import { placeholders } from "./placeholders.js";

/** Every check, in the order in which findings are shown. */
export const CHECKS: readonly Check[] = [placeholders, icuMessage, length, newlines, controlCharacters];

/** Runs all checks on a candidate. */
export function checkCandidate(checked: Checked): Finding[] {
  return CHECKS.flatMap((check) => check(checked));
}

/** Whether a candidate may be used. */
export function isUsable(findings: readonly Finding[]): boolean {
  return findings.every(({ severity }) => severity !== "error");
}
