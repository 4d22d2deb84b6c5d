/**
 * Speed of the engine on 1,000 strings, next to transformers.js `generate` on the same model folder
 * in the same run; of each configuration the faster of two runs, for the machine may have other work.
 * Fails when the engine is not at least three times as fast at its best, or when more than a few outputs
 * differ.
 *
 * usage: npm run bench:engine -- [--count 1000] [--model FOLDER] [--batches 1,8,32,128] [--threads 1,2] [--runs 2]
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readRecorded, thin } from "../models/training/segments.js";
import { findProtectedItems } from "../src/core/protect/mask.js";
import { BUNDLED_MODEL } from "../src/engine/bundled-model.js";
import type { Measured } from "./engine-worker.js";
import { printTable, say } from "./table.js";

const BAR = 3;
/** Least share of equal outputs: padding moves a few activations to the next int8 step. */
const EQUAL = 0.98;

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "1000" },
    model: { type: "string", default: BUNDLED_MODEL },
    batches: { type: "string", default: "1,8,32,128" },
    threads: { type: "string", default: "1,2" },
    runs: { type: "string", default: "2" },
  },
});

// Without protected items: those the engine constrains, and transformers.js does not.
const sources = readRecorded(["models/data/large-translations"])
  .filter(({ direction }) => direction.target === "de")
  .map(({ source }) => source)
  .filter((source) => source.length <= 200 && findProtectedItems(source).length === 0);
const texts = thin([...new Set(sources)], Number(values.count));
const folder = mkdtempSync(join(tmpdir(), "routelmt-bench-"));
const file = join(folder, "texts.json");
writeFileSync(file, JSON.stringify(texts));

const best: Record<string, Measured> = {};
const rows: (string | number)[][] = [];
for (const threads of values.threads.split(",")) {
  for (const batch of values.batches.split(",")) {
    for (const runtime of ["engine", "transformers.js"]) {
      const all = Array.from({ length: Number(values.runs) }, () => measure(runtime, batch, threads));
      const one = all.reduce((a, b) => (b.seconds < a.seconds ? b : a));
      const speed = texts.length / one.seconds;
      const before = best[runtime];
      if (!before || speed > texts.length / before.seconds) best[runtime] = one;
      rows.push([
        runtime,
        threads,
        batch,
        speed.toFixed(1),
        (one.tokens / one.seconds).toFixed(0),
        (one.firstSeconds * 1000).toFixed(0),
        one.peakMegabytes.toFixed(0),
      ]);
    }
  }
}
rmSync(folder, { recursive: true });

say(`${texts.length} strings en→de; time without loading the model`);
say();
printTable(["runtime", "threads", "batch", "strings/s", "tokens/s", "first result (ms)", "peak memory (MB)"], rows);
const [ours, theirs] = [best["engine"] as Measured, best["transformers.js"] as Measured];
const same = ours.outputs.filter((text, index) => text === theirs.outputs[index]).length;
const ratio = theirs.seconds / ours.seconds;
say();
say(
  `Best against best: ${ratio.toFixed(2)} times the strings/s of transformers.js; ${same} of ${texts.length} outputs equal.`,
);
if (ratio < BAR) fail(`Below the bar of ${BAR}.`);
if (same < EQUAL * texts.length) fail(`Fewer than ${EQUAL * 100} % of the outputs are equal.`);

function fail(why: string): void {
  say(why);
  process.exitCode = 1;
}

function measure(runtime: string, batch: string, threads: string): Measured {
  const args = [
    "--import",
    "tsx",
    "bench/engine-worker.ts",
    "--runtime",
    runtime,
    "--model",
    values.model,
    "--texts",
    file,
    "--batch",
    batch,
    "--threads",
    threads,
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${runtime} failed: ${stderr.slice(-2000)}`);
  return JSON.parse(stdout.slice(stdout.indexOf("{"))) as Measured;
}
