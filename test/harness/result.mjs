import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { OUT } from "../../scripts/paths.mjs";

/**
 * The file for a suite's result; that of an earlier run is deleted.
 * @param {string} name
 * @returns {Promise<string>}
 */
export async function freshResultFile(name) {
  const folder = join(OUT, "results");
  const file = join(folder, `${name}.json`);
  await mkdir(folder, { recursive: true });
  await rm(file, { force: true });
  return file;
}

/**
 * Reads the result of a suite, and checks that its process ended accordingly.
 * @param {string} file
 * @param {number} exit the exit code of the process that ran the suite
 * @returns {Promise<import("./mocha.mjs").MochaResult>}
 */
export async function readResult(file, exit) {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) throw new Error(`The suite did not finish: it ended with code ${exit} and left no result.`);
  /** @type {import("./mocha.mjs").MochaResult} */
  const result = JSON.parse(text);
  if (exit !== 0 && result.failures === 0) throw new Error(`No test failed, but the suite ended with code ${exit}.`);
  return result;
}
