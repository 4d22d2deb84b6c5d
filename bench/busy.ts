/**
 * How the engine shares a processor: some translators at once, each with as many threads as usual, beside one alone.
 * Threads that spin for others which do not run would make all of them together several times slower than one.
 *
 * usage: npm run -s build && npx tsx bench/busy.ts [--count 200] [--at-once 3] [--threads 2]
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { readRecorded, thin } from "../models/training/segments.js";
import type { Measured } from "./engine-worker.js";
import { printTable } from "./table.js";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "200" },
    "at-once": { type: "string", default: "3" },
    threads: { type: "string", default: "2" },
  },
});

const sources = readRecorded(["models/data/large-translations"])
  .filter(({ direction, source }) => direction.target === "de" && source.length <= 200)
  .map(({ source }) => source);
const texts = thin([...new Set(sources)], Number(values.count));
const folder = mkdtempSync(join(tmpdir(), "routelmt-bench-"));
const file = join(folder, "texts.json");
writeFileSync(file, JSON.stringify(texts));

/** Strings per second of some translators at once, until the last of them is done. */
async function speedOf(translators: number): Promise<number> {
  const runs = await Promise.all(Array.from({ length: translators }, measure));
  return (translators * texts.length) / Math.max(...runs.map(({ seconds }) => seconds));
}

async function measure(): Promise<Measured> {
  const args = ["bench/engine-worker.ts", "--texts", file, "--search", "greedy", "--threads", values.threads];
  const child = spawn(process.execPath, ["--import", "tsx", ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const [output] = await Promise.all([text(child.stdout), once(child, "close")]);
  return JSON.parse(output.slice(output.indexOf("{"))) as Measured;
}

const atOnce = Number(values["at-once"]);
const alone = await speedOf(1);
const together = await speedOf(atOnce);
rmSync(folder, { recursive: true });
printTable(
  ["translators at once", "strings/s together", "times one alone"],
  [
    [1, alone.toFixed(1), "1.00"],
    [atOnce, together.toFixed(1), (together / alone).toFixed(2)],
  ],
);
