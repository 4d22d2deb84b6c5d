import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder, and those above it. The option `recursive` of Node is not used: it never ends where a folder is there and
 * says of every new one that it is not, as below `/proc` or on a mount that is gone.
 *
 * @param mode of the folders that are made
 * @throws what the file system throws
 */
export function makeFolder(path: string, mode = 0o777): void {
  if (made(path, mode)) return;
  makeFolder(dirname(path), mode);
  if (!made(path, mode)) mkdirSync(path, { mode });
}

/** False where the folder above is missing. */
function made(path: string, mode: number): boolean {
  try {
    mkdirSync(path, { mode });
    return true;
  } catch (error) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return true;
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || path === dirname(path)) throw error;
    return false;
  }
}
