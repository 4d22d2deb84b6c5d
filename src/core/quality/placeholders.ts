import { hasIcuChoice } from "../protect/icu.js";
import { findProtectedItems, type ProtectedItem } from "../protect/mask.js";
import type { Check, Finding } from "./finding.js";

/** Kinds of which a translation must have exactly the source's. */
const REQUIRED = new Set([
  "argument",
  "printf",
  "variable",
  "reference",
  "markup",
  "url",
  "email",
  "escape",
  "reserved",
]);

/** Every placeholder, tag and address of the source exactly as often in the target, and no other. */
export const placeholders: Check = ({ source, target }) => {
  if (hasIcuChoice(source)) return [];
  const sourceItems = required(source);
  const targetItems = required(target);
  const counts = new Map<string, number>();
  for (const { text } of sourceItems) counts.set(text, (counts.get(text) ?? 0) + 1);
  for (const { text } of targetItems) counts.set(text, (counts.get(text) ?? 0) - 1);
  const findings: Finding[] = [];
  for (const [text, count] of counts) {
    if (count === 0) continue;
    const problem = count > 0 ? "is missing" : "is not in the source";
    findings.push({ check: "placeholders", severity: "error", message: `${text} ${problem}` });
  }
  if (findings.length === 0 && !sameOrder(sourceItems, targetItems)) {
    findings.push({
      check: "placeholders",
      severity: "error",
      message: "unnumbered placeholders stand in another order",
    });
  }
  return findings;
};

function required(text: string): ProtectedItem[] {
  return findProtectedItems(text).filter(({ kind }) => REQUIRED.has(kind));
}

/** `%s` and `%d` are filled by place: their sequence must be the source's. */
function sameOrder(source: readonly ProtectedItem[], target: readonly ProtectedItem[]): boolean {
  const sequence = (items: readonly ProtectedItem[]): string =>
    items
      .filter(({ kind, text }) => kind === "printf" && /^%(?!%|\d+\$|\()/.test(text))
      .map(({ text }) => text)
      .join(" ");
  return sequence(source) === sequence(target);
}
