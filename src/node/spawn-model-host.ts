import { spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { NO_TELEMETRY } from "../small-model/telemetry.js";

/** The streams and the end of a model host process. */
export interface SpawnedHost {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly pid: number | undefined;
  onExit(callback: (description: string) => void): void;
  kill(): void;
}

/**
 * Keeps the host's memory small. Its buffers live for one step, and freed memory should go back to the system: if
 * glibc's threshold adjusts itself, it grows to the largest buffer and glibc keeps the memory (550 MB instead of 430). V8's
 * young generation need not grow for objects that hold such buffers.
 */
const MEMORY = {
  variables: { MALLOC_MMAP_THRESHOLD_: String(256 * 1024) },
  flags: ["--max-semi-space-size=4"],
};

/**
 * Starts the model host with the running Node (or Electron as Node), without the caller's secrets
 * in its environment.
 *
 * @param entry path of the bundled `model-host.cjs`
 * @param log receives what the host writes to standard error
 */
export function spawnModelHost(entry: string, log: (line: string) => void): SpawnedHost {
  const { PATH, SystemRoot, TEMP, TMPDIR } = process.env;
  const child = spawn(process.execPath, [...MEMORY.flags, entry], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { PATH, SystemRoot, TEMP, TMPDIR, ...MEMORY.variables, ...NO_TELEMETRY, ELECTRON_RUN_AS_NODE: "1" },
    windowsHide: true,
  });
  // Without file handles or memory for a process there are no streams either, and the error comes after this call.
  child.on("error", (error) => log(error.message));
  if (child.pid === undefined) throw new Error("the system cannot start another program");
  child.stderr.setEncoding("utf8").on("data", (text: string) => log(text.trimEnd()));
  // A write to a process that has just died fails; its exit event is handled elsewhere.
  child.stdin.on("error", () => undefined);
  return {
    stdin: child.stdin,
    stdout: child.stdout,
    pid: child.pid,
    onExit: (callback) => {
      child.once("error", (error) => callback(error.message));
      child.once("exit", (code, signal) => callback(signal ? `signal ${signal}` : `exit code ${code}`));
    },
    // It has nothing to clean up, and a hanging process reacts to no other signal.
    kill: () => void child.kill("SIGKILL"),
  };
}
