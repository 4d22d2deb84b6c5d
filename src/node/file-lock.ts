import { randomUUID } from "node:crypto";
import { lstat, readFile, rm, rmdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { textHash } from "../core/text/hash.js";
import { isAlive } from "./is-alive.js";
import { makeFolder } from "./make-folder.js";
import { type Unchanged, unchangedFor } from "./unchanged-for.js";

/** Longest time that a lock is held, in milliseconds: one that stays longer was left behind by a process that ended. */
const MAX_AGE = 5000;

/**
 * Works on a file under a lock, which excludes other processes of this user and other work in this process. The lock is
 * a temporary file, so that nothing appears next to the user's files. If it cannot be made, the work is done without
 * it.
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
  // Not the wall clock, which may jump.
  const end = performance.now() + 2 * MAX_AGE;
  const unchanged = unchangedFor();
  while (performance.now() < end) {
    try {
      makeFolder(folder, 0o700);
      if (!(await isOwn(folder))) return false;
      await writeFile(lock, name, { flag: "wx" });
      return true;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // ENOENT: whoever released the last lock also removed the folder. EPERM: Windows, while a file is being deleted.
      if (code !== "EEXIST" && code !== "ENOENT" && code !== "EPERM") return false;
      if (code === "EEXIST" && (await isLeft(lock, unchanged))) await rm(lock, { force: true });
      else await wait(1 + Math.random() * 9);
    }
  }
  return false;
}

/** Where all users share the temporary folder, another user may have made this one. */
async function isOwn(folder: string): Promise<boolean> {
  const about = await lstat(folder);
  return about.isDirectory() && (process.getuid === undefined || about.uid === process.getuid());
}

/** Whether the process that made a lock has ended without releasing it. */
async function isLeft(lock: string, unchanged: Unchanged): Promise<boolean> {
  try {
    const name = await readFile(lock, "utf8");
    const pid = Number.parseInt(name, 10);
    return unchanged(name) > MAX_AGE || (pid > 0 && !isAlive(pid));
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
    // It contains other locks, or was removed entirely.
  }
}
