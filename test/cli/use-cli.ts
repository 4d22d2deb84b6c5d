import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PROGRAM } from "../support/program.js";

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The built command line in an empty folder of its own, for every test of a suite. */
export interface Cli {
  write(path: string, content: string | Uint8Array): void;
  read(path: string): string;
  exists(path: string): boolean;
  /** A path for what else is to be done with a file. */
  at(path: string): string;
  /** Names in a folder. */
  list(path: string): string[];
  /**
   * Runs the program. `translate` takes every local translation for done that is not seen to be wrong, unless
   * the test says otherwise: what is predicted to be a draft depends on the weights. The small model is the suite's and
   * runs on one thread, as other tests run beside it.
   */
  routelmt(args: readonly string[], env?: Record<string, string>): Promise<Ended>;
}

/**
 * Makes the folder before each test of the suite that calls it, and removes it after.
 *
 * @param model folder of the small model; the bundled one where it is left out
 */
export function useCli(model?: string): Cli {
  let folder = "";
  let data = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "routelmt-cli-"));
    data = mkdtempSync(join(tmpdir(), "routelmt-data-"));
  });
  afterEach(() => {
    for (const one of [folder, data]) rmSync(one, { recursive: true, force: true });
  });
  return {
    write: (path, content) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    },
    read: (path) => readFileSync(join(folder, path), "utf8"),
    exists: (path) => existsSync(join(folder, path)),
    at: (path) => join(folder, path),
    list: (path) => readdirSync(join(folder, path)),
    routelmt: (args, env = {}) => runCli(folder, withDefaults(args, model), { ROUTELMT_DATA: data, ...env }),
  };
}

/** What `translate` and `plan` are to do where the test does not say it. */
function withDefaults(args: readonly string[], model: string | undefined): readonly string[] {
  const [command = ""] = args;
  const defaults: Readonly<Record<string, string | undefined>> = {
    "--minimum-quality": command === "translate" ? "0" : undefined,
    "--model": model,
    "--threads": "1",
  };
  if (!["translate", "plan"].includes(command)) return args;
  const missing = Object.entries(defaults).filter(([name]) => !args.includes(name));
  return [...args, ...missing.flatMap(([name, value]) => (value === undefined ? [] : [name, value]))];
}

function runCli(cwd: string, args: readonly string[], env: Record<string, string>): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...PROGRAM, ...args], { cwd, env: { PATH: process.env["PATH"], ...env } });
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk) => {
      out += chunk;
    });
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    child.once("error", reject);
    child.once("exit", (code) => resolve({ code, out, err }));
  });
}
