import fs from "node:fs";
import { resolve } from "node:path";

/** Thrown in each transaction: one error for all, because capturing its stack takes longer than the rest of a transaction. */
const MISSING = Object.assign(new Error("ENOENT: no such file"), { code: "ENOENT" });

/**
 * Runs some synchronous SQLite work without SQLite's own lock, on a database that no one else is using.
 *
 * `node-sqlite3-wasm` (0.8) uses a folder as its lock. A killed process leaves it behind forever, and others take it for the lock
 * of a process that is about to roll back: an incomplete write is never rolled back, and the file is damaged. The library calls `fs.mkdirSync`,
 * `fs.rmdirSync` and `fs.accessSync`, which are made to ignore that folder here; that is also faster. If
 * it fails to look for a journal, for whatever reason, the library concludes that there is none.
 *
 * @param path of the database, for which the caller holds a lock between processes
 * @param work gets a function that throws if it is unknown whether there is a journal; nothing must be written then
 */
export function withoutOwnLock<Result>(path: string, work: (throwIfUnsure: () => void) => Result): Result {
  const { accessSync, mkdirSync, rmdirSync, statSync } = fs;
  const lock = `${resolve(path)}.lock`;
  let unsure: unknown;
  fs.accessSync = (asked, mode) => {
    if (asked === lock) throw MISSING;
    try {
      if (mode !== fs.constants.F_OK) accessSync(asked, mode);
      else if (!statSync(asked, { throwIfNoEntry: false })) throw MISSING;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") unsure ??= error;
      throw error;
    }
  };
  fs.mkdirSync = ((asked: fs.PathLike, options?: fs.MakeDirectoryOptions) =>
    asked === lock ? undefined : mkdirSync(asked, options)) as typeof mkdirSync;
  fs.rmdirSync = (asked, options) => {
    if (asked !== lock) rmdirSync(asked, options);
  };
  try {
    return work(() => {
      if (unsure !== undefined) throw unsure;
    });
  } finally {
    Object.assign(fs, { accessSync, mkdirSync, rmdirSync });
  }
}
