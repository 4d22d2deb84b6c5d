import fs from "node:fs";
import { resolve } from "node:path";

/** Asked for at each transaction: one error for all, as its stack takes longer to write down than anything else in one. */
const MISSING = Object.assign(new Error("ENOENT: no such file"), { code: "ENOENT" });

/**
 * Runs some synchronous work of SQLite on a database that nobody else uses meanwhile, without its own lock.
 *
 * `node-sqlite3-wasm` (0.8) makes a folder as its lock, which a killed process leaves for ever, and takes it for that of
 * another process that is about to roll back: so what was left half written is never rolled back, and the file is damaged. It
 * calls `fs.mkdirSync`, `fs.rmdirSync` and `fs.accessSync`, which here pass over that folder; that is also faster. Every
 * failure to look for a journal means to it that there is none.
 *
 * @param path of the database, of which the caller has a lock between processes
 * @param work gets a function that throws where nobody knows whether there is a journal; nothing must be written then
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
