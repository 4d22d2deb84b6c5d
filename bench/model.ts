/**
 * Sentence chrF++ of the small model per application and direction, next to the source copied,
 * Apertium (Spanish; Debian's apertium-eng-spa, left out where it is not installed) and the
 * recorded large model.
 *
 * usage: npm run bench:model -- [--split dev|test] [--model FOLDER] [--segments FOLDER]...
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { observe } from "../models/training/features.js";
import { type RouterSegment, readRecorded, readReferenced, thin } from "../models/training/segments.js";
import { chrf } from "../src/core/evaluation/chrf.js";
import { mean } from "../src/core/evaluation/metrics.js";
import { BUNDLED_MODEL } from "../src/engine/bundled-model.js";
import { Translator } from "../src/engine/translator.js";
import { printTable, say } from "./table.js";

const { values } = parseArgs({
  options: {
    model: { type: "string", default: BUNDLED_MODEL },
    split: { type: "string", default: "dev" },
    segments: { type: "string", multiple: true, default: ["models/data/large-translations"] },
    referenced: { type: "string" },
    count: { type: "string", default: "1000" },
    examples: { type: "string", default: "0" },
  },
});

const all = values.referenced ? readReferenced(values.referenced) : readRecorded(values.segments);
const chosen = all.filter(({ split }) => split === values.split);
const segments = [...new Set(chosen.map(({ direction }) => direction.target))].flatMap((target) =>
  thin(
    chosen.filter(({ direction }) => direction.target === target),
    Number(values.count),
  ),
);
const observed = await observe(await Translator.load(values.model, 2), segments);
const apertium = translateWithApertium(segments.filter(({ direction }) => direction.target === "es"));

const groups = new Map<string, RouterSegment[]>();
for (const segment of segments) {
  for (const name of [
    `en→${segment.direction.target} ${segment.application}`,
    `en→${segment.direction.target} **all**`,
  ]) {
    groups.set(name, [...(groups.get(name) ?? []), segment]);
  }
}
const score = (inside: readonly RouterSegment[], textOf: (segment: RouterSegment) => string | undefined): string => {
  const texts = inside.map(textOf);
  if (texts.every((text) => text === undefined)) return "–";
  return mean(inside.map(({ reference }, index) => chrf(texts[index] ?? "", reference))).toFixed(1);
};
say(`${segments.length} segments, ${values.split} part; greedy, int8; sentence chrF++ averaged over segments`);
say();
printTable(
  ["direction, application", "segments", "source copied", "Apertium", "small model", "recorded large model"],
  [...groups]
    .sort()
    .map(([name, inside]) => [
      name,
      inside.length,
      score(inside, ({ source }) => source),
      score(inside, ({ id }) => apertium.get(id)),
      score(inside, ({ id }) => observed.get(id)?.text ?? ""),
      score(inside, ({ large }) => large),
    ]),
);
for (const segment of thin(segments, Number(values.examples))) {
  say(
    `\n${segment.direction.target}  ${segment.source}\n    ${observed.get(segment.id)?.text}\n    ${segment.reference}`,
  );
}

function translateWithApertium(spanish: readonly RouterSegment[]): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "routelmt-apertium-"));
  const file = join(folder, "source.txt");
  // One line in, one line out: line ends within a segment become blanks. Apertium's script opens
  // its input by name, which fails for the socket that Node would give it.
  writeFileSync(file, spanish.map(({ source }) => `${source.replace(/\s+/g, " ")}\n`).join(""));
  const { status, stdout } = spawnSync("apertium", ["-u", "eng-spa", file], { encoding: "utf8", maxBuffer: 1 << 26 });
  rmSync(folder, { recursive: true });
  if (status !== 0) return new Map();
  const lines = stdout.split("\n");
  return new Map(spanish.map(({ id }, index) => [id, lines[index] ?? ""]));
}
