/**
 * How often each check fires on translations that are known to be good (human references and the recorded large
 * model's) and, for comparison, on the small model's hypotheses. Fails when a check refuses more than the bar.
 *
 * usage: tsx bench/checks.ts [--split dev|train|test] [--segments FOLDER]... [--corpus FOLDER]
 *   [--show CHECK] [--count 20]
 *
 * Checks are tuned on the development part alone. `--corpus` adds the referenced segments of a router
 * corpus; `--show` prints what a check fired on.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { CHECKS, checkCandidate } from "#core/checks/all-checks.js";
import type { Finding } from "#core/checks/check.js";
import { json } from "#core/formats/json/json.js";
import type { Direction } from "#core/language/tag.js";
import { findingText } from "#workspace/finding-text.js";
import { inEnglish } from "#workspace/localize.js";
import { readTable } from "../models/training/probe/tsv.js";
import { readRecorded, readReferenced } from "../models/training/segments.js";
import { printTable, say } from "./table.js";

/** Maximum share of references that all checks together may refuse. */
const ERROR_BAR = 0.01;

const { values } = parseArgs({
  options: {
    split: { type: "string", default: "dev" },
    segments: { type: "string", multiple: true, default: ["models/data/large-translations"] },
    corpus: { type: "string" },
    show: { type: "string" },
    count: { type: "string", default: "20" },
  },
});

interface Pair {
  readonly source: string;
  readonly target: string;
  readonly direction: Direction;
}

/** Pairs of source and translation, by translator. */
const sets = new Map<string, Pair[]>();
const add = (name: string, pair: Pair): void => {
  const pairs = sets.get(name);
  if (pairs) pairs.push(pair);
  else sets.set(name, [pair]);
};

const inSplit = ({ split }: { readonly split: string }): boolean => split === values.split;
const hypotheses = new Map(
  readTable(readFileSync("models/data/labels/routelmt-ui.hypotheses.tsv", "utf8"), ["id", "hypothesis"]).map((row) => [
    row["id"],
    row["hypothesis"],
  ]),
);
for (const { id, source, reference, large = "", direction } of readRecorded(values.segments).filter(inSplit)) {
  add("human", { source, target: reference, direction });
  add("large", { source, target: large, direction });
  const hypothesis = hypotheses.get(id);
  if (hypothesis !== undefined) add("small", { source, target: hypothesis, direction });
}
if (values.corpus !== undefined)
  sets.set(
    "corpus",
    readReferenced(values.corpus)
      .filter(inSplit)
      .map(({ source, reference, direction }) => ({ source, target: reference, direction })),
  );
sets.set("webshop", webshop());

function webshop(): Pair[] {
  const read = (language: string) =>
    json
      .read(readFileSync(`examples/webshop/locales/${language}.json`, "utf8"))
      .units.map(({ key, value }) => [key.join("."), value] as const);
  const english = new Map(read("en"));
  const direction = { source: "en", target: "de" };
  return read("de").flatMap(([key, target]) => {
    const source = english.get(key);
    return source === undefined ? [] : [{ source, target, direction }];
  });
}

const found = new Map<string, { pair: Pair; finding: Finding }[]>();
let slowest = 0;
for (const [name, pairs] of sets) {
  const start = performance.now();
  found.set(
    name,
    pairs.flatMap((pair) =>
      checkCandidate({ ...pair, syntax: name === "webshop" ? "icu" : "plain", accelerators: ["&"] }).map((finding) => ({
        pair,
        finding,
      })),
    ),
  );
  slowest = Math.max(slowest, (1000 * (performance.now() - start)) / Math.max(1, pairs.length));
}

if (values.show !== undefined) {
  const shown = [...found.values()].flat().filter(({ finding }) => finding.check === values.show);
  const step = Math.max(1, Math.ceil(shown.length / Number(values.count)));
  for (const { pair, finding } of shown.filter((_, index) => index % step === 0)) {
    say(`${pair.direction.target} ${finding.severity}: ${findingText(finding, inEnglish)}`);
    say(`   ${JSON.stringify(pair.source)}`);
    say(`   ${JSON.stringify(pair.target)}${finding.fix ? `\n → ${JSON.stringify(finding.fix.target)}` : ""}`);
  }
}

const names = [...sets.keys()];
const share = (name: string, check: string | undefined, severity: Finding["severity"]): number => {
  const pairs = new Set(
    found
      .get(name)
      ?.filter(({ finding }) => finding.severity === severity && (check === undefined || finding.check === check))
      .map(({ pair }) => pair),
  );
  return pairs.size / Math.max(1, sets.get(name)?.length ?? 0);
};
const percent = (value: number): string => (value === 0 ? "–" : (100 * value).toFixed(2));
const row = (title: string, check?: string): string[] => [
  title,
  ...names.flatMap((name) => [percent(share(name, check, "error")), percent(share(name, check, "warning"))]),
];

say(`Share in % of translations that a check refuses (E) or warns of (W); split ${values.split}.`);
printTable(
  ["check", ...names.flatMap((name) => [`${name}, ${sets.get(name)?.length}: E`, "W"])],
  [...CHECKS.map(({ name }) => row(name, name)), row("any")],
);
say(`${slowest.toFixed(0)} µs for one translation.`);

const failures = names.filter((name) => name !== "small" && share(name, undefined, "error") > ERROR_BAR);
for (const name of failures) say(`FAILED ${name}: ${percent(share(name, undefined, "error"))} % are refused`);
process.exitCode = failures.length > 0 ? 1 : 0;
