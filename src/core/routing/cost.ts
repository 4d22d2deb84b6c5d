import type { LanguageTag } from "../language/tag.js";
import { expansionOf } from "./expansion.js";
import { estimateTokens } from "./token-estimate.js";

/** Price of a large model, in US dollars per million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
  /** Of input that the provider had in its cache; as `input` without it. */
  readonly cachedInput?: number;
  /** `characters`: the provider counts the characters of the texts alone, and `input` is the price of a million of them. */
  readonly unit?: "tokens" | "characters";
}

/** Tokens of a request, as the provider counts them. */
export interface Usage {
  /** Cached ones too; characters where the price is for these. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** How many of the input tokens the provider had in its cache. */
  readonly cachedInputTokens?: number;
}

/** UTF-8 bytes that a token of a European language holds at least, on average. */
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

/** A text as it is sent, with all that goes along: id, context, terms. */
export interface PricedItem {
  readonly id: string;
  readonly text: string;
}

/** What an estimate depends on besides the texts. */
export interface Answered {
  /** The target language: the same sentence has several times the tokens in some. */
  readonly target?: LanguageTag;
  /** What the provider counts; tokens without it. */
  readonly unit?: Price["unit"] | undefined;
}

/**
 * Upper estimate of what one request for some texts uses. Everything that is sent counts, a long
 * developer comment too.
 *
 * @param prompt the instructions, sent once per request
 */
export function estimateUsage(items: readonly PricedItem[], prompt: string, { target, unit }: Answered = {}): Usage {
  if (unit === "characters") {
    return { inputTokens: items.reduce((sum, { text }) => sum + [...text].length, 0), outputTokens: 0 };
  }
  let inputTokens = estimateTokens(prompt) + REQUEST_OVERHEAD;
  let outputTokens = ANSWER_OVERHEAD;
  const expansion = expansionOf(target);
  for (const item of items) {
    inputTokens += jsonTokens(item);
    outputTokens += Math.ceil(answerTokens(item.text) * expansion) + estimateTokens(item.id) + ANSWER_OVERHEAD;
  }
  return { inputTokens, outputTokens };
}

/**
 * Estimated usage of one segment among others: its own tokens and its part of the instructions.
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
  const shared = answered.unit === "characters" ? 0 : estimateTokens(prompt) / batchSize;
  return { inputTokens: alone.inputTokens + shared, outputTokens: alone.outputTokens };
}

/** Tokens of an answer of the text's length: targets have fewer words that tokenizers know than English has. */
function answerTokens(text: string): number {
  return Math.max(estimateTokens(text), new TextEncoder().encode(text).length / BYTES_PER_ANSWER_TOKEN);
}

/** Tokens of a value as JSON, without spelling its structure out: signs together are fewer tokens than signs. */
function jsonTokens(value: unknown): number {
  if (typeof value !== "object" || value === null) return estimateTokens(escaped(value));
  const properties = Object.entries(value).filter(([, property]) => property !== undefined);
  const names = Array.isArray(value) ? 0 : properties.reduce((sum, [name]) => sum + estimateTokens(name), 0);
  const overhead = properties.length * PROPERTY_OVERHEAD + NESTING_OVERHEAD;
  return properties.reduce((sum, [, property]) => sum + jsonTokens(property), names + overhead);
}

/** A value as JSON has it, without the quotes of a string. */
function escaped(value: unknown): string {
  const json = JSON.stringify(value) ?? "";
  return typeof value === "string" ? json.slice(1, -1) : json;
}
