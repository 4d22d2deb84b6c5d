/**
 * The quality of the bundled model's translations, compared with the untranslated source, the former bundled model and
 * the recorded large model: chrF++ and chrf2 by language, by length and by whether the source was in the training data,
 * and judged means.
 *
 * usage: npm run bench:model -- [--write] [--model FOLDER] [--segments FOLDER]... [--labels TABLE]... [--hypotheses TABLE]...
 *
 * `--write` puts the result into docs/model-results.md. Further segments, with their labels and judged hypotheses, are
 * added to all tables.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { BUNDLED_MODEL } from "#small-model/bundled-model.js";
import { Translator } from "#small-model/translator.js";
import { observe } from "../models/training/features.js";
import { chrf } from "../models/training/probe/chrf.js";
import { mean } from "../models/training/probe/metrics.js";
import { readTable } from "../models/training/probe/tsv.js";
import { type RouterSegment, readLabels, readRecorded } from "../models/training/segments.js";
import { chrf2, meanDifference } from "./chrf2.js";
import {
  groupBy,
  JUDGED_HEADER,
  JudgeScale,
  judgedRow,
  LENGTH_CLASSES,
  lengthClass,
  type Measured,
  RESULT_HEADER,
  resultRow,
} from "./model-results.js";
import { markdownTable } from "./table.js";

const OUTPUT = "docs/model-results.md";
const { values } = parseArgs({
  options: {
    model: { type: "string", default: BUNDLED_MODEL },
    segments: { type: "string", multiple: true, default: [] },
    labels: { type: "string", multiple: true, default: [] },
    hypotheses: { type: "string", multiple: true, default: [] },
    write: { type: "boolean", default: false },
  },
});

/** A set of applications with a separate report. */
interface Corpus {
  readonly title: string;
  readonly measured: readonly Measured[];
}

/** How far the engine may fall below the makers' program, in points of chrF++ and chrf2. */
const TOLERANCE = 0.5;

const translator = await Translator.load(values.model, 2);
const { labels } = readLabels(["models/data/labels/routelmt-ui.judge.tsv", ...values.labels]);
const judged = textsOf("models/data/labels/routelmt-ui.hypotheses.tsv", ...values.hypotheses);
const former = textsOf("models/data/labels/routelmt-small.hypotheses.tsv");
const seen = new Set(
  readTable(readFileSync("models/data/seen.tsv", "utf8"), ["id", "seen"])
    .filter((row) => row["seen"] === "yes")
    .map((row) => row["id"]),
);
const corpora: Corpus[] = [
  { title: "Desktop programs", measured: await measure(["models/data/large-translations"]) },
  { title: "Web and mobile applications", measured: await measure(["models/data/ten-languages"]) },
];
if (values.segments.length > 0) corpora.push({ title: "Further segments", measured: await measure(values.segments) });
const scale = new JudgeScale(
  corpora.flatMap(({ measured }) => measured.filter(({ segment }) => segment.split !== "test")),
);

const report = `# Quality of the bundled model's translations

<!-- Written by \`npm run bench:model -- --write\`. -->

Recorded strings ([models/data](../models/data/README.md)) of programs that are neither in the model's training data nor
used for any choice (the test part), translated with the product's engine. Cells are **chrF++ / chrf2**, 0 to 100,
averaged over segments: against the human reference, and against the better of the reference and the recorded large
translation, because a good translation may differ from one reference. The large model's chrf2 would be 100 by
definition, so its column is chrF++ alone; it is of the Claude family (November 2026) and may have seen some references.
The **former model** (12 million parameters; German, French, Spanish) and the **untranslated** source show how to read
the numbers. The **default search** is \`auto\`: greedy, with a second try over four beams if greedy was unsure.

**Judged** is 0 to 100, assigned blindly by a large model of the large translator's family, which it may favour. Labels
belong to greedy outputs of the program that the weights were measured with; the first column is the mean of those that
the engine reproduces exactly. The other two cover all segments: an output that was not judged gets the value of its
chrf2 on the judge's scale (isotonic regression on the development and training parts), which is an **estimate**.

${corpora.map(section).join("\n")}
${comparison()}`;
process.stdout.write(report);
if (values.write) writeFileSync(OUTPUT, report);

/** Every text of tables with `id, hypothesis`. */
function textsOf(...paths: readonly string[]): Map<string, string> {
  const rows = paths.flatMap((path) => readTable(readFileSync(path, "utf8"), ["id", "hypothesis"]));
  return new Map(rows.map((row) => [row["id"] ?? "", row["hypothesis"] ?? ""]));
}

async function measure(folders: readonly string[]): Promise<Measured[]> {
  const segments = readRecorded(folders).filter(({ id }) => labels.has(id) && judged.has(id));
  const greedy = await observe(translator, segments, { search: "greedy" });
  const searched = await observe(translator, segments, { search: "auto" });
  return segments.map((segment: RouterSegment) => ({
    segment,
    label: labels.get(segment.id) ?? { small: 0, large: 0 },
    judged: judged.get(segment.id) ?? "",
    former: former.get(segment.id),
    seen: seen.has(segment.id),
    greedy: greedy.get(segment.id)?.text ?? "",
    searched: searched.get(segment.id)?.text ?? "",
  }));
}

function section({ title, measured }: Corpus): string {
  const test = measured.filter(({ segment }) => segment.split === "test");
  const applications = [...new Set(test.map(({ segment }) => segment.application))].sort();
  const languages = groupBy(test, ({ segment }) => segment.direction.target);
  const all: [string, Measured[]] = ["**all**", test];
  const groups = [
    ["By language", [...languages, all]],
    ["By length of the source", groupBy(test, ({ segment }) => lengthClass(segment.source), LENGTH_CLASSES)],
    ["By source", groupBy(test, (one) => (one.seen ? "seen in training (up to three words)" : "not seen in training"))],
  ] as const;
  const tables = groups.map(
    ([name, rows]) => `### ${name}

${markdownTable(
  RESULT_HEADER,
  rows.map(([row, inside]) => resultRow(row, inside)),
)}
${markdownTable(
  JUDGED_HEADER,
  rows.map(([row, inside]) => judgedRow(row, inside, scale)),
)}`,
  );
  return `## ${title}

${test.length} segments of ${applications.join(", ")}.

${tables.join("\n")}`;
}

/** The engine's greedy outputs next to those of the program that the weights were measured with, which were judged. */
function comparison(): string {
  const rows = corpora.flatMap(({ title, measured }) =>
    groupBy(measured, ({ segment }) => segment.direction.target).map(([target, inside]) => {
      const differences = [
        inside.map(
          ({ greedy, judged: theirs, segment: { reference } }) => chrf(greedy, reference) - chrf(theirs, reference),
        ),
        inside.map(({ greedy, judged: theirs, segment }) => chrf2(greedy, segment) - chrf2(theirs, segment)),
      ];
      return [
        `${target}, ${title.toLowerCase()}`,
        inside.length,
        inside.filter(({ greedy, judged: theirs }) => greedy !== theirs).length,
        ...differences.map(meanDifference),
        Math.min(...differences.map(mean)) >= -TOLERANCE ? "yes" : "**no**",
      ];
    }),
  );
  return `## The engine's own loss

The program that the weights were measured with (see the model card) kept keys and values in 32 bits and did not split
texts. Greedy outputs of the engine minus those of that program, on all segments, with the standard error; ${TOLERANCE} less is allowed.

${markdownTable(["", "segments", "other outputs", "chrF++", "chrf2", "within"], rows)}`;
}
