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

/** UTF-8 bytes a token holds at least on average in European text; 4 is usual, so this errs upwards. */
const BYTES_PER_TOKEN = 3;
/** Id, quotes and braces of one text in an answer. */
const ANSWER_OVERHEAD = 14;
/** Targets are longer than English sources by about this factor. */
const EXPANSION = 1.4;

/** Price of a usage in US dollars. */
export function costOf({ inputTokens, outputTokens, cachedInputTokens = 0 }: Usage, price: Price): number {
  const { input, output, cachedInput = input } = price;
  return ((inputTokens - cachedInputTokens) * input + cachedInputTokens * cachedInput + outputTokens * output) / 1e6;
}

/** Tokens that a text has for a large model, estimated upwards from its UTF-8 length. */
export function estimateTokens(text: string): number {
  return Math.ceil(new TextEncoder().encode(text).length / BYTES_PER_TOKEN);
}

/** A text as it is sent, with all that goes along: id, context, terms. */
export interface PricedItem {
  readonly id: string;
  readonly text: string;
}

/**
 * Upper estimate of what one request for some texts uses. Everything that is sent counts, a long
 * developer comment too: quotes in it are escaped twice, as JSON within JSON.
 *
 * @param prompt the instructions, sent once per request
 * @param unit what the provider counts
 */
export function estimateUsage(items: readonly PricedItem[], prompt: string, unit: Price["unit"] = "tokens"): Usage {
  if (unit === "characters") {
    return { inputTokens: items.reduce((sum, { text }) => sum + [...text].length, 0), outputTokens: 0 };
  }
  let inputTokens = estimateTokens(prompt) + ANSWER_OVERHEAD;
  let outputTokens = ANSWER_OVERHEAD;
  for (const item of items) {
    inputTokens += estimateTokens(JSON.stringify(JSON.stringify(item)));
    outputTokens += Math.ceil(estimateTokens(item.text) * EXPANSION) + estimateTokens(item.id) + ANSWER_OVERHEAD;
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
  unit: Price["unit"] = "tokens",
): Usage {
  const alone = estimateUsage(items, "", unit);
  const shared = unit === "characters" ? 0 : estimateTokens(prompt) / batchSize;
  return { inputTokens: alone.inputTokens + shared, outputTokens: alone.outputTokens };
}
