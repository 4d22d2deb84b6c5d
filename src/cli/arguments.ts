import { type ParseArgsConfig, parseArgs } from "node:util";
import { messageOf, RouteLmtError, type Said, said } from "../core/errors.js";

/** Options as Node's parser takes them. */
type Options = NonNullable<ParseArgsConfig["options"]>;
type Parsed<Known extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; allowPositionals: true; options: Known }>
>;

/**
 * Reads the arguments after a command.
 *
 * @param options for Node's parser
 * @param maxNames most files or folders
 * @throws {RouteLmtError} `option-invalid` for an option that is unknown, or lacks its value
 */
export function readArguments<const Known extends Options>(
  args: readonly string[],
  options: Known,
  maxNames = Number.POSITIVE_INFINITY,
): Parsed<Known> {
  let read: Parsed<Known>;
  try {
    read = parseArgs({ args: withNegativeNumbers(args, options), allowPositionals: true, options });
  } catch (error) {
    throw argumentError(error);
  }
  const surplus = read.positionals[maxNames];
  if (surplus !== undefined) throw invalid(said`"${surplus}" is one name too many`, SEE_HELP);
  return read;
}

const SEE_HELP = said`See routelmt --help.`;

/** `--budget -1` as `--budget=-1`: Node's parser takes what begins with a dash for an option, and we have no short ones. */
function withNegativeNumbers(args: readonly string[], options: Options): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1) ?? "";
    const takesValue = before.startsWith("--") && options[before.slice(2)]?.type === "string";
    if (takesValue && /^-[^-]/.test(arg)) joined[joined.length - 1] = `${before}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

/** Node's parser throws only for invalid options, and says at length how to write what nobody wanted. */
function argumentError(error: unknown): RouteLmtError {
  const text = messageOf(error);
  const [, name = ""] = /'(?:-\w, )?(-{1,2}[^\s'=]*)/.exec(text) ?? [];
  if (/^Unknown option/.test(text)) return invalid(said`There is no option ${name}`, SEE_HELP);
  if (/does not take an argument/.test(text)) return invalid(said`${name} takes no value`, said`Write ${name} alone.`);
  if (/ambiguous|missing/.test(text)) return invalid(said`${name} has no value`, said`Write one after it. ${SEE_HELP}`);
  return invalid(said`${text.split(". ")[0] ?? ""}`, SEE_HELP);
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

/** The numbers that an option can be. */
export interface NumberRange {
  readonly min: number;
  readonly max?: number;
  readonly isWhole?: boolean;
  /** How one is written, for people who wrote something else. */
  readonly example: string;
}

/** Decimal only: a typing error in a cap must not make it a large one, or none. */
const DECIMAL = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

/** A number in a range; undefined if the option is missing. @throws {RouteLmtError} `option-invalid` */
export function number(text: string | undefined, name: string, range: NumberRange): number | undefined {
  if (text === undefined) return undefined;
  const { min, max = Number.MAX_VALUE, isWhole = false, example } = range;
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max && (!isWhole || Number.isInteger(value))) return value || 0;
  const kind = isWhole ? "a whole number" : "a number";
  const limits = range.max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
  throw invalid(
    said`${name} must be ${kind} ${limits}, not "${text}"`,
    said`Write it with digits${isWhole ? "" : " and a decimal point"}, such as ${example}.`,
  );
}

/** The error for an option that cannot be used. */
export function invalid(message: Said, advice: Said): RouteLmtError {
  return new RouteLmtError("option-invalid", message, advice);
}
