import { randomUUID } from "node:crypto";
import { lstat, mkdir, readFile, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { textHash } from "../core/text/hash.js";
import { isAlive } from "./is-alive.js";

/** Nobody holds a lock for longer, in milliseconds: an older one was left by a process that ended. */
const MAX_AGE = 5000;

/**
 * Does something to a file while no other process of this user, and nothing else in this one, does the same. The lock
 * is a file among the temporary ones, so that nothing appears beside the user's. Where none can be made the work is
 * done without.
 *
 * @param path of the file, without links
 * @param work takes well under {@link MAX_AGE}
 */
export async function withLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  const folder = join(tmpdir(), `routelmt-locks-${process.getuid?.() ?? "user"}`);
  const lock = join(folder, `${textHash(path)}.lock`);
  const name = `${process.pid} ${randomUUID()}`;
  const isHeld = await acquire(folder, lock, name);
  try {
    return await work();
  } finally {
    if (isHeld) await release(folder, lock, name);
  }
}

async function acquire(folder: string, lock: string, name: string): Promise<boolean> {
  // Not the clock of the day, which may jump.
  const end = performance.now() + 2 * MAX_AGE;
  while (performance.now() < end) {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if (!(await isOwn(folder))) return false;
      await writeFile(lock, name, { flag: "wx" });
      return true;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // ENOENT: whoever released the last lock removed the folder as well. EPERM: Windows, while a file goes.
      if (code !== "EEXIST" && code !== "ENOENT" && code !== "EPERM") return false;
      if (code === "EEXIST" && (await isLeft(lock))) await rm(lock, { force: true });
      else await wait(1 + Math.random() * 9);
    }
  }
  return false;
}

/** Somebody else may have made the folder, where all users share the one for temporary files. */
async function isOwn(folder: string): Promise<boolean> {
  const about = await lstat(folder);
  return about.isDirectory() && (process.getuid === undefined || about.uid === process.getuid());
}

/** Whether the process that made a lock has ended without releasing it. */
async function isLeft(lock: string): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(lock);
    const pid = Number.parseInt(await readFile(lock, "utf8"), 10);
    return Math.abs(Date.now() - mtimeMs) > MAX_AGE || (pid > 0 && !isAlive(pid));
  } catch {
    // Released meanwhile.
    return false;
  }
}

async function release(folder: string, lock: string, name: string): Promise<void> {
  try {
    if ((await readFile(lock, "utf8")) === name) await rm(lock, { force: true });
    await rmdir(folder);
  } catch {
    // Others have locks there, or somebody removed all of it.
  }
}
