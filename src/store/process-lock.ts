import { closeSync, mkdirSync, openSync, readFileSync, statSync, unlinkSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { RouteLmtError, said } from "../core/errors.js";
import { isAlive } from "../node/is-alive.js";

/** Longest wait for another process, in milliseconds: nobody holds the lock longer than a transaction takes. */
const MAX_WAIT = 15_000;
/** A lock without a readable owner is one whose process died while it wrote it, if it is this old, in milliseconds. */
const MAX_UNWRITTEN = 2_000;

/**
 * A lock between processes of one machine: a file that exists while somebody holds it, with the process id in it. What a
 * dead process left is taken over. (An advisory lock of the system would go away by itself, but Node.js has none.)
 */
export class ProcessLock {
  readonly #path: string;

  /** @param path of the lock file; its folder is made when it is missing */
  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Runs some synchronous work while no other process runs any under this lock.
   *
   * @throws {RouteLmtError} `store-locked` when a living process holds it for too long; what the work throws
   */
  async run<Result>(work: () => Result): Promise<Result> {
    // Not the clock of the day, which may jump.
    const end = performance.now() + MAX_WAIT;
    for (let wait = 1; !this.#take(); wait = Math.min(50, wait * 2)) {
      if (performance.now() > end) throw lockedError(this.#path);
      await pause(wait * (0.5 + Math.random()));
    }
    held.add(this.#path);
    try {
      return work();
    } finally {
      held.delete(this.#path);
      release(this.#path);
    }
  }

  /** Takes the lock when it is free, or was left by a process that is gone. */
  #take(): boolean {
    if (createWithPid(this.#path)) return true;
    if (!isLeft(this.#path)) return false;
    // Only one process clears away at a time, and looks again: the lock may be somebody else's by now.
    const clearing = `${this.#path}.clearing`;
    if (!createWithPid(clearing)) {
      if (isLeft(clearing)) release(clearing);
      return false;
    }
    try {
      if (isLeft(this.#path)) release(this.#path);
      return createWithPid(this.#path);
    } finally {
      release(clearing);
    }
  }
}

/** The locks that this process holds: another one with its id was left when it could not be removed. */
const held = new Set<string>();

/** What Windows says of a file that is about to go; elsewhere it is the answer. */
const BUSY: ReadonlySet<string | undefined> = new Set(process.platform === "win32" ? ["EPERM", "EBUSY", "EACCES"] : []);

/** What was done under the lock is done, even where the file cannot be removed: then whoever comes next takes it over. */
function release(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // See above.
  }
}

/** Makes a file that must not exist yet; false when it does. */
function createWithPid(path: string): boolean {
  let file: number;
  try {
    file = openSync(path, "wx");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" || BUSY.has(code)) return false;
    if (code !== "ENOENT") throw error;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return false;
  }
  try {
    writeSync(file, `${process.pid}`);
  } catch (error) {
    closeSync(file);
    release(path);
    throw error;
  }
  closeSync(file);
  return true;
}

/** Whether the process that made a lock file is gone. */
function isLeft(path: string): boolean {
  try {
    const pid = Number(readFileSync(path, "utf8"));
    if (pid === process.pid) return !held.has(path);
    if (pid > 0) return !isAlive(pid);
    return Math.abs(Date.now() - statSync(path).mtimeMs) > MAX_UNWRITTEN;
  } catch {
    // It is gone: the next try to make it will tell.
    return false;
  }
}

function lockedError(path: string): RouteLmtError {
  let owner = said`another process`;
  try {
    owner = said`process ${readFileSync(path, "utf8")}`;
  } catch {
    // It was released at this very moment.
  }
  return new RouteLmtError(
    "store-locked",
    said`The project database is in use by ${owner}: ${path}`,
    said`Try again; if no other RouteLMT runs, delete that file.`,
  );
}
