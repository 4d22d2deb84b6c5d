/**
 * How well the probe predicts gains in applications that it has not seen, compared with baselines.
 *
 * usage: npm run bench:routing -- [--split dev|test] [--labels TABLE]... [--segments FOLDER]... [--share 0.3]
 */
import { parseArgs } from "node:util";
import { applyHead, type HypothesisFeatures, type Probe, predictGain, scalarFeatures } from "#core/routing/probe.js";
import { BUNDLED_MODEL } from "#small-model/bundled-model.js";
import { readModelFolder } from "#small-model/model-folder.js";
import { Translator } from "#small-model/translator.js";
import { observe } from "../models/training/features.js";
import {
  bootstrap,
  headroomShare,
  hitRate,
  mean,
  meanDelta,
  seededRandom,
  severeLoss,
  spearman,
} from "../models/training/probe/metrics.js";
import { readLabels, readRecorded } from "../models/training/segments.js";
import { printTable, say } from "./table.js";

const { values } = parseArgs({
  options: {
    model: { type: "string", default: BUNDLED_MODEL },
    split: { type: "string", default: "dev" },
    labels: { type: "string", multiple: true, default: ["models/data/labels/routelmt-ui.judge.tsv"] },
    segments: { type: "string", multiple: true, default: ["models/data/large-translations"] },
    share: { type: "string", default: "0.3" },
  },
});
const share = Number(values.share);
const { probe } = (await readModelFolder(values.model)).routing;
const { labels, metric } = readLabels(values.labels);
const segments = readRecorded(values.segments).filter(({ id, split }) => split === values.split && labels.has(id));
const observed = await observe(await Translator.load(values.model, 2), segments);

/** A labelled segment with the inputs of a router. */
interface Case {
  readonly target: string;
  readonly gain: number;
  readonly small: number;
  readonly features: HypothesisFeatures;
}

const cases: Case[] = segments.flatMap(({ id, direction }) => {
  const features = observed.get(id)?.features;
  const label = labels.get(id);
  return features && label
    ? [{ target: direction.target, gain: label.large - label.small, small: label.small, features }]
    : [];
});

const random = seededRandom(20261124);
type Router = (one: Case, probe: Probe) => number;
const withoutHypothesis = ({ hidden, sourceTokens, entropy }: HypothesisFeatures) => ({
  hidden,
  sourceTokens,
  entropy,
});
const ROUTERS: [string, Router][] = [
  ["gain oracle", (one) => one.gain],
  ["quality oracle", (one) => -one.small],
  ["random", () => random()],
  ["source length (tokens)", (one) => one.features.sourceTokens],
  ["first-token entropy", (one) => one.features.entropy],
  ["mean log-probability (decodes)", (one) => -(scalarFeatures(one.features).meanLogProbability ?? 0)],
  ["three least likely tokens (decodes)", (one) => -(scalarFeatures(one.features).leastProbability ?? 0)],
  ["confidence head, cold start", (one) => -applyHead(probe.confidence, one.features)],
  ["q_s head (RouteLMT-Q, frozen)", (one) => -applyHead(probe.quality, one.features)],
  [
    "**gain head**, frozen",
    (one) =>
      predictGain(probe, one.target, withoutHypothesis(one.features)).gain +
      1e-6 * applyHead(probe.gain.head, one.features),
  ],
  [
    "**gain head**, refined (decodes)",
    (one) => predictGain(probe, one.target, one.features).gain + 1e-6 * applyHead(probe.refined.head, one.features),
  ],
];

const targets = [...new Set(cases.map(({ target }) => target))];
const applications = [...new Set(segments.map(({ application }) => application))];
say(
  `${cases.length} segments of ${applications.join(", ")} (${values.split}); Φ = ${metric}; p = ${share}; mean gain ${mean(cases.map(({ gain }) => gain)).toFixed(2)}`,
);
say(
  `Averages over ${targets.map((target) => `en→${target}`).join(", ")}; in brackets the 95 % bootstrap interval over all segments.`,
);
say();

const rows = ROUTERS.map(([name, router]) => {
  const scores = cases.map((one) => router(one, probe));
  const measure = (of: (scores: readonly number[], gains: readonly number[]) => number): number =>
    mean(
      targets.map((target) => {
        const inside = cases.flatMap((one, index) => (one.target === target ? [index] : []));
        return of(
          inside.map((index) => scores[index] as number),
          inside.map((index) => (cases[index] as Case).gain),
        );
      }),
    );
  const gains = cases.map(({ gain }) => gain);
  const [low, high] = bootstrap(scores, gains, (a, b) => headroomShare(a, b, share));
  const perDirection = targets.map((target) => {
    const inside = cases.flatMap((one, index) => (one.target === target ? [index] : []));
    return spearman(
      inside.map((index) => scores[index] as number),
      inside.map((index) => gains[index] as number),
    ).toFixed(2);
  });
  return [
    name,
    measure(spearman).toFixed(3),
    measure((a, b) => hitRate(a, b, share)).toFixed(1),
    measure((a, b) => meanDelta(a, b, share)).toFixed(2),
    `${measure((a, b) => headroomShare(a, b, share)).toFixed(0)} % [${low.toFixed(0)}, ${high.toFixed(0)}]`,
    measure((a, b) => severeLoss(a, b, share)).toFixed(1),
    perDirection.join(" / "),
  ];
});
printTable(
  [
    "router",
    "Spearman",
    `HitRate@${share}`,
    `MeanDelta@${share}`,
    "headroom share",
    "severe loss %",
    `Spearman ${targets.join(" / ")}`,
  ],
  rows,
);
