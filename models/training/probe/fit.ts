import type { LanguageTag } from "#core/language/tag.js";
import {
  applyHead,
  type CalibratedHead,
  type Feature,
  type GainHead,
  type HypothesisFeatures,
  interpolate,
  type LinearHead,
  type Probe,
  scalarFeatures,
} from "#core/routing/probe.js";
import { fitIsotonic } from "./isotonic.js";
import { spearman } from "./metrics.js";
import { applyLinear, type LinearModel, Moments } from "./ridge.js";

/** A segment with its features, and the application it comes from. */
export interface Example {
  readonly features: HypothesisFeatures;
  readonly application: string;
}

/** A segment with a hypothesis that was scored against a reference, which needs no large model. */
export interface ReferencedExample extends Example {
  readonly quality: number;
}

/** A segment with a known gain and quality of the small hypothesis. */
export interface LabelledExample extends ReferencedExample {
  readonly gain: number;
}

/** The data for fitting a probe. */
export interface FitData {
  /** For the confidence head; neither references nor labels are needed. */
  readonly unlabelled: readonly Example[];
  /** For the q_s head. */
  readonly referenced: readonly ReferencedExample[];
  /** For the gain heads and their calibration. */
  readonly labelled: readonly LabelledExample[];
  readonly metric: string;
  readonly largeModel: string;
  /** Target languages of the labelled segments. */
  readonly languages: readonly LanguageTag[];
}

const PREFILL: readonly Feature[] = ["logLength", "entropy"];
const HYPOTHESIS: readonly Feature[] = [
  "logLength",
  "entropy",
  "meanLogProbability",
  "leastProbability",
  "logSurprise",
  "copiedWords",
];
/** Candidate ridge penalties; the best on held-out applications is used. */
const PENALTIES = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30];

/**
 * Fits all heads of a probe on frozen features: confidence (cold start), q_s, gain before decoding
 * with the two as inputs, and gain and q_s refined by the hypothesis; and the gain before decoding without the hidden
 * state, for other languages. Every head comes out as one linear map of the hidden state and the scalar features. (docs/routing.md; the
 * cascade is ours.)
 */
export function fitProbe(data: FitData): Probe {
  const confidence = fitDirect(data.unlabelled, (one) => meanLogProbabilityOf(one));
  const quality = fitDirect(data.referenced, (one) => one.quality);
  const blind = data.labelled.map((one) => ({ ...one, features: { ...one.features, hidden: [] } }));
  const refined = withQuantiles(fitRefined(data.labelled, ({ gain }) => gain));
  const { head, calibration } = fitRefined(data.labelled, (one) => one.quality);
  const refinedQuality = { head, calibration };
  return {
    metric: data.metric,
    largeModel: data.largeModel,
    calibratedOn: data.languages,
    confidence,
    quality,
    gain: fitGainHead(data.labelled, [confidence, quality], PREFILL),
    refined,
    refinedQuality,
    general: { gain: fitGainHead(blind, [], PREFILL), refined, refinedQuality },
  };
}

function meanLogProbabilityOf({ features }: Example): number {
  return scalarFeatures(features).meanLogProbability ?? 0;
}

/** A head on the hidden state, length and entropy. */
export function fitDirect<One extends Example>(examples: readonly One[], scoreOf: (one: One) => number): LinearHead {
  const rows = examples.map(({ features }) => [...Array.from(features.hidden), ...scalars(features, PREFILL)]);
  const values = examples.map(scoreOf);
  return headOf(crossFit(rows, values, examples).model, PREFILL);
}

/** A gain head, calibrated, with the gains of calibration traffic. Parameters as of {@link fitCalibrated}. */
export function fitGainHead(
  examples: readonly LabelledExample[],
  inputs: readonly LinearHead[],
  features: readonly Feature[],
): GainHead {
  return withQuantiles(fitCalibrated(examples, ({ gain }) => gain, inputs, features));
}

/** A head with its predictions for applications that were left out. */
type Tested = CalibratedHead & { readonly heldOut: readonly number[] };

function withQuantiles({ heldOut, head, calibration }: Tested): GainHead {
  const { x, y } = calibration;
  const gains = heldOut.map((score) => interpolate(x, y, score)).sort((a, b) => a - b);
  const quantiles = Array.from(
    { length: 101 },
    (_, percent) => gains[Math.round((percent / 100) * (gains.length - 1))] ?? 0,
  );
  return { head, calibration, quantiles };
}

/**
 * A head on the mean hidden state of the hypothesis and the scalar features, in two regressions: one on both, penalised
 * as hundreds of weights need it, and one on its predictions and the scalars, which hardly needs a penalty. The second
 * gets predictions for left-out applications, because those for the applications that the first was fitted to look
 * better than they are (stacking, Wolpert 1992).
 */
function fitRefined<One extends Example>(examples: readonly One[], scoreOf: (one: One) => number): Tested {
  const values = examples.map(scoreOf);
  const narrow = examples.map(({ features }) => scalars(features, HYPOTHESIS));
  const wide = examples.map(({ features }, index) => [...Array.from(features.hypothesis), ...(narrow[index] ?? [])]);
  const first = crossFit(wide, values, examples);
  const stacked = narrow.map((row, index) => [first.heldOut[index] as number, ...row]);
  const { model, heldOut } = crossFit(stacked, values, examples);
  const [weight = 0, ...weights] = model.weights;
  const inner = headOf(first.model, HYPOTHESIS);
  const features = HYPOTHESIS.map((name, index) => [
    name,
    weight * (inner.features[name] ?? 0) + (weights[index] as number),
  ]);
  const head: LinearHead = {
    hidden: [],
    hypothesis: inner.hidden.map((one) => weight * one),
    features: Object.fromEntries(features),
    bias: weight * inner.bias + model.bias,
  };
  return { head, calibration: fitIsotonic(heldOut, values), heldOut };
}

/**
 * A head on the outputs of other heads and scalar features, and its calibration on predictions
 * for applications that were left out. The hidden state itself is one more input where that ranks
 * those applications better: a few hundred labels can be too few for its hundreds of weights.
 */
function fitCalibrated<One extends Example>(
  examples: readonly One[],
  scoreOf: (one: One) => number,
  inputs: readonly LinearHead[],
  features: readonly Feature[],
): Tested {
  const narrow = examples.map(({ features: all }) => [
    ...inputs.map((head) => applyHead(head, all)),
    ...scalars(all, features),
  ]);
  const wide = examples.map(({ features: { hidden } }, index) => [...(narrow[index] ?? []), ...Array.from(hidden)]);
  const values = examples.map(scoreOf);
  const size = examples[0]?.features.hidden.length ?? 0;
  const tried = (size === 0 ? [narrow] : [narrow, wide]).map((rows) => crossFit(rows, values, examples));
  const { model, heldOut } = tried.reduce((best, one) => (one.score > best.score ? one : best));
  return { head: collapse(model, inputs, features, size), calibration: fitIsotonic(heldOut, values), heldOut };
}

function scalars(features: HypothesisFeatures, names: readonly Feature[]): number[] {
  const all = scalarFeatures(features);
  return names.map((name) => all[name] ?? 0);
}

function headOf(model: LinearModel, features: readonly Feature[]): LinearHead {
  const hidden = model.weights.slice(0, model.weights.length - features.length);
  const rest = model.weights.slice(model.weights.length - features.length);
  return {
    hidden,
    features: Object.fromEntries(features.map((name, index) => [name, rest[index] ?? 0])),
    bias: model.bias,
  };
}

/** One linear map instead of a map of maps. */
function collapse(
  model: LinearModel,
  inputs: readonly LinearHead[],
  features: readonly Feature[],
  size: number,
): LinearHead {
  const hidden = new Array<number>(size).fill(0);
  const scalar: Partial<Record<Feature, number>> = {};
  let { bias } = model;
  inputs.forEach((head, index) => {
    const weight = model.weights[index] as number;
    head.hidden.forEach((one, at) => {
      hidden[at] = (hidden[at] as number) + weight * one;
    });
    for (const [name, one] of Object.entries(head.features))
      scalar[name as Feature] = (scalar[name as Feature] ?? 0) + weight * one;
    bias += weight * head.bias;
  });
  features.forEach((name, index) => {
    scalar[name] = (scalar[name] ?? 0) + (model.weights[inputs.length + index] as number);
  });
  const own = model.weights.slice(inputs.length + features.length);
  own.forEach((weight, at) => {
    hidden[at] = (hidden[at] as number) + weight;
  });
  return { hidden, features: scalar, bias };
}

/** A chosen model, and its predictions for every row by a model that has not seen the row's group. */
interface CrossFit {
  readonly model: LinearModel;
  readonly heldOut: readonly number[];
  /** Spearman between the held-out predictions and the values. */
  readonly score: number;
}

/** Ridge with the penalty that ranks left-out applications (or fifths, if there is only one) best. */
function crossFit(rows: readonly number[][], values: readonly number[], examples: readonly Example[]): CrossFit {
  const width = rows[0]?.length ?? 0;
  const applications = new Set(examples.map(({ application }) => application));
  const groups = examples.map(({ application }, index) => (applications.size > 1 ? application : String(index % 5)));
  const inside = new Map<string, Moments>();
  rows.forEach((row, index) => {
    const group = groups[index] as string;
    const moments = inside.get(group) ?? new Moments(width);
    inside.set(group, moments);
    moments.add(row, values[index] as number);
  });
  const all = [...inside.values()].reduce((sum, one) => sum.plus(one, 1), new Moments(width));
  const without = new Map([...inside].map(([group, moments]) => [group, all.plus(moments, -1)]));
  const tried = PENALTIES.map((penalty) => {
    const models = new Map([...without].map(([group, moments]) => [group, moments.fit(penalty)]));
    const heldOut = rows.map((row, index) => applyLinear(models.get(groups[index] as string) as LinearModel, row));
    return { penalty, heldOut, score: spearman(heldOut, values) };
  });
  const best = tried.reduce((one, other) => (other.score > one.score ? other : one));
  return { model: all.fit(best.penalty), heldOut: best.heldOut, score: best.score };
}
