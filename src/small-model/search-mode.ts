/**
 * How the small model searches for a hypothesis. `greedy`: the likeliest token each time; `beam`: over four beams;
 * `auto`: greedy, then over beams if the result is unsure.
 */
export const SEARCH_MODES = ["greedy", "auto", "beam"] as const;
export type SearchMode = (typeof SEARCH_MODES)[number];

/** The log-probabilities of a hypothesis's tokens and its end, in nats. */
interface Scored {
  readonly logProbabilities: readonly number[];
}

/**
 * Mean log-probability of a greedy hypothesis, in nats, below which beams are tried. Chosen on the development
 * applications: the fifth of the texts, with a sixth of the tokens, for which beams help most (docs/engine.md, "Search").
 */
const UNSURE = -0.3;

/**
 * Most tokens, with the end, of a greedy hypothesis for which beams are tried. Longer ones take almost half of the searches'
 * time, and bring a twentieth of what beams gain (docs/engine.md, "Search").
 */
const MAX_TOKENS = 24;

/** Mean log-probability of the tokens of a hypothesis and its end, in nats. */
export function meanLogProbability({ logProbabilities }: Scored): number {
  return logProbabilities.reduce((sum, one) => sum + one, 0) / logProbabilities.length;
}

/** Whether a further search is likely to beat a greedy hypothesis, at a reasonable cost. */
export function isUnsure(decoded: Scored): boolean {
  return decoded.logProbabilities.length <= MAX_TOKENS && meanLogProbability(decoded) < UNSURE;
}
