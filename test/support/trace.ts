import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";

/** System calls of a program and its child processes. */
export interface Trace {
  /** Absolute paths that were created, opened for writing, renamed to or deleted, even if that failed. */
  readonly written: readonly string[];
  /** Calls that create sockets, except those between processes on this machine. */
  readonly sockets: readonly string[];
  /** The program's standard error, for the message of a failed test. */
  readonly err: string;
  readonly code: number | null;
}

/** Whether programs can be traced here: on Linux, with strace, if processes may trace each other. */
export function canTrace(): boolean {
  return spawnSync("strace", ["-qq", "-o", "/dev/null", "true"]).status === 0;
}

/** Runs a program without a network, and traces it. */
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
