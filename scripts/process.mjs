import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Writes one line for the person at the terminal.
 * @param {string} line
 */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Runs a script's main function: an error becomes its message on stderr and a non-zero exit code.
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}

/**
 * The same for a module that others import: it only runs if Node was started with it.
 * @param {string} url `import.meta.url` of the module
 * @param {() => Promise<void>} main
 */
export async function runIfProgram(url, main) {
  if (process.argv[1] === fileURLToPath(url)) await runMain(main);
}

/**
 * Runs a program to its end; its output appears only when it fails, as part of the error.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<string>} what it wrote to stdout and stderr
 */
export async function run(command, args, options = {}) {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
  const code = await exitCode(child);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} failed with code ${code}:\n${output.slice(-4000)}`);
  return output;
}

/**
 * Resolves to a child's exit code; a signal counts as 1, a missing executable is an error.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
export function exitCode(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/**
 * How to start a program. On Windows, many are batch files, which Node only starts through a shell, and a shell splits
 * paths at spaces.
 * @param {string} file
 * @param {string[]} args
 * @returns {[command: string, args: string[], options: { shell?: true }]} for `spawn`
 */
export function spawnArguments(file, args) {
  if (!/\.(cmd|bat)$/i.test(file)) return [file, args, {}];
  return [`"${file}"`, args.map((arg) => `"${arg}"`), { shell: true }];
}

/**
 * The first of these programs that is on the PATH; on Windows, with one of the endings of programs.
 * @param {...string} names
 * @returns {string | undefined} its absolute path
 */
export function findOnPath(...names) {
  const { PATH = "", PATHEXT = ".EXE;.CMD" } = process.env;
  const folders = PATH.split(delimiter).filter(Boolean);
  const endings = process.platform === "win32" ? PATHEXT.split(";") : [""];
  const files = names.flatMap((name) => endings.map((ending) => name + ending));
  return files.flatMap((file) => folders.map((folder) => join(folder, file))).find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
