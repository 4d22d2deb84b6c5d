/**
 * The effect of the minimum predicted quality on judged hypotheses: the share that counts as done at each threshold,
 * and the quality of that share. Only greedy hypotheses were judged.
 *
 * usage: npx tsx bench/drafts.ts [--split dev|test] [--labels TABLE]... [--segments FOLDER]... [--only 45,50]
 */
import { parseArgs } from "node:util";
import { predictQuality } from "#core/routing/probe.js";
import { BUNDLED_MODEL } from "#small-model/bundled-model.js";
import { readModelFolder } from "#small-model/model-folder.js";
import { Translator } from "#small-model/translator.js";
import { observe } from "../models/training/features.js";
import { mean } from "../models/training/probe/metrics.js";
import { readLabels, readRecorded } from "../models/training/segments.js";
import { printTable, say } from "./table.js";

const { values } = parseArgs({
  options: {
    split: { type: "string", default: "dev" },
    labels: { type: "string", multiple: true, default: ["models/data/labels/routelmt-ui.judge.tsv"] },
    segments: {
      type: "string",
      multiple: true,
      default: ["models/data/large-translations", "models/data/ten-languages"],
    },
    only: { type: "string", default: "0,40,45,50,55,60,65,70,75,80" },
  },
});
/** Judged quality below which a translation has a clear error (recipe of the judge: 50 "understandable, with a clear error"). */
const POOR = 50;

const { probe } = (await readModelFolder(BUNDLED_MODEL)).routing;
const { labels } = readLabels(values.labels);
const segments = readRecorded(values.segments).filter(({ id, split }) => split === values.split && labels.has(id));
const observed = await observe(await Translator.load(BUNDLED_MODEL, 2), segments);
const cases = segments.flatMap(({ id, direction }) => {
  const features = observed.get(id)?.features;
  const judged = labels.get(id)?.small;
  return features && judged !== undefined
    ? [{ judged, predicted: predictQuality(probe, direction.target, features) }]
    : [];
});
say(`${cases.length} judged hypotheses, ${values.split} part of ${values.segments.join(", ")}`);
say();
printTable(
  [
    "least predicted quality",
    "shown as done",
    "mean judged quality of these",
    `of these judged under ${POOR}`,
    "drafts",
    `of the drafts judged under ${POOR}`,
  ],
  values.only.split(",").map((text) => {
    const least = Number(text);
    const [done, drafts] = [
      cases.filter(({ predicted }) => predicted >= least),
      cases.filter(({ predicted }) => predicted < least),
    ];
    const poor = (some: typeof cases): string =>
      some.length === 0
        ? "–"
        : `${((100 * some.filter(({ judged }) => judged < POOR).length) / some.length).toFixed(1)} %`;
    return [
      text,
      `${((100 * done.length) / cases.length).toFixed(1)} %`,
      mean(done.map(({ judged }) => judged)).toFixed(1),
      poor(done),
      `${((100 * drafts.length) / cases.length).toFixed(1)} %`,
      poor(drafts),
    ];
  }),
);
