import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** ms; only a hanging test takes longer, also on a slow machine that does other things. With `--long`, tests take hours. */
const TIMEOUT = process.env["ROUTELMT_LONG"] ? 6 * 3_600_000 : 400_000;

/**
 * The result of a finished mocha run. A killed run leaves no file, so it cannot count as a success.
 * @typedef {object} MochaResult
 * @property {number} passes
 * @property {number} failures
 * @property {number} pending skipped tests
 * @property {string[]} failed the failed tests, each with title and error; repeated at the very end, where people look
 */

/**
 * Runs mocha over these files and, when it has finished, writes its counts to a file.
 * @param {string[]} files
 * @param {{ resultFile: string, grep?: string | undefined, jobs?: number }} options with more than one job, files run
 * in parallel processes
 * @returns {Promise<MochaResult>}
 */
export async function runMocha(files, { resultFile, grep, jobs = 1 }) {
  // Loaded late: bundled into a CommonJS suite, this module still reaches mocha, which is an ES module.
  const { default: Mocha } = await import("mocha");
  const { CI, NO_COLOR } = process.env;
  const color = !CI && !NO_COLOR;
  const mocha = new Mocha({ ui: "bdd", reporter: "spec", color, timeout: TIMEOUT, forbidOnly: Boolean(CI), jobs });
  if (grep) mocha.grep(new RegExp(grep));
  for (const file of files) mocha.addFile(file);
  if (jobs > 1) mocha.parallelMode();
  else await mocha.loadFilesAsync();
  /** @type {string[]} */
  const failed = [];
  /** @type {Mocha.Stats | undefined} */
  const stats = await new Promise((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
    runner.on("fail", (test, error) => failed.push(`${test.fullTitle()}\n${error.stack ?? error.message}`));
  });
  if (!stats) throw new Error("mocha gave no counts.");
  const result = { passes: stats.passes, failures: stats.failures, pending: stats.pending, failed };
  await mkdir(dirname(resultFile), { recursive: true });
  await writeFile(resultFile, JSON.stringify(result));
  return result;
}
