import { RouteLmtError } from "#core/errors.js";

/** A number from 0 to a maximum; a text such as "0,40" is none. */
export function readNumber(name: string, value: unknown, max = Number.MAX_VALUE): number {
  if (typeof value === "number" && value >= 0 && value <= max) return value;
  const range = max === Number.MAX_VALUE ? "of 0 or more" : `from 0 to ${max}`;
  throw invalid(name, `it must be a number ${range}, with a point, as in 0.4`);
}

/** The error of a setting that cannot be used, by its name. */
export function invalid(name: string, reason: string): RouteLmtError {
  return new RouteLmtError(
    "option-invalid",
    `The setting routelmt.${name} cannot be used: ${reason}`,
    "Change it in the settings.",
  );
}
