import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";

/** What a program and all that it started asked the system for. */
export interface Trace {
  /** Absolute paths that were made, opened for writing, renamed to or removed; also where that failed. */
  readonly written: readonly string[];
  /** Calls that make a socket other than one between processes of the machine. */
  readonly sockets: readonly string[];
  /** What the program wrote to standard error; for the message of a failed test. */
  readonly err: string;
  readonly code: number | null;
}

/** Whether programs can be watched here: Linux, with strace, where processes may look at each other. */
export function canTrace(): boolean {
  return spawnSync("strace", ["-qq", "-o", "/dev/null", "true"]).status === 0;
}

/** Runs a program without a network and watches it. */
export function trace(
  command: readonly string[],
  { cwd, env, file }: { readonly cwd: string; readonly env: Record<string, string>; readonly file: string },
): Trace {
  const watched = [
    "strace",
    "-f",
    "-qq",
    "-y",
    "-e",
    "trace=network,%file",
    "-e",
    "signal=none",
    "-o",
    file,
    ...command,
  ];
  const [program = "", ...args] = hasNamespaces() ? ["unshare", "-rn", ...watched] : watched;
  const { status, stderr } = spawnSync(program, args, { cwd, env, encoding: "utf8" });
  const lines = readFileSync(file, "utf8").split("\n");
  return {
    written: lines.flatMap((line) => writtenIn(line, cwd)),
    sockets: lines.filter((line) => /\bsocket\((?!AF_UNIX|AF_LOCAL)/.test(line)),
    err: stderr,
    code: status,
  };
}

/** Whether a program can be run in a namespace that has no network. */
function hasNamespaces(): boolean {
  try {
    execFileSync("unshare", ["-rn", "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const CHANGES = /\b(creat|mkdir(at)?|mknod(at)?|rename(at2?)?|link(at)?|symlink(at)?|unlink(at)?|rmdir|truncate)\(/;
const OPENS_TO_WRITE = /\bopen(at2?)?\([^"]*"[^"]*".*\bO_(WRONLY|RDWR|CREAT)\b/;

function writtenIn(line: string, cwd: string): string[] {
  if (!CHANGES.test(line) && !OPENS_TO_WRITE.test(line)) return [];
  const paths = [...line.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, path = ""]) => path);
  return paths.map((path) => (isAbsolute(path) ? path : join(cwd, path)));
}
