import { setTimeout as sleep } from "node:timers/promises";
import { format } from "node:util";
import { say } from "../../scripts/process.mjs";
import { readResult } from "./result.mjs";
import { startServer } from "./server.mjs";
import { setup } from "./setup.mjs";
import { openWindow } from "./window.mjs";

/**
 * @typedef {object} SuiteRun
 * @property {import("./suite.mjs").Suite} suite
 * @property {string} extension the folder of the extension under development
 * @property {string[]} [others] folders of others, which the suite needs
 * @property {string[]} [packages] .vsix files to install first
 * @property {string} folder the workspace
 * @property {number} [timeout] ms until the suite counts as hung
 * @property {(page: import("playwright-core").Page) => Promise<void>} [onPage] gets the window's page before it shows anything
 */

/** As on the desktop: in a browser, VS Code saves after a second, which a busy machine may need for a test's next step. */
const AUTO_SAVE = "off";
const CLEAN_END = "code: 0, signal: null";
const HOST_END_TIMEOUT = 10_000;

/** Messages of VS Code itself. */
const NOISE = [
  /^(Ignoring fetching|Updating) additional builtin/,
  /^(Resolving|Resolved) connection token/,
  /^(Creating a socket|Started local extension host)/,
  /^Canceled/,
  /^\[(reconnection-grace|Service Worker|AgentHost|AccountPolicy)/,
];

/**
 * Runs a suite inside a real extension host. VS Code reports success even if that host was killed; so the host must
 * also have ended cleanly and the suite must have written its result.
 * @param {SuiteRun} options
 * @returns {Promise<import("./mocha.mjs").MochaResult>}
 */
export async function runSuite({ suite, extension, others = [], packages = [], folder, timeout = 2_400_000, onPage }) {
  const build = await setup();
  const settings = { "files.autoSave": AUTO_SAVE };
  const server = await startServer({ build, extensions: others, packages, settings, env: suite.env, automation: true });
  try {
    const window = await openWindow(build.browser);
    await onPage?.(window.page);
    const exit = await runInWindow(window.page, server, { suite, extension, folder, timeout }).finally(window.close);
    const end = await Promise.race([server.hostEnd, sleep(HOST_END_TIMEOUT, "it is still running", { ref: false })]);
    if (end !== CLEAN_END) throw new Error(`The extension host did not end cleanly: ${end}.`);
    return await readResult(suite.resultFile, exit);
  } finally {
    await server.close();
  }
}

/**
 * Waits for the suite's end.
 * @param {import("playwright-core").Page} page
 * @param {import("./server.mjs").Server} server
 * @param {Required<Pick<SuiteRun, "suite" | "extension" | "folder" | "timeout">>} options
 * @returns {Promise<number>} the exit code VS Code reports
 */
async function runInWindow(page, server, { suite, extension, folder, timeout }) {
  /** @type {Promise<number>} */
  const finished = new Promise((resolve, reject) => {
    page.exposeFunction("codeAutomationExit", resolve).catch(reject);
  });
  await page.exposeFunction("codeAutomationLog", printHostLog);
  await page.goto(
    server.url(folder, [
      ["extensionDevelopmentPath", server.remote(extension)],
      ["extensionTestsPath", server.remote(suite.entry)],
      ["skipWelcome", "true"],
    ]),
  );
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const hung = new Promise((/** @type {(exit: never) => void} */ _, reject) => {
    timer = setTimeout(() => reject(new Error(`The suite did not finish within ${timeout / 1000} s.`)), timeout);
    page.once("crash", () => reject(new Error("The browser page crashed.")));
  });
  return Promise.race([finished, hung, server.died]).finally(() => clearTimeout(timer));
}

/**
 * @param {string} _level
 * @param {unknown[]} args
 */
function printHostLog(_level, args) {
  const line = format(...args);
  if (!NOISE.some((noise) => noise.test(line))) say(line);
}
