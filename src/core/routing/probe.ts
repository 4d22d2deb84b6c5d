import type { LanguageTag } from "../language/tag.js";
import type { PredictedGain } from "./decision.js";

/** Scalars that a head may use besides the hidden state; {@link scalarFeatures} says what they are. */
export type Feature =
  | "logLength"
  | "entropy"
  | "meanLogProbability"
  | "leastProbability"
  | "logSurprise"
  | "copiedWords";

/** A linear head: w·h + w_y·h_y + Σ w_f·f + b. */
export interface LinearHead {
  /** One weight per dimension of the hidden state of the last prompt token; empty for none. */
  readonly hidden: readonly number[];
  /** One weight per dimension of the mean hidden state of the hypothesis; absent for none. */
  readonly hypothesis?: readonly number[];
  readonly features: Readonly<Partial<Record<Feature, number>>>;
  readonly bias: number;
}

/** A non-decreasing, piecewise linear map, as isotonic regression (PAV) yields it. */
export interface IsotonicMap {
  /** Scores, ascending. */
  readonly x: readonly number[];
  /** Calibrated values, non-decreasing. */
  readonly y: readonly number[];
  /** 10th and 90th percentile of the true values around each x. */
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** A head with its calibration. */
export interface CalibratedHead {
  readonly head: LinearHead;
  readonly calibration: IsotonicMap;
}

/** A gain head with its calibration. */
export interface GainHead extends CalibratedHead {
  /** Calibrated gain at the 0, 1, …, 100th percentile of calibration traffic: τ_p is that of 1 − p. */
  readonly quantiles: readonly number[];
}

/** What the prefill of a prompt yields. */
export interface PrefillFeatures {
  /** Final-layer hidden state of the last prompt token. */
  readonly hidden: ArrayLike<number>;
  /** Number of tokens of the source, without the template's. */
  readonly sourceTokens: number;
  /** Entropy of the distribution of the first target token, in nats. */
  readonly entropy: number;
}

/** What decoding adds. */
export interface HypothesisFeatures extends PrefillFeatures {
  /** Mean of the final-layer hidden states that the tokens of the hypothesis and its end were chosen by. */
  readonly hypothesis: ArrayLike<number>;
  /** Log-probability of each token of the hypothesis and of its end, in nats. */
  readonly logProbabilities: readonly number[];
  /** Share of the hypothesis' words that its source has, too, 0 to 1. */
  readonly copiedWords: number;
}

/** What is predicted of a segment. */
export interface Heads {
  /** Gain, before decoding. */
  readonly gain: GainHead;
  /** Gain, once the hypothesis exists. */
  readonly refined: GainHead;
  /** q_s, once the hypothesis exists. */
  readonly refinedQuality: CalibratedHead;
}

/** The probe of a model folder: everything that predicts, as `routing.json` stores it. */
export interface Probe extends Heads {
  /** Quality metric that the heads were fitted to: `chrf`, `judge` or `scores`. */
  readonly metric: string;
  /** Large model whose gains they predict. */
  readonly largeModel: string;
  /** Target languages that the heads were fitted on. */
  readonly calibratedOn: readonly LanguageTag[];
  /** Mean log-probability of the greedy hypothesis, predicted without decoding (cold start). */
  readonly confidence: LinearHead;
  /** q_s, the quality of the small model's hypothesis, predicted without decoding. */
  readonly quality: LinearHead;
  /** For all other target languages: heads that do not look at the hidden state of the prompt, which knows the language. */
  readonly general: Heads;
}

/** How many of the least likely tokens of a hypothesis count: one bad guess is enough to spoil it. */
const MAX_UNLIKELY_TOKENS = 3;

/**
 * The scalar features of a prefill, and of a hypothesis where there is one: log (1 + tokens of the source), entropy of
 * the first token; mean log-probability, probability of the three least likely tokens (their geometric mean),
 * log (1 + summed surprise), copied words.
 */
export function scalarFeatures(features: PrefillFeatures | HypothesisFeatures): Partial<Record<Feature, number>> {
  const scalars: Partial<Record<Feature, number>> = {
    logLength: Math.log1p(features.sourceTokens),
    entropy: features.entropy,
  };
  if ("logProbabilities" in features) {
    const { logProbabilities, copiedWords } = features;
    const least = logProbabilities.toSorted((a, b) => a - b).slice(0, MAX_UNLIKELY_TOKENS);
    scalars.meanLogProbability = mean(logProbabilities);
    scalars.leastProbability = Math.exp(mean(least));
    scalars.logSurprise = Math.log1p(-logProbabilities.reduce((sum, one) => sum + one, 0));
    scalars.copiedWords = copiedWords;
  }
  return scalars;
}

/** Share of a hypothesis' words that its source has, too, whatever their case; 0 to 1. */
export function copiedWordsOf(source: string, hypothesis: string): number {
  const wordsOf = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);
  const known = new Set(wordsOf(source));
  const words = wordsOf(hypothesis);
  return words.filter((word) => known.has(word)).length / Math.max(1, words.length);
}

/**
 * Applies a linear head.
 *
 * @throws {RangeError} if a feature is missing, or a hidden state has another size
 */
export function applyHead(head: LinearHead, features: PrefillFeatures | HypothesisFeatures): number {
  let sum = head.bias + weighted(head.hidden, features.hidden);
  if (head.hypothesis !== undefined) {
    if (!("hypothesis" in features))
      throw new RangeError("the head needs the hidden state of a hypothesis, which only decoding yields");
    sum += weighted(head.hypothesis, features.hypothesis);
  }
  const scalars = scalarFeatures(features);
  for (const [name, weight] of Object.entries(head.features)) {
    const value = scalars[name as Feature];
    if (value === undefined) throw new RangeError(`the head needs ${name}, which only a hypothesis has`);
    sum += weight * value;
  }
  return sum;
}

function weighted(weights: readonly number[], state: ArrayLike<number>): number {
  if (weights.length > 0 && weights.length !== state.length)
    throw new RangeError(`the head has ${weights.length} weights for a hidden state of ${state.length}`);
  return weights.reduce((sum, weight, index) => sum + weight * (state[index] as number), 0);
}

/** Reads a piecewise linear map at x; constant beyond its ends. */
export function interpolate(xs: readonly number[], ys: readonly number[], x: number): number {
  const last = xs.length - 1;
  const at = xs.findIndex((one) => one >= x);
  if (at === 0) return ys[0] ?? 0;
  if (at < 0) return ys[last] ?? 0;
  const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = [xs[at - 1], xs[at], ys[at - 1], ys[at]];
  return x1 === x0 ? y1 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}

/** Predicts the gain: from the prefill alone, or refined if there is a hypothesis. */
export function predictGain(
  probe: Probe,
  target: LanguageTag,
  features: PrefillFeatures | HypothesisFeatures,
): PredictedGain {
  const isRefined = "logProbabilities" in features;
  const heads = headsFor(probe, target);
  const { head, calibration } = isRefined ? heads.refined : heads.gain;
  const score = applyHead(head, features);
  return {
    gain: interpolate(calibration.x, calibration.y, score),
    low: interpolate(calibration.x, calibration.low, score),
    high: interpolate(calibration.x, calibration.high, score),
    stage: isRefined ? "refined" : "prefill",
    ...(heads === probe.general ? { calibratedOn: probe.calibratedOn } : {}),
  };
}

/** Predicts the quality of a hypothesis, 0 to 100. */
export function predictQuality(probe: Probe, target: LanguageTag, features: HypothesisFeatures): number {
  const { head, calibration } = headsFor(probe, target).refinedQuality;
  return interpolate(calibration.x, calibration.y, applyHead(head, features));
}

function headsFor(probe: Probe, target: LanguageTag): Heads {
  return probe.calibratedOn.includes(target) ? probe : probe.general;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length);
}
