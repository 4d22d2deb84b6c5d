import type { Usage } from "../core/routing/cost.js";

/** Estimates are high, and never so much too low: a larger figure is an error of the provider's. */
const MAX_FACTOR = 10;
/** No text has so many fewer tokens than its estimate. */
const MIN_SHARE = 1 / 20;

/** What a provider says that it used: any JSON. */
export interface ReportedUsage {
  readonly input: unknown;
  readonly output: unknown;
  /** Of the input, what was in the provider's cache. */
  readonly cached?: unknown;
}

/**
 * The usage to reckon with: what the provider says, as far as it can be. Text was sent, so that 0 is no answer; what is
 * no number or below 0 is as good as nothing, and counts as estimated.
 *
 * @param hasText whether an answer came back
 */
export function usageOf({ input, output, cached }: ReportedUsage, estimate: Usage, hasText: boolean): Usage {
  const inputTokens = between(input, estimate.inputTokens, Math.ceil(estimate.inputTokens * MIN_SHARE));
  const isSilent = output === 0 && (!hasText || estimate.outputTokens === 0);
  const outputTokens = isSilent ? 0 : between(output, estimate.outputTokens, 0);
  const cachedInputTokens = isAmount(cached) ? Math.min(cached, inputTokens) : 0;
  return { inputTokens, outputTokens, ...(cachedInputTokens > 0 ? { cachedInputTokens } : {}) };
}

function between(reported: unknown, estimate: number, min: number): number {
  if (!isAmount(reported) || reported === 0) return estimate;
  return Math.max(min, Math.min(reported, estimate * MAX_FACTOR));
}

function isAmount(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
