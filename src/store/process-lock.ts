import { closeSync, openSync, readFileSync, statSync, unlinkSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { RouteLmtError, said } from "../core/errors.js";
import { isAlive, isBeforeStart } from "../node/is-alive.js";
import { makeFolder } from "../node/make-folder.js";
import { type Unchanged, unchangedFor } from "../node/unchanged-for.js";

/** Longest wait for another process, in milliseconds: the lock is only held for one transaction. */
const MAX_WAIT = 15_000;
/**
 * How long, in milliseconds, a lock may stay as it is before it counts as abandoned although its owner may be alive: one
 * without an owner, whose process died while writing it, and one that seems to be older than the machine's start.
 */
const MAX_DOUBTFUL = 2_000;

/**
 * A lock between processes of one machine: a file with the owner's process id, which exists while the lock is held. The
 * lock of a dead process is taken over. (An advisory lock of the system would be released automatically, but Node.js
 * has none.)
 */
export class ProcessLock {
  readonly #path: string;

  /** @param path of the lock file; its folder is created if missing */
  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Runs some synchronous work while holding the lock.
   *
   * @throws {RouteLmtError} `store-locked` if a living process holds it for too long; what the work throws
   */
  async run<Result>(work: () => Result): Promise<Result> {
    // Not the wall clock, which may jump.
    const end = performance.now() + MAX_WAIT;
    const seen = { lock: unchangedFor(), clearing: unchangedFor() };
    for (let wait = 1; !this.#take(seen); wait = Math.min(50, wait * 2)) {
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

  /** Takes the lock if it is free, or abandoned by a process that has ended. */
  #take(seen: { lock: Unchanged; clearing: Unchanged }): boolean {
    if (createWithPid(this.#path)) return true;
    if (!isLeft(this.#path, seen.lock)) return false;
    // Only one process removes it at a time, and checks again: somebody else may hold the lock by now.
    const clearing = `${this.#path}.clearing`;
    if (!createWithPid(clearing)) {
      if (isLeft(clearing, seen.clearing)) release(clearing);
      return false;
    }
    try {
      if (isLeft(this.#path, seen.lock)) release(this.#path);
      return createWithPid(this.#path);
    } finally {
      release(clearing);
    }
  }
}

/** The locks that this process holds: any other lock with its id could not be removed earlier. */
const held = new Set<string>();

/** Windows' errors for a file that is being deleted; elsewhere they are final. */
const BUSY: ReadonlySet<string | undefined> = new Set(process.platform === "win32" ? ["EPERM", "EBUSY", "EACCES"] : []);

/** The work is done even if the file cannot be removed: the next process takes the lock over. */
function release(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // See above.
  }
}

/** Creates a file; false if it exists already. */
function createWithPid(path: string): boolean {
  let file: number;
  try {
    file = openSync(path, "wx");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" || BUSY.has(code)) return false;
    if (code !== "ENOENT") throw error;
    makeFolder(dirname(path), 0o700);
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

/** Whether the process that made a lock file has ended. */
function isLeft(path: string, unchanged: Unchanged): boolean {
  try {
    const pid = Number(readFileSync(path, "utf8"));
    if (pid === process.pid) return !held.has(path);
    const { ino, mtimeMs } = statSync(path);
    const isDoubtful = unchanged(`${pid} ${ino} ${mtimeMs}`) > MAX_DOUBTFUL;
    return pid > 0 ? !isAlive(pid) || (isDoubtful && isBeforeStart(mtimeMs)) : isDoubtful;
  } catch {
    // It has been removed: the next attempt to create it will show.
    return false;
  }
}

function lockedError(path: string): RouteLmtError {
  let owner = said`another process`;
  try {
    owner = said`process ${readFileSync(path, "utf8")}`;
  } catch {
    // It was released just now.
  }
  return new RouteLmtError(
    "store-locked",
    said`The project database is in use by ${owner}: ${path}`,
    said`Try again; if no other RouteLMT runs, delete that file.`,
  );
}
