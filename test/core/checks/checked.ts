import { type Check, type Checked, compare, type Problem } from "#core/checks/check.js";

function problemsOf(check: Check, source: string, target: string, options: Partial<Checked>): Problem[] {
  const direction = { source: "en", target: "de" };
  return check.find(compare({ source, target, direction, syntax: "plain", ...options }));
}

/** What a check says of a translation, as `severity: message`. */
export function findings(check: Check, source: string, target: string, options: Partial<Checked> = {}): string[] {
  return problemsOf(check, source, target, options).map(({ severity, message }) => `${severity}: ${message}`);
}

/** The repaired target that a check offers first. */
export function fixed(
  check: Check,
  source: string,
  target: string,
  options: Partial<Checked> = {},
): string | undefined {
  return problemsOf(check, source, target, options)[0]?.fix?.target;
}

/** A translation into another language. */
export const to = (target: string): Partial<Checked> => ({ direction: { source: "en", target } });
