import { RouteLmtError, type Said, said } from "#core/errors.js";
import { parseLanguage } from "#core/language/language-names.js";
import type { LanguageTag } from "#core/language/tag.js";
import type { InputSchema } from "./schemas.js";

/** The checked arguments of any tool. */
export interface AgentInput {
  /** Name or path of the project's folder, as {@link folderOf} reads it; undefined for the only or the current one. */
  readonly folder: string | undefined;
  /** Undefined for every file. */
  readonly files: readonly string[] | undefined;
  /** Undefined for every existing language. */
  readonly languages: readonly LanguageTag[] | undefined;
  readonly stale: boolean;
  /** In the unit of the project's cap; without it nothing is bought. */
  readonly budget: number | undefined;
  /** Id of a run. */
  readonly run: number | undefined;
  /** Longest list in the answer. */
  readonly limit: number;
}

/** Entries of a list by default: agents read everything that they get. */
const USUAL_LIMIT = 50;

/**
 * Reads a tool's arguments.
 *
 * @throws {RouteLmtError} `option-invalid` or `language-unknown`, naming the argument
 */
export function readInput(value: unknown, { properties }: InputSchema): AgentInput {
  const input = readObject(value ?? {}, Object.keys(properties));
  return {
    folder: textOf(input, "folder"),
    files: listOf(input, "files"),
    languages: listOf(input, "languages")?.map(parseLanguage),
    stale: flagOf(input, "stale"),
    budget: numberOf(input, "budget", 0),
    run: numberOf(input, "run", 1),
    limit: numberOf(input, "limit", 0) ?? USUAL_LIMIT,
  };
}

type Values = Readonly<Record<string, unknown>>;

function readObject(value: unknown, known: readonly string[]): Values {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw invalid(said`The arguments are not an object`, known);
  const other = Object.keys(value).find((name) => !known.includes(name));
  if (other !== undefined) throw invalid(said`There is no argument ${JSON.stringify(other)}`, known);
  return value as Values;
}

function listOf(input: Values, name: string): string[] | undefined {
  const value = input[name];
  if (value === undefined) return undefined;
  const isList = Array.isArray(value) && value.every((one) => typeof one === "string" && one !== "");
  if (isList && value.length > 0) return [...new Set(value)];
  throw invalid(said`${name} must be a list of texts with at least one`, []);
}

function textOf(input: Values, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || (typeof value === "string" && value !== "")) return value;
  throw invalid(said`${name} must be a text`, []);
}

function flagOf(input: Values, name: string): boolean {
  const value = input[name] ?? false;
  if (typeof value === "boolean") return value;
  throw invalid(said`${name} must be true or false`, []);
}

function numberOf(input: Values, name: string, min: number): number | undefined {
  const value = input[name];
  if (value === undefined) return undefined;
  if (typeof value === "number" && Number.isFinite(value) && value >= min) return value;
  throw invalid(said`${name} must be a number of at least ${min}`, []);
}

function invalid(message: Said, known: readonly string[]): RouteLmtError {
  const advice = known.length > 0 ? said`Use ${known.join(", ")}.` : said`Correct it and call the tool again.`;
  return new RouteLmtError("option-invalid", message, advice);
}
