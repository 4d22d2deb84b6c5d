import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, symlink, writeFile } from "node:fs/promises";
import { constants, tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { run } from "../../scripts/process.mjs";

/**
 * @typedef {object} ServerOptions
 * @property {import("./setup.mjs").ServerBuild} build
 * @property {string[]} [extensions] extension folders, installed by link: rebuild, reload the window, see the change
 * @property {string[]} [packages] .vsix files to install
 * @property {Record<string, unknown>} [settings] the user's settings, over quiet defaults
 * @property {NodeJS.ProcessEnv} [env] more environment for the server, and so for the extension host
 * @property {boolean} [automation] obey extensionTestsPath; VS Code then shows no notifications
 * @property {boolean} [trust] ask whether the folder is trusted, as a user's editor does
 *
 * @typedef {object} Server
 * @property {(folder: string, payload?: [string, string][]) => string} url the workbench's address, with a folder or a .code-workspace file open
 * @property {(file: string) => string} remote a file's URI in that workbench
 * @property {Promise<never>} died rejects when the server ends by itself
 * @property {Promise<string>} hostEnd how the first extension host to end ended: "code: 0, signal: null" is clean
 * @property {() => Promise<void>} close ends the server and removes its files
 */

/** Without animations, which would show up half-done in screenshots, and are painted by the processor. */
const QUIET_SETTINGS = {
  "chat.disableAIFeatures": true,
  "editor.cursorBlinking": "solid",
  "extensions.autoCheckUpdates": false,
  "git.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "workbench.enableExperiments": false,
  "workbench.reduceMotion": "on",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
};

const LISTENING = /Extension host agent listening on (\d+)/;
const HOST_END = /Extension Host Process exited with (code: [^\n]*?)\.?\n/;
const START_TIMEOUT = 120_000;
const END_SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * Starts the VS Code server with a temporary home folder. Only a browser with its token can connect.
 * @param {ServerOptions} options
 * @returns {Promise<Server>}
 */
export async function startServer({ build, extensions = [], packages = [], settings = {}, env = {}, ...flags }) {
  exitOnSignals();
  const home = await createHome(extensions, settings);
  const base = [build.main, "--accept-server-license-terms", ...homeArguments(home)];
  const environment = serverEnvironment(build.node, { ROUTELMT_DATA: join(home, "data"), ...env });
  for (const file of packages) {
    await run(build.node, [...base, "--install-extension", file, "--force"], { env: environment });
  }

  const token = randomUUID();
  const args = ["--host", "127.0.0.1", "--port", "0", "--connection-token", token, "--telemetry-level", "off"];
  if (flags.automation) args.push("--enable-smoke-test-driver");
  if (!flags.trust) args.push("--disable-workspace-trust");
  // A separate process group, so that extension hosts and model hosts end with the server.
  const child = spawn(build.node, [...base, ...args], { env: environment, detached: true });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));

  const exited = once(child, "exit");
  const died = exited.then(() => Promise.reject(new Error(`The VS Code server ended:\n${output.slice(-4000)}`)));
  died.catch(() => {}); // An error only for callers that await it.
  const endNow = () => {
    signalGroup(child.pid, "SIGKILL");
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once("exit", endNow);
  const close = async () => {
    signalGroup(child.pid, "SIGTERM");
    await Promise.race([exited, sleep(5000, undefined, { ref: false })]);
    process.off("exit", endNow);
    endNow();
  };

  try {
    const origin = `127.0.0.1:${await Promise.race([died, firstMatch(child.stdout, LISTENING), startTimeout()])}`;
    return {
      url: (folder, payload) => {
        const opened = folder.endsWith(".code-workspace") ? { workspace: folder } : { folder };
        return `http://${origin}/?${new URLSearchParams({ tkn: token, ...opened, ...(payload && { payload: JSON.stringify(payload) }) })}`;
      },
      remote: (file) => `vscode-remote://${origin}${file}`,
      died,
      hostEnd: firstMatch(child.stdout, HOST_END),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * @param {string[]} extensions
 * @param {Record<string, unknown>} settings
 */
async function createHome(extensions, settings) {
  const home = await mkdtemp(join(tmpdir(), "routelmt-vscode-"));
  const user = join(home, "user", "User");
  await mkdir(user, { recursive: true });
  await writeFile(join(user, "settings.json"), JSON.stringify({ ...QUIET_SETTINGS, ...settings }));
  await mkdir(join(home, "extensions"));
  for (const [i, folder] of extensions.entries()) await symlink(folder, join(home, "extensions", `linked-${i}`), "dir");
  return home;
}

/** @param {string} home */
function homeArguments(home) {
  const folders = { "server-data-dir": "server", "user-data-dir": "user", "extensions-dir": "extensions" };
  return Object.entries(folders).flatMap(([option, folder]) => [`--${option}`, join(home, folder)]);
}

/**
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 */
function serverEnvironment(node, env) {
  const { VSCODE_IPC_HOOK_CLI: _, PATH, ...inherited } = process.env;
  return { ...inherited, PATH: dirname(node) + delimiter + PATH, EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...env };
}

/**
 * Waits until a stream's output matches.
 * @param {import("node:stream").Readable} stream
 * @param {RegExp} pattern
 * @returns {Promise<string>} the pattern's first group
 */
function firstMatch(stream, pattern) {
  let text = "";
  return new Promise((resolve) => {
    stream.on("data", (chunk) => {
      text += chunk;
      const match = pattern.exec(text)?.[1];
      if (match) resolve(match);
    });
  });
}

async function startTimeout() {
  await sleep(START_TIMEOUT, undefined, { ref: false });
  throw new Error(`The VS Code server did not start within ${START_TIMEOUT / 1000} s.`);
}

/** Lets Ctrl+C and a kill end this process through its "exit" event, where children and temporary files are removed. */
function exitOnSignals() {
  for (const signal of END_SIGNALS) {
    if (!process.listeners(signal).includes(exitOnSignal)) process.on(signal, exitOnSignal);
  }
}

/** @param {NodeJS.Signals} signal */
function exitOnSignal(signal) {
  process.exit(128 + constants.signals[signal]);
}

/**
 * @param {number | undefined} pid
 * @param {NodeJS.Signals} signal
 */
function signalGroup(pid, signal) {
  try {
    if (pid) process.kill(-pid, signal);
  } catch {
    // It has already ended.
  }
}
