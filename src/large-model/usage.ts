import type { Usage } from "../core/routing/cost.js";

/** Estimates are high, and never this much too low: a larger figure is an error of the provider. */
const MAX_FACTOR = 10;
/** No text has this many fewer tokens than its estimate. */
const MIN_SHARE = 1 / 20;

/** The usage that a provider reports: any JSON. */
export interface ReportedUsage {
  readonly input: unknown;
  readonly output: unknown;
  /** The part of the input that was in the provider's cache. */
  readonly cached?: unknown;
}

/**
 * The usage to count: the provider's figures, if plausible. Text was sent, so 0 is impossible; 0, negative
 * values and anything but numbers are replaced by the estimate.
 *
 * @param hasText whether an answer arrived
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
