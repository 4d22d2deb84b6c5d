import { spawn } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join, sep } from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { say } from "./output.mjs";
import { createPackage } from "./package.mjs";
import { OUT, ROOT, WEBSHOP } from "./paths.mjs";
import { exitCode } from "./process.mjs";
import { runSuiteInDesktop } from "./vscode/desktop.mjs";
import { runSuite } from "./vscode/run.mjs";
import { SERVER_IS_SUPPORTED } from "./vscode/setup.mjs";
import { bundleSuite, readResult } from "./vscode/suite.mjs";
import { copyWorkspace } from "./vscode/workspace.mjs";

/** @typedef {import("./mocha.mjs").MochaResult} MochaResult */

/** The parts of "npm test"; "packaged" runs only when asked for, as it packages first. */
const PARTS = { unit, host, e2e, packaged };
const DEFAULT_PARTS = /** @type {const} */ (["unit", "host", "e2e"]);
/** No mocha process takes longer, unless it hangs. */
const TIMEOUT = 20 * 60_000;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { grep: { type: "string" } } });
const grep = values.grep;

/** Everything but what needs an editor, in plain Node. */
function unit() {
  const ofEditor = [`host${sep}`, `e2e${sep}`];
  return mochaProcess("unit", testFiles((name) => !ofEditor.some((folder) => name.startsWith(folder))));
}

/** The extension inside a real VS Code. */
async function host() {
  return inVSCode({ suite: await bundleSuite("development", grep), extension: ROOT });
}

/** A person's clicks in a real VS Code. */
async function e2e() {
  if (!SERVER_IS_SUPPORTED) {
    say("Not run: these tests need the VS Code server build, and so 64-bit Linux.");
    return undefined;
  }
  return mochaProcess("e2e", testFiles((name) => name.startsWith(`e2e${sep}`)));
}
