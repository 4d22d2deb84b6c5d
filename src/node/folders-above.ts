import { dirname, resolve } from "node:path";

/** The folders that a file is in, innermost first, including the root. */
export function* foldersAbove(file: string): Generator<string> {
  for (let folder = dirname(resolve(file)); ; folder = dirname(folder)) {
    yield folder;
    if (folder === dirname(folder)) return;
  }
}
