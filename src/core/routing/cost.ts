/** Price of a large model, in US dollars per million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

/** Tokens of a request, as the provider counts them. */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** UTF-8 bytes a token holds at least on average in European text; 4 is usual, so this errs upwards. */
const BYTES_PER_TOKEN = 3;
/** Id, quotes and braces of one segment in a request, and in its answer. */
const SEGMENT_OVERHEAD = 14;
/** Targets are longer than English sources by about this factor. */
const EXPANSION = 1.4;

/** Price of a usage in US dollars. */
export function costOf(usage: Usage, price: Price): number {
  return (usage.inputTokens * price.input + usage.outputTokens * price.output) / 1e6;
}

/** Tokens that a text has for a large model, estimated upwards from its UTF-8 length. */
export function estimateTokens(text: string): number {
  return Math.ceil(new TextEncoder().encode(text).length / BYTES_PER_TOKEN);
}

/**
 * Upper estimate of what one request for some texts uses.
 *
 * @param prompt the instructions, sent once per request
 */
export function estimateUsage(texts: readonly string[], prompt: string): Usage {
  let inputTokens = estimateTokens(prompt);
  let outputTokens = SEGMENT_OVERHEAD;
  for (const text of texts) {
    const tokens = estimateTokens(text);
    inputTokens += tokens + SEGMENT_OVERHEAD;
    outputTokens += Math.ceil(tokens * EXPANSION) + SEGMENT_OVERHEAD;
  }
  return { inputTokens, outputTokens };
}

/**
 * Estimated price of one segment among others: its own tokens and its part of the instructions.
 *
 * @param texts the segment's texts
 * @param batchSize how many segments share the instructions
 */
export function estimateSegmentCost(texts: readonly string[], prompt: string, batchSize: number, price: Price): number {
  const alone = estimateUsage(texts, "");
  const shared = estimateTokens(prompt) / batchSize;
  return costOf({ inputTokens: alone.inputTokens + shared, outputTokens: alone.outputTokens }, price);
}
