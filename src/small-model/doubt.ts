/** The log-probabilities of a hypothesis's tokens and its end, in nats. */
interface Scored {
  readonly logProbabilities: readonly number[];
}

/**
 * Mean log-probability of a greedy hypothesis, in nats, below which beams are tried. Chosen on the development
 * applications: the fifth of the texts, with a sixth of the tokens, for which beams help most (docs/engine.md, "Search").
 */
const UNSURE = -0.3;

/** Mean log-probability of the tokens of a hypothesis and its end, in nats. */
export function meanLogProbability({ logProbabilities }: Scored): number {
  return logProbabilities.reduce((sum, one) => sum + one, 0) / logProbabilities.length;
}

/** Whether a further search is likely to beat a greedy hypothesis. */
export function isUnsure(decoded: Scored): boolean {
  return meanLogProbability(decoded) < UNSURE;
}
