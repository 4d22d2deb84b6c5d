/**
 * How much processor time `routelmt check` takes for a file of 60,000 strings, made of the recorded human translations
 * into German; with `--than`, beside another build, in turns, because other programs on the machine change both.
 *
 * usage: npm run -s build && tsx bench/check-speed.ts [--than FOLDER] [--strings 60000] [--runs 5]
 *
 * FOLDER is a built checkout.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readRecorded } from "../models/training/segments.js";
import { printTable, say } from "./table.js";

const { values } = parseArgs({
  options: {
    than: { type: "string" },
    strings: { type: "string", default: "60000" },
    runs: { type: "string", default: "5" },
  },
});
const strings = Number(values.strings);
const builds = [resolve("."), ...(values.than === undefined ? [] : [resolve(values.than)])];

/** Prints the process's processor time at its end, in microseconds. */
const HOOK =
  "data:text/javascript,process.on('exit',()=>{const{user,system}=process.cpuUsage();process.stderr.write('cpu%20'+(user+system))})";

const folder = mkdtempSync(join(tmpdir(), "routelmt-bench-"));
try {
  writeTexts();
  const least = new Map(builds.map((build) => [build, Number.POSITIVE_INFINITY]));
  for (let run = 0; run < Number(values.runs); run++) {
    for (const build of builds) least.set(build, Math.min(least.get(build) ?? 0, secondsOf(build)));
  }
  const own = least.get(builds[0] ?? "") ?? 0;
  printTable(
    ["build", "processor seconds", "times this one"],
    builds.map((build) => [build, (least.get(build) ?? 0).toFixed(2), ((least.get(build) ?? 0) / own).toFixed(2)]),
  );
  say(`${strings} strings, the least of ${values.runs} runs`);
} finally {
  rmSync(folder, { recursive: true });
}

/** Two files with the same keys, 200 in each object. */
function writeTexts(): void {
  const pairs = readRecorded(["models/data/large-translations"]).filter(({ direction }) => direction.target === "de");
  const [source, target]: Record<string, Record<string, string>>[] = [{}, {}];
  for (let index = 0; index < strings; index++) {
    const pair = pairs[index % pairs.length];
    const group = `group${Math.floor(index / 200)}`;
    if (!pair || !source || !target) throw new Error("there are no recorded translations");
    // All texts are different: equal ones would be checked once.
    const round = Math.floor(index / pairs.length);
    const number = round === 0 ? "" : ` ${round}`;
    source[group] = { ...source[group], [`key${index}`]: pair.source + number };
    target[group] = { ...target[group], [`key${index}`]: pair.reference + number };
  }
  mkdirSync(join(folder, "locales"));
  writeFileSync(join(folder, "locales", "en.json"), JSON.stringify(source, undefined, 2));
  writeFileSync(join(folder, "locales", "de.json"), JSON.stringify(target, undefined, 2));
}

function secondsOf(build: string): number {
  const args = ["--import", HOOK, join(build, "dist", "cli.mjs"), "check", "locales/en.json", "--to", "de"];
  const { stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 1e9 });
  const [, time] = /cpu (\d+)$/.exec(stderr) ?? [];
  if (time === undefined) throw new Error(`${build} failed: ${stderr}`);
  return Number(time) / 1e6;
}
