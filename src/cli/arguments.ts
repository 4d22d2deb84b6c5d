import { messageOf, RouteLmtError, type Said, said } from "../core/errors.js";

/** Node's parser throws only for invalid options. */
export function parsed<Result>(parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    throw invalid(said`${messageOf(error).split(". ")[0] ?? ""}`, said`See routelmt --help.`);
  }
}

/** The parts between commas. */
export function listOf(text: string | undefined): string[] {
  return (text ?? "").split(",").filter((one) => one !== "");
}

/** Checks that an option is one of some words. @throws {RouteLmtError} `option-invalid` */
export function oneOf<Choice extends string>(text: string, choices: readonly Choice[], name: string): Choice {
  const choice = choices.find((one) => one === text);
  if (choice) return choice;
  throw invalid(said`${name} cannot be "${text}"`, said`Use one of ${choices.join(", ")}.`);
}

/** Decimal only: a typing error in a cap must not make it a large one, or none. */
const DECIMAL = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

/** A number in a range; undefined if the option is missing. @throws {RouteLmtError} `option-invalid` */
export function number(
  text: string | undefined,
  name: string,
  min: number,
  max = Number.POSITIVE_INFINITY,
): number | undefined {
  if (text === undefined) return undefined;
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max && value !== Number.POSITIVE_INFINITY) return value;
  const range = max === Number.POSITIVE_INFINITY ? `of at least ${min}` : `from ${min} to ${max}`;
  throw invalid(said`${name} must be a number ${range}, not "${text}"`, said`See routelmt --help.`);
}

/** The error for an option that cannot be used. */
export function invalid(message: Said, advice: Said): RouteLmtError {
  return new RouteLmtError("option-invalid", message, advice);
}
