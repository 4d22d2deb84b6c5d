import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { globMatcher } from "../core/project/locale-globs.js";
import type { DecodedText } from "../core/text/encoding.js";
import { filesBelow } from "./files-below.js";
import { isSameFile } from "./same-file.js";
import { readTextFile, removeTextFile, writeTextFile } from "./text-file.js";
import { placeToWrite } from "./write-place.js";

/** Files on disk. */
export class NodeWorkspace {
  readonly #project: string;

  /** @param project the current folder */
  constructor(project = process.cwd()) {
    this.#project = project;
  }

  read(path: string, maxBytes?: number): Promise<DecodedText | undefined> {
    return readTextFile(path, this.#project, maxBytes);
  }

  stampOf(path: string): Promise<string | undefined> {
    return stampOnDisk(path);
  }

  isSame(path: string, other: string): Promise<boolean> {
    return isSameFile(path, other);
  }

  list(folder: string): Promise<readonly { readonly name: string; readonly isLink: boolean }[]> {
    return listOnDisk(folder);
  }

  async find(folder: string, globs: readonly string[]): Promise<readonly string[]> {
    const isMatch = globMatcher(globs);
    const found: string[] = [];
    for await (const path of filesBelow(folder)) if (isMatch(path)) found.push(join(folder, path));
    return found;
  }

  async checkWritable(path: string): Promise<void> {
    await placeToWrite(path, { project: this.#project });
  }

  replace(path: string, before: DecodedText | undefined, after: DecodedText): Promise<void> {
    return writeTextFile(path, after, { project: this.#project, expected: { before } });
  }

  remove(path: string, before: DecodedText): Promise<void> {
    return removeTextFile(path, before, { project: this.#project });
  }

  projectFolderOf(): string {
    return this.#project;
  }
}

/** A stamp (mtime and size) that changes when the file does; undefined if there is no file. */
export function stampOnDisk(path: string): Promise<string | undefined> {
  return stat(path).then(
    ({ mtimeMs, size }) => `${mtimeMs} ${size}`,
    () => undefined,
  );
}

/** The entries of a folder; empty if it cannot be read. */
export async function listOnDisk(folder: string): Promise<{ readonly name: string; readonly isLink: boolean }[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.map((entry) => ({ name: entry.name, isLink: entry.isSymbolicLink() }));
}
