import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { createPackage } from "../../scripts/package.mjs";
import { ROOT, WEBSHOP } from "../../scripts/paths.mjs";
import { exitCode, say } from "../../scripts/process.mjs";
import { freshResultFile, readResult } from "./result.mjs";
import { runSuiteInDesktop } from "./run-in-desktop.mjs";
import { runSuite } from "./run-in-server.mjs";
import { SERVER_IS_SUPPORTED } from "./setup.mjs";
import { bundleSuite } from "./suite.mjs";
import { copyWorkspace } from "./workspace.mjs";

/** @typedef {import("./mocha.mjs").MochaResult} MochaResult */

const TEST = join(ROOT, "test");
/** An extension that gives the editor language models. */
const CHAT_MODELS = join(TEST, "fixtures", "chat-models");
/** Folders with tests that need an editor; each is a part. */
const EDITOR_FOLDERS = ["in-vscode", "e2e"];
/** The slowest tests, which start first: those that wait, then those that start programs. */
const SLOWEST = [
  join("small-model", "client", "host"),
  join("core", "formats", "hostile"),
  "faults",
  "cli",
  "properties",
  "small-model",
];
/** ms; only a hanging suite takes longer. */
const TIMEOUT = 50 * 60_000;
/** The same for tests that take hours with `--long`. */
const LONG_TIMEOUT = 12 * 3_600_000;

/**
 * The parts of "npm test". A part returns its counts, or nothing if it cannot run.
 * @type {Record<string, (grep?: string) => Promise<MochaResult | undefined>>}
 */
export const PARTS = { unit, faults, editor, "in-vscode": inVSCode, e2e, packaged };
/**
 * The default parts run in parallel, because an editor waits more than it computes: all but "packaged", which needs a
 * trained model and takes longer. "faults" is in "unit".
 */
export const USUAL_PARTS = ["unit", "editor"];

/**
 * Everything that needs no editor.
 * @param {string} [grep]
 */
function unit(grep) {
  return runInNode(
    "unit",
    testFiles((folder) => !EDITOR_FOLDERS.includes(folder)),
    grep,
  );
}

/**
 * Failures of the system, providers and other processes. Also in "unit"; runs separately with `--long`.
 * @param {string} [grep]
 */
function faults(grep) {
  const invariants = ["budget", "ledger"].map((name) => join("properties", `${name}.property.test.ts`));
  return runInNode(
    "faults",
    testFiles((folder, name) => folder === "faults" || folder === "store" || invariants.includes(name)),
    grep,
  );
}

/**
 * The parts in an editor, in a separate process; its output is printed at its end.
 * @param {string} [grep]
 */
async function editor(grep) {
  const result = await freshResultFile("editor");
  const options = ["--result", result, ...(grep ? ["--grep", grep] : [])];
  const args = [join(ROOT, "scripts", "test.mjs"), ...EDITOR_FOLDERS, ...options];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  /** @type {Buffer[]} */
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => output.push(piece));
  const exit = await exitCode(child);
  process.stdout.write(Buffer.concat(output));
  return readResult(result, exit);
}

/**
 * The extension inside a real VS Code.
 * @param {string} [grep]
 */
async function inVSCode(grep) {
  return runInVSCode({ suite: await bundleSuite("in-vscode", grep), extension: ROOT, others: [CHAT_MODELS] });
}

/**
 * A person's clicks in a real VS Code.
 * @param {string} [grep]
 */
async function e2e(grep) {
  if (SERVER_IS_SUPPORTED) {
    return runInNode(
      "e2e",
      testFiles((folder) => folder === "e2e"),
      grep,
    );
  }
  say("Not run: it needs the VS Code server build, and so 64-bit Linux.");
  return undefined;
}

/**
 * The .vsix, installed in a real VS Code.
 * @param {string} [grep]
 */
async function packaged(grep) {
  const suite = await bundleSuite("packaged", grep);
  return runInVSCode({ suite, extension: join(TEST, "harness", "empty-extension"), packages: [await createPackage()] });
}

/** @param {Omit<import("./run-in-server.mjs").SuiteRun, "folder">} suiteRun */
async function runInVSCode(suiteRun) {
  const { VSCODE_PATH } = process.env;
  const runner = VSCODE_PATH || !SERVER_IS_SUPPORTED ? runSuiteInDesktop : runSuite;
  return runner({ ...suiteRun, folder: await copyWorkspace(WEBSHOP) });
}

/**
 * @param {string} name
 * @param {string[]} files
 * @param {string} [grep]
 */
async function runInNode(name, files, grep) {
  const result = await freshResultFile(name);
  const options = ["--result", result, ...(grep ? ["--grep", grep] : [])];
  const timeout = process.env["ROUTELMT_LONG"] ? LONG_TIMEOUT : TIMEOUT;
  const args = ["--import", "tsx", join("test", "harness", "run-mocha.mjs"), ...options, ...files];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: "inherit", timeout });
  return readResult(result, await exitCode(child));
}

/**
 * @param {(folder: string, name: string) => boolean} isWanted by the folder directly below test/, and the path in there
 * @returns {string[]}
 */
function testFiles(isWanted) {
  const names = readdirSync(TEST, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".test.ts"));
  const rank = (/** @type {string} */ name) => {
    const found = SLOWEST.findIndex((one) => name.startsWith(one));
    return found < 0 ? SLOWEST.length : found;
  };
  return names
    .filter((name) => isWanted(name.split(sep)[0] ?? "", name))
    .sort((a, b) => rank(a) - rank(b))
    .map((name) => join(TEST, name));
}
