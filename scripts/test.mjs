import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { PARTS, USUAL_PARTS } from "../test/harness/parts.mjs";
import { build } from "./build.mjs";
import { say } from "./process.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    grep: { type: "string" },
    long: { type: "boolean", default: false },
    // Set by the script that starts this one: everything is already built, and the counts are written to a file.
    result: { type: "string" },
  },
});
// Random tests then run as many cases as the docs claim, which takes hours.
if (values.long) process.env["ROUTELMT_LONG"] = "1";
/** @type {import("../test/harness/mocha.mjs").MochaResult} */
const total = { passes: 0, failures: 0, pending: 0, failed: [] };

/**
 * Builds, then runs the given parts one after another, or the default ones in parallel.
 * @param {string[]} names
 * @param {string} [grep] only tests with a matching title
 */
async function runParts(names, grep) {
  if (values.result === undefined && !(await attempt("build", build))) return;
  if (names.length === 0) await Promise.all(USUAL_PARTS.map((name) => attempt(name, () => runPart(name, grep))));
  for (const name of names) await attempt(name, () => runPart(name, grep));
  if (values.result === undefined && total.passes + total.failures === 0) throw new Error("No test ran.");
}

/**
 * @param {string} name
 * @param {string} [grep]
 */
async function runPart(name, grep) {
  const part = PARTS[name];
  if (!part) throw new Error(`There is no such part; there are: ${Object.keys(PARTS).join(", ")}.`);
  say(`\n── ${name} ──`);
  const result = await part(grep);
  if (!result) return;
  if (!grep && result.passes + result.failures === 0) throw new Error("It ran no test.");
  total.passes += result.passes;
  total.failures += result.failures;
  total.failed.push(...result.failed.map((failed) => `${name}: ${failed}`));
}

/**
 * A part that does not finish or runs no test counts as one failure.
 * @param {string} name
 * @param {() => Promise<void>} work
 * @returns {Promise<boolean>} whether it finished
 */
async function attempt(name, work) {
  try {
    await work();
    return true;
  } catch (error) {
    total.failures += 1;
    total.failed.push(`${name}: ${error instanceof Error ? error.message : error}`);
    return false;
  }
}

await attempt("npm test", () => runParts(positionals, values.grep));
if (values.result !== undefined) {
  await writeFile(values.result, JSON.stringify(total));
} else {
  for (const failure of total.failed) process.stderr.write(`\nFAILED ${failure}\n`);
  say(`${total.passes} passed, ${total.failures} failed`);
}
process.exitCode = total.failures > 0 ? 1 : 0;
