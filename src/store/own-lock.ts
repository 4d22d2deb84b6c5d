import fs from "node:fs";
import { resolve } from "node:path";

/**
 * Runs some synchronous work of SQLite on a database that nobody else uses meanwhile, so that what a killed process left
 * half written is rolled back. `node-sqlite3-wasm` (0.8) takes its own lock, a folder, for that of another process which is
 * about to roll back itself, and so nobody ever does: the file is damaged. It asks by `fs.accessSync`, and hears here
 * that there is no such folder. For the journal, every failure of that call means to it that there is nothing to roll back.
 *
 * @param path of the database
 * @param work gets a function that throws where nobody knows whether there is a journal; nothing must be written then
 */
export function withOwnLock<Result>(path: string, work: (throwIfUnsure: () => void) => Result): Result {
  const { accessSync } = fs;
  const lock = `${resolve(path)}.lock`;
  let unsure: unknown;
  fs.accessSync = (asked, mode) => {
    if (asked === lock) throw Object.assign(new Error("ENOENT: it is our own"), { code: "ENOENT" });
    try {
      accessSync(asked, mode);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") unsure ??= error;
      throw error;
    }
  };
  try {
    return work(() => {
      if (unsure !== undefined) throw unsure;
    });
  } finally {
    fs.accessSync = accessSync;
  }
}
