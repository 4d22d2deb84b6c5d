import type { LanguageTag } from "../language/tag.js";
import { expansionOf } from "./expansion.js";
import { estimateTokens } from "./token-estimate.js";

/** Price of a large model, in US dollars per million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
  /** For cached input; by default that of `input`. */
  readonly cachedInput?: number;
  /**
   * `characters`: the provider counts only the characters of the texts, and `input` is the price of a million of them.
   */
  readonly unit?: "tokens" | "characters";
}

/** Tokens of a request, as the provider counts them. */
export interface Usage {
  /** Including cached ones; characters if the price is per character. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** How many of the input tokens were cached. */
  readonly cachedInputTokens?: number;
}

/** Lower bound of the mean length of a token in European languages, in UTF-8 bytes. */
const BYTES_PER_ANSWER_TOKEN = 3;
/** Id, quotes and braces of one text in an answer. */
const ANSWER_OVERHEAD = 14;
/** What a provider puts around the messages of a request: roles, and the form of the answer. */
const REQUEST_OVERHEAD = 40;
/** Quotes, colon and comma of a property, and braces of an object or a list. */
const [PROPERTY_OVERHEAD, NESTING_OVERHEAD] = [3, 1];
/** Price of a usage in US dollars. */
export function costOf({ inputTokens, outputTokens, cachedInputTokens = 0 }: Usage, price: Price): number {
  const { input, output, cachedInput = input } = price;
  return ((inputTokens - cachedInputTokens) * input + cachedInputTokens * cachedInput + outputTokens * output) / 1e6;
}

/** A text as it is sent, with its id, context and terms. */
export interface PricedItem {
  readonly id: string;
  readonly text: string;
}

/** What an estimate depends on, apart from the texts. */
export interface Answered {
  /** The target language: in some, a sentence has several times as many tokens. */
  readonly target?: LanguageTag;
  /** What the provider counts; tokens by default. */
  readonly unit?: Price["unit"] | undefined;
}

/**
 * Upper estimate of the usage of one request. Everything that is sent counts, even a long developer comment.
 *
 * @param prompt the instructions, sent once per request
 */
export function estimateUsage(items: readonly PricedItem[], prompt: string, { target, unit }: Answered = {}): Usage {
  if (unit === "characters") {
    return { inputTokens: items.reduce((sum, { text }) => sum + [...text].length, 0), outputTokens: 0 };
  }
  let inputTokens = promptTokens(prompt) + REQUEST_OVERHEAD;
  let outputTokens = ANSWER_OVERHEAD;
  const expansion = expansionOf(target);
  for (const item of items) {
    inputTokens += jsonTokens(item);
    outputTokens += Math.ceil(answerTokens(item.text) * expansion) + estimateTokens(item.id) + ANSWER_OVERHEAD;
  }
  return { inputTokens, outputTokens };
}

/**
 * Estimated usage of one segment in a batch: its own tokens and its share of the instructions.
 *
 * @param items the segment's texts
 * @param batchSize how many segments share the instructions
 */
export function estimateSegmentUsage(
  items: readonly PricedItem[],
  prompt: string,
  batchSize: number,
  answered: Answered = {},
): Usage {
  const alone = estimateUsage(items, "", answered);
  const shared = answered.unit === "characters" ? 0 : promptTokens(prompt) / batchSize;
  return { inputTokens: alone.inputTokens + shared, outputTokens: alone.outputTokens };
}

let last = { prompt: "", tokens: 0 };

/** The tokens of instructions, which are the same for many segments and requests in a row. */
function promptTokens(prompt: string): number {
  if (prompt === "") return 0;
  if (prompt !== last.prompt) last = { prompt, tokens: estimateTokens(prompt) };
  return last.tokens;
}

/** Tokens of an answer with the text's length: tokenizers know fewer words of other languages than of English. */
function answerTokens(text: string): number {
  return Math.max(estimateTokens(text), new TextEncoder().encode(text).length / BYTES_PER_ANSWER_TOKEN);
}

/** Tokens of a value as JSON, counting its structure by element: several punctuation marks often make one token. */
function jsonTokens(value: unknown): number {
  if (typeof value !== "object" || value === null) return estimateTokens(escaped(value));
  const properties = Object.entries(value).filter(([, property]) => property !== undefined);
  const names = Array.isArray(value) ? 0 : properties.reduce((sum, [name]) => sum + estimateTokens(name), 0);
  const overhead = properties.length * PROPERTY_OVERHEAD + NESTING_OVERHEAD;
  return properties.reduce((sum, [, property]) => sum + jsonTokens(property), names + overhead);
}

/** A value as JSON, without quotes around a string. */
function escaped(value: unknown): string {
  const json = JSON.stringify(value) ?? "";
  return typeof value === "string" ? json.slice(1, -1) : json;
}
