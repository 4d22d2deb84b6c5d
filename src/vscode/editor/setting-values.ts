import { RouteLmtError, type Said, said } from "#core/errors.js";

/** A number from 0 to a maximum; a text such as "0,40" is not a number. */
export function readNumber(name: string, value: unknown, max = Number.MAX_VALUE): number {
  if (typeof value === "number" && value >= 0 && value <= max) return value;
  throw invalid(
    name,
    max === Number.MAX_VALUE
      ? said`it must be a number of 0 or more, with a point, as in 0.4`
      : said`it must be a number from 0 to ${max}, with a point, as in 0.4`,
  );
}

/** The error for an unusable setting, by its name. */
export function invalid(name: string, reason: Said): RouteLmtError {
  return new RouteLmtError(
    "option-invalid",
    said`The setting ${`routelmt.${name}`} cannot be used: ${reason}`,
    said`Change it in the settings.`,
  );
}
