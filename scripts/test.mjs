import { parseArgs } from "node:util";
import { PARTS, USUAL_PARTS } from "../test/harness/parts.mjs";
import { build } from "./build.mjs";
import { say } from "./process.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { grep: { type: "string" }, long: { type: "boolean", default: false } },
});
// Tests that draw at random then draw as often as the docs claim: hours.
if (values.long) process.env["ROUTELMT_LONG"] = "1";
const total = { passed: 0, failed: 0 };
/** @type {string[]} */
const failures = [];

/**
 * Builds, and runs the parts one after another.
 * @param {string[]} names
 * @param {string} [grep] only tests whose title matches
 */
async function runParts(names, grep) {
  if (!(await attempt("build", build))) return;
  for (const name of names) await attempt(name, () => runPart(name, grep));
  if (total.passed + total.failed === 0) throw new Error("No test ran.");
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
  total.passed += result.passes;
  total.failed += result.failures;
  failures.push(...result.failed.map((failed) => `${name}: ${failed}`));
}

/**
 * Whatever does not finish, or tests nothing, counts as one failure.
 * @param {string} name
 * @param {() => Promise<void>} work
 * @returns {Promise<boolean>} whether it finished
 */
async function attempt(name, work) {
  try {
    await work();
    return true;
  } catch (error) {
    total.failed += 1;
    failures.push(`${name}: ${error instanceof Error ? error.message : error}`);
    return false;
  }
}

await attempt("npm test", () => runParts(positionals.length > 0 ? positionals : USUAL_PARTS, values.grep));
for (const failure of failures) process.stderr.write(`\nFAILED ${failure}\n`);
say(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
