/**
 * Compares the engine with the previous one and with `generate` of transformers.js, on the same weights: speed, memory,
 * loading time, time for one string, and whether the translations are unchanged. Fails below its bars.
 *
 * The configurations take turns, and the best run of each counts, because the machine may be busy.
 *
 * usage: npm run bench:engine -- [--count 1000] [--runs 2] [--model FOLDER] [--threads 2]
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findProtectedItems } from "#core/messages/mask.js";
import { BUNDLED_MODEL } from "#small-model/bundled-model.js";
import { chrf } from "../models/training/probe/chrf.js";
import { mean } from "../models/training/probe/metrics.js";
import { readRecorded, thin } from "../models/training/segments.js";
import type { Measured } from "./engine-worker.js";
import { buildPreviousEngine } from "./previous-engine.js";
import { printTable, say } from "./table.js";

const BARS = {
  /** Required speed, as a multiple of the previous engine's and of the best of transformers.js. */
  previous: 2.2,
  transformers: 6,
  /** Peak resident memory of the host at the default batch. */
  megabytes: 450,
  loadSeconds: 0.7,
  /** Median of one short string, alone. */
  singleSeconds: 0.06,
  /** How much more often outputs may differ from the previous engine's than its own do if padding changes … */
  different: 1.5,
  /** … and the allowed difference in chrF++. */
  chrf: 0.3,
};
/** transformers.js, the slowest, only gets every n-th text. */
const THINNED = 4;
const SINGLES = 20;
const MAX_SINGLE_LENGTH = 30;

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "1000" },
    runs: { type: "string", default: "2" },
    model: { type: "string", default: BUNDLED_MODEL },
    threads: { type: "string", default: "2" },
  },
});

// Without protected items, which only our engine constrains.
const recorded = readRecorded(["models/data/large-translations"]).filter(
  ({ direction, source }) =>
    direction.target === "de" && source.length <= 200 && findProtectedItems(source).length === 0,
);
const segments = thin([...new Map(recorded.map((one) => [one.source, one])).values()], Number(values.count));
const texts = segments.map(({ source }) => source);
const some = texts.filter((_, index) => index % THINNED === 0);
const singles = thin(
  texts.filter((text) => text.length <= MAX_SINGLE_LENGTH),
  SINGLES,
);

/** A configuration, and the best that its runs measured. */
interface Configuration {
  readonly name: string;
  readonly batch: string;
  readonly texts: readonly string[];
  readonly arguments: readonly string[];
  /** Runs of it; one where only its outputs are wanted. */
  readonly runs: number;
}

const folder = mkdtempSync(join(tmpdir(), "routelmt-bench-"));
const fileOf = (name: string, content: readonly string[]): string => {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
};
const files = new Map<readonly string[], string>([
  [texts, fileOf("texts.json", texts)],
  [some, fileOf("some.json", some)],
]);
const singlesFile = fileOf("singles.json", singles);
const previousEngine = buildPreviousEngine(values.model);
const runs = Number(values.runs);
const ours = (search: string): Configuration => ({
  name: `engine, ${search}`,
  batch: "default",
  texts,
  arguments: ["--search", search, ...(search === "beam" ? [] : ["--singles", singlesFile])],
  runs,
});
const before = (batch: string, times: number): Configuration => ({
  name: "previous engine",
  batch,
  texts,
  arguments: [
    "--previous",
    previousEngine.folder,
    "--batch",
    batch,
    ...(batch === "1" ? [] : ["--singles", singlesFile]),
  ],
  runs: times,
});
const theirs = (batch: string): Configuration => ({
  name: "transformers.js",
  batch,
  texts: some,
  arguments: ["--runtime", "transformers.js", "--batch", batch],
  runs,
});
const greedy = ours("greedy");
const auto = ours("auto");
const beam = ours("beam");
const previous = before("32", runs);
const unpadded = before("1", 1);
const others = [theirs("1"), theirs("8")];
const all = [greedy, previous, auto, beam, ...others, unpadded];
const measured = new Map<Configuration, Measured[]>(all.map((one) => [one, []]));
for (let run = 0; run < runs; run++) {
  for (const one of all.filter(({ runs: times }) => run < times)) {
    const result = measure(one);
    measured.get(one)?.push(result);
    process.stderr.write(
      `${one.name}, batch ${one.batch}: ${(one.texts.length / result.seconds).toFixed(1)} strings/s\n`,
    );
  }
}
previousEngine.dispose();
rmSync(folder, { recursive: true });

const least = (one: Configuration, value: (run: Measured) => number): number =>
  Math.min(...(measured.get(one) ?? []).map(value));
const speed = (one: Configuration): number => one.texts.length / least(one, ({ seconds }) => seconds);
const peak = (one: Configuration): number => Math.max(...(measured.get(one) ?? []).map((run) => run.peakMegabytes));
const single = (one: Configuration): number => least(one, ({ singleSeconds }) => median(singleSeconds));
const outputs = (one: Configuration): readonly string[] => measured.get(one)?.[0]?.outputs ?? [];
const score = (one: Configuration): number =>
  mean(outputs(one).map((text, index) => chrf(text, segments[index]?.reference ?? "")));
const milliseconds = (seconds: number): string => (seconds * 1000).toFixed(0);

say(`${texts.length} strings en→de, every ${THINNED}th of them with transformers.js; ${values.threads} threads;`);
say(`best of ${runs} runs in turns, memory the most of them; speed without loading the model`);
say();
printTable(
  ["runtime", "batch", "strings/s", "tokens/s", "first (ms)", "one string (ms)", "load (s)", "peak memory (MB)"],
  all.map((one) => [
    one.name,
    one.batch,
    speed(one).toFixed(1),
    Math.max(...(measured.get(one) ?? []).map(({ tokens, seconds }) => tokens / seconds)).toFixed(0),
    milliseconds(least(one, ({ firstSeconds }) => firstSeconds)),
    one.arguments.includes("--singles") ? milliseconds(single(one)) : "–",
    least(one, ({ loadSeconds }) => loadSeconds).toFixed(2),
    peak(one).toFixed(0),
  ]),
);
say();
printTable(
  ["search", "strings/s", "cost", "other than greedy", "chrF++"],
  [greedy, auto, beam].map((one) => [
    one.name.replace("engine, ", ""),
    speed(one).toFixed(1),
    (speed(greedy) / speed(one)).toFixed(2),
    percent(differing(one, greedy)),
    score(one).toFixed(2),
  ]),
);
say();
const fastest = Math.max(...others.map(speed));
const floor = differing(unpadded, previous);
bar("times the strings/s of the previous engine", speed(greedy) / speed(previous), BARS.previous, "least");
bar("times the strings/s of transformers.js", speed(greedy) / fastest, BARS.transformers, "least");
bar("MB of peak memory", Math.max(peak(greedy), peak(auto)), BARS.megabytes, "most");
bar(
  "s to load",
  least(greedy, ({ loadSeconds }) => loadSeconds),
  BARS.loadSeconds,
  "most",
);
bar("s for one string, greedy", single(greedy), BARS.singleSeconds, "most");
bar("s for one string, default search", single(auto), BARS.singleSeconds, "most");
say(`The previous engine differs from itself, at batch 1 and 32, in ${percent(floor)} of the outputs: padding alone.`);
bar("of the outputs other than the previous engine's", differing(greedy, previous), BARS.different * floor, "most");
bar("chrF++ between the two", Math.abs(score(greedy) - score(previous)), BARS.chrf, "most");

/** Share of outputs that differ. */
function differing(one: Configuration, other: Configuration): number {
  const there = outputs(other);
  return outputs(one).filter((text, index) => text !== there[index]).length / texts.length;
}

function median(all: readonly number[]): number {
  const sorted = all.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** Prints the results, and fails if they miss the bars. */
function bar(what: string, value: number, limit: number, kind: "least" | "most"): void {
  const holds = kind === "least" ? value >= limit : value <= limit;
  say(`${holds ? "ok  " : "FAIL"}  ${value.toFixed(3)} ${what}; at ${kind} ${limit.toFixed(3)}`);
  if (!holds) process.exitCode = 1;
}

function measure(one: Configuration): Measured {
  const args: string[] = [
    "--import",
    "tsx",
    "bench/engine-worker.ts",
    "--model",
    values.model,
    "--threads",
    values.threads,
  ];
  args.push("--texts", files.get(one.texts) as string, ...one.arguments);
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${one.name} failed: ${stderr.slice(-2000)}`);
  return JSON.parse(stdout.slice(stdout.indexOf("{"))) as Measured;
}
