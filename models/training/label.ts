/**
 * Labels recorded segments with chrF++: runs the small model and scores its hypothesis and the
 * recorded large translation against the reference. Writes `<out>.tsv` (id, metric, q_small,
 * q_large, judge, date) and `<out>.hypotheses.tsv` (id, hypothesis), which a judge needs.
 *
 * usage: tsx models/training/label.ts [--model FOLDER] [--segments FOLDER]... [--out PATH]
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { BUNDLED_MODEL } from "#small-model/bundled-model.js";
import { Translator } from "#small-model/translator.js";
import { observe } from "./features.js";
import { chrf } from "./probe/chrf.js";
import { writeTable } from "./probe/tsv.js";
import { readRecorded } from "./segments.js";

const { values } = parseArgs({
  options: {
    model: { type: "string", default: BUNDLED_MODEL },
    segments: { type: "string", multiple: true, default: ["models/data/large-translations"] },
    out: { type: "string", default: "models/data/labels/routelmt-ui.chrf" },
  },
});

const segments = readRecorded(values.segments);
const translator = await Translator.load(values.model, 2);
const observed = await observe(translator, segments);
const date = new Date().toISOString().slice(0, 10);
const kept = segments.filter(({ id }) => observed.has(id));
const labels = kept.map(({ id, reference, large = "" }) => ({
  id,
  metric: "chrf",
  q_small: chrf(observed.get(id)?.text ?? "", reference).toFixed(2),
  q_large: chrf(large, reference).toFixed(2),
  judge: "chrF++",
  date,
}));
mkdirSync(dirname(values.out), { recursive: true });
writeFileSync(`${values.out}.tsv`, writeTable(["id", "metric", "q_small", "q_large", "judge", "date"], labels));
const hypotheses = kept.map(({ id }) => ({ id, hypothesis: observed.get(id)?.text ?? "" }));
writeFileSync(`${values.out}.hypotheses.tsv`, writeTable(["id", "hypothesis"], hypotheses));
process.stdout.write(`${labels.length} of ${segments.length} segments labelled: ${values.out}.tsv\n`);
