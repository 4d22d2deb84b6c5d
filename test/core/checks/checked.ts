import { type Check, type Checked, Comparison, type Found } from "#core/checks/check.js";
import { said } from "../../support/sentences.js";

function foundBy(check: Check, source: string, target: string, options: Partial<Checked>): Found[] {
  const direction = { source: "en", target: "de" };
  const comparison = new Comparison({ source, target, direction, syntax: "plain", ...options });
  return check.needs === undefined || comparison.has(check.needs) ? check.find(comparison) : [];
}

/** The findings of a check, as `severity: message`. */
export function findings(check: Check, source: string, target: string, options: Partial<Checked> = {}): string[] {
  return foundBy(check, source, target, options).map((one) => `${one.severity}: ${said(one)}`);
}

/** The target after the first fix of a check. */
export function fixed(
  check: Check,
  source: string,
  target: string,
  options: Partial<Checked> = {},
): string | undefined {
  return foundBy(check, source, target, options)[0]?.fix?.target;
}

/** A translation into another language. */
export const to = (target: string): Partial<Checked> => ({ direction: { source: "en", target } });
