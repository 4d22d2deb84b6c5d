import { stat } from "node:fs/promises";
import type { DecodedText } from "../core/text/encoding.js";
import { readTextFile, removeTextFile, writeTextFile } from "./text-file.js";
import { placeToWrite } from "./write-place.js";

/** Files on disk. */
export class NodeWorkspace {
  readonly #project: string;

  /** @param project the folder that is worked in */
  constructor(project = process.cwd()) {
    this.#project = project;
  }

  read(path: string): Promise<DecodedText | undefined> {
    return readTextFile(path);
  }

  stampOf(path: string): Promise<string | undefined> {
    return stampOnDisk(path);
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

/** Time of the last change and size of a file, as a text that is another when the file is; undefined where there is none. */
export function stampOnDisk(path: string): Promise<string | undefined> {
  return stat(path).then(
    ({ mtimeMs, size }) => `${mtimeMs} ${size}`,
    () => undefined,
  );
}
