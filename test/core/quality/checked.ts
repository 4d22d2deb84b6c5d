import type { Check, Checked } from "../../../src/core/quality/finding.js";

/** What a check says of a translation, as `severity: message`. */
export function findings(check: Check, source: string, target: string, options: Partial<Checked> = {}): string[] {
  const checked = { source, target, direction: { source: "en", target: "de" }, syntax: "plain" as const, ...options };
  return check(checked).map(({ severity, message }) => `${severity}: ${message}`);
}
