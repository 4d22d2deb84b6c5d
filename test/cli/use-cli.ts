import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CLI } from "../support/program.js";

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The built command line in an empty folder; every test of a suite gets a new one. */
export interface Cli {
  write(path: string, content: string | Uint8Array): void;
  read(path: string): string;
  exists(path: string): boolean;
  /** The absolute path of a file. */
  at(path: string): string;
  /** Names in a folder. */
  list(path: string): string[];
  /**
   * Runs the program. By default, `translate` accepts every local translation that passes the checks, because the
   * predicted drafts depend on the weights. The suite's small model runs on one thread, because other tests run in
   * parallel.
   */
  routelmt(args: readonly string[], env?: Record<string, string>): Promise<Ended>;
}

/**
 * Creates the folder before each test of a suite, and removes it afterwards.
 *
 * @param model folder of the small model; by default, the bundled one
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

/** Default options of `translate` and `plan` in tests. */
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
    const child = spawn(process.execPath, [CLI, ...args], { cwd, env: { PATH: process.env["PATH"], ...env } });
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
