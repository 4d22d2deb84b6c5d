import type { Price } from "../core/routing/cost.js";
import type { ProviderName } from "./providers.js";

interface ListPrice extends Price {
  readonly model: string;
  /** The date of the price, as YYYY-MM-DD. */
  readonly date: string;
  /** Where. */
  readonly source: string;
}

const OPENAI = { date: "2026-05-07", source: "https://platform.openai.com/docs/pricing" };
const ANTHROPIC = { date: "2026-05-07", source: "https://docs.anthropic.com/en/docs/about-claude/pricing" };
const GEMINI = { date: "2026-07-11", source: "https://ai.google.dev/gemini-api/docs/pricing" };
const DEEPSEEK = { date: "2026-07-11", source: "https://api-docs.deepseek.com/quick_start/pricing" };
const DEEPL = { date: "2025-11-01", source: "https://www.deepl.com/pro-api" };

/** List prices in US dollars per million tokens, DeepL's per million characters. The user's own price takes precedence. */
export const LIST_PRICES: readonly ListPrice[] = [
  { model: "gpt-4o", input: 2.5, cachedInput: 1.25, output: 10, ...OPENAI },
  { model: "gpt-4o-mini", input: 0.15, cachedInput: 0.075, output: 0.6, ...OPENAI },
  { model: "gpt-4.1", input: 2, cachedInput: 0.5, output: 8, ...OPENAI },
  { model: "gpt-4.1-mini", input: 0.4, cachedInput: 0.1, output: 1.6, ...OPENAI },
  { model: "gpt-4.1-nano", input: 0.1, cachedInput: 0.025, output: 0.4, ...OPENAI },
  { model: "gpt-5", input: 1.25, cachedInput: 0.125, output: 10, ...OPENAI },
  { model: "gpt-5-mini", input: 0.25, cachedInput: 0.025, output: 2, ...OPENAI },
  { model: "gpt-5-nano", input: 0.05, cachedInput: 0.005, output: 0.4, ...OPENAI },
  { model: "claude-haiku-4-5", input: 1, cachedInput: 0.1, output: 5, ...ANTHROPIC },
  { model: "claude-sonnet-4-5", input: 3, cachedInput: 0.3, output: 15, ...ANTHROPIC },
  { model: "claude-opus-4-6", input: 5, cachedInput: 0.5, output: 25, ...ANTHROPIC },
  { model: "gemini-2.5-flash", input: 0.3, output: 2.5, ...GEMINI },
  { model: "deepseek-v4-flash", input: 0.14, output: 0.28, ...DEEPSEEK },
  { model: "deepl", input: 25, output: 0, unit: "characters", ...DEEPL },
];

/**
 * The known list price of a model, or undefined: then the user must give one, because no model is assumed to be free. A dated
 * version (`gpt-4.1-mini-2025-04-14`, `claude-haiku-4-5-20251001`) costs the same as its model.
 */
export function listPrice(model: string): Price | undefined {
  const name = model.replace(/-(?:\d{4}-\d\d-\d\d|\d{8}|latest)$/, "");
  const found = LIST_PRICES.find((one) => one.model === name);
  if (!found) return undefined;
  const { input, output, cachedInput, unit } = found;
  return { input, output, ...(cachedInput === undefined ? {} : { cachedInput }), ...(unit ? { unit } : {}) };
}

/**
 * The price to use: the user's, otherwise the list price; undefined if there is neither.
 *
 * @param given US dollars per million, both ≥ 0
 */
export function priceOf(
  provider: ProviderName,
  model: string,
  given: { readonly input: number | undefined; readonly output: number | undefined },
): Price | undefined {
  const list = listPrice(model);
  const isByCharacter = provider === "deepl";
  const input = given.input ?? list?.input;
  const output = isByCharacter ? 0 : (given.output ?? list?.output);
  if (input === undefined || output === undefined) return undefined;
  const cachedInput = given.input === undefined ? list?.cachedInput : undefined;
  return {
    input,
    output,
    ...(cachedInput === undefined ? {} : { cachedInput }),
    ...(isByCharacter ? { unit: "characters" as const } : {}),
  };
}

/** A user's price combined with a workspace's, which can only raise it, so that a cap is reached sooner. */
export function dearer(own: Price, shared: Price): Price {
  const isSame = shared.input <= own.input;
  const { cachedInput, ...rest } = own;
  return {
    ...rest,
    ...(isSame && cachedInput !== undefined ? { cachedInput } : {}),
    input: Math.max(own.input, shared.input),
    output: Math.max(own.output, shared.output),
  };
}
