import type { Decoded } from "./search.js";

/**
 * Mean log-probability of a greedy hypothesis, in nats, below which beams are tried. Chosen on the development
 * applications: the fifth of the texts, with a sixth of the tokens, for which they pay most (docs/engine.md, "Search").
 */
const UNSURE = -0.3;

/** Mean log-probability of the tokens of a hypothesis and its end, in nats. */
export function meanLogProbability({ logProbabilities }: Pick<Decoded, "logProbabilities">): number {
  return logProbabilities.reduce((sum, one) => sum + one, 0) / logProbabilities.length;
}

/** Whether searching on is likely to find something better than a greedy hypothesis. */
export function isUnsure(decoded: Pick<Decoded, "logProbabilities">): boolean {
  return meanLogProbability(decoded) < UNSURE;
}
