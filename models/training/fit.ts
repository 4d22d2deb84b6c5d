/**
 * Fits the probe and writes it into the model's `routing.json`.
 *
 * Confidence and q_s heads are fitted to referenced segments of the router applications' train part
 * (a corpus folder with `en-XX.router.tsv.gz`; without one, to the recorded train segments), the
 * gain heads to the labelled train segments. dev and test are not touched.
 *
 * usage: tsx models/training/fit.ts [--labels TABLE]... [--segments FOLDER]... [--router FOLDER]
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { CalibratedHead, GainHead, Heads, LinearHead, Probe } from "#core/routing/probe.js";
import { BUNDLED_MODEL } from "#small-model/bundled-model.js";
import { Translator } from "#small-model/translator.js";
import { observe } from "./features.js";
import { chrf } from "./probe/chrf.js";
import { fitProbe } from "./probe/fit.js";
import { type RouterSegment, readLabels, readRecorded, readReferenced, thin } from "./segments.js";

const { values } = parseArgs({
  options: {
    model: { type: "string", default: BUNDLED_MODEL },
    labels: { type: "string", multiple: true, default: ["models/data/labels/routelmt-ui.judge.tsv"] },
    segments: { type: "string", multiple: true, default: ["models/data/large-translations"] },
    router: { type: "string" },
    referenced: { type: "string", default: "4000" },
    large: { type: "string", default: "recorded large model (Claude family, November 2026)" },
  },
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const translator = await Translator.load(values.model, 2);
const recorded = readRecorded(values.segments).filter(({ split }) => split === "train");
const { labels, metric } = readLabels(values.labels);

const perDirection = Number(values.referenced);
const pool = values.router ? readReferenced(values.router).filter(({ split }) => split === "train") : recorded;
const directions = [...new Set(pool.map(({ direction }) => direction.target))];
const referenced = directions.flatMap((target) =>
  thin(
    pool.filter(({ direction }) => direction.target === target),
    perDirection,
  ),
);

const labelledSeen = await observe(translator, recorded);
const seen = values.router ? await observe(translator, referenced) : labelledSeen;
const examples = referenced.flatMap((segment) => {
  const one = seen.get(segment.id);
  return one
    ? [{ features: one.features, application: segment.application, quality: chrf(one.text, segment.reference) }]
    : [];
});
const labelled = recorded.flatMap((segment: RouterSegment) => {
  const one = labelledSeen.get(segment.id);
  const label = labels.get(segment.id);
  return one && label
    ? [{ ...one, application: segment.application, gain: label.large - label.small, quality: label.small }]
    : [];
});
say(`${examples.length} referenced and ${labelled.length} labelled segments (${metric})`);

const languages = [...new Set(recorded.filter(({ id }) => labels.has(id)).map(({ direction }) => direction.target))];
const probe = fitProbe({
  unlabelled: examples,
  referenced: examples,
  labelled,
  metric,
  largeModel: values.large,
  languages,
});
const path = join(values.model, "routing.json");
const routing = JSON.parse(readFileSync(path, "utf8")) as { probe: Probe };
writeFileSync(path, `${JSON.stringify({ ...routing, probe: rounded(probe) })}\n`);
say(`probe written to ${path}`);

/** Six significant digits are more than int8 features have. */
function rounded(probe: Probe): Probe {
  const digits = (value: number): number => Number(value.toPrecision(6));
  const head = ({ hidden, hypothesis, features, bias }: LinearHead): LinearHead => ({
    hidden: hidden.map(digits),
    ...(hypothesis ? { hypothesis: hypothesis.map(digits) } : {}),
    features: Object.fromEntries(Object.entries(features).map(([name, weight]) => [name, digits(weight)])),
    bias: digits(bias),
  });
  const calibrated = ({ head: one, calibration: { x, y, low, high } }: CalibratedHead): CalibratedHead => ({
    head: head(one),
    calibration: { x: x.map(digits), y: y.map(digits), low: low.map(digits), high: high.map(digits) },
  });
  const gain = (one: GainHead): GainHead => ({ ...calibrated(one), quantiles: one.quantiles.map(digits) });
  const heads = (one: Heads): Heads => ({
    gain: gain(one.gain),
    refined: gain(one.refined),
    refinedQuality: calibrated(one.refinedQuality),
  });
  return {
    ...probe,
    confidence: head(probe.confidence),
    quality: head(probe.quality),
    ...heads(probe),
    general: heads(probe.general),
  };
}
