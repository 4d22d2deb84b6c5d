import { resolve, sep } from "node:path";
import { RouteLmtError, said } from "#core/errors.js";
import { globMatcher, isBelowExcluded } from "#core/project/locale-globs.js";
import type { DecodedText } from "#core/text/encoding.js";
import type { FolderEntry, Workspace } from "#workspace/workspace.js";

/** Files in memory, of one project. */
export class MemoryWorkspace implements Workspace {
  readonly files: Map<string, DecodedText>;
  /** Files that cannot be written. */
  readonly readOnly = new Set<string>();
  readonly #folder: string;

  constructor(folder: string, files: Readonly<Record<string, string>>) {
    this.#folder = folder;
    this.files = new Map(Object.entries(files).map(([path, text]) => [path, { text, encoding: "utf-8" }]));
  }

  read(path: string): Promise<DecodedText | undefined> {
    return Promise.resolve(this.files.get(path));
  }

  isSame(path: string, other: string): Promise<boolean> {
    return Promise.resolve(resolve(path) === resolve(other));
  }

  list(folder: string): Promise<readonly FolderEntry[]> {
    const inside = [...this.files.keys()].filter((path) => path.startsWith(`${folder}${sep}`));
    const names = new Set(inside.map((path) => path.slice(folder.length + 1).split(sep)[0] ?? ""));
    return Promise.resolve([...names].map((name) => ({ name, isLink: false })));
  }

  find(folder: string, globs: readonly string[]): Promise<readonly string[]> {
    const isMatch = globMatcher(globs);
    const inside = [...this.files.keys()].filter((path) => path.startsWith(`${folder}${sep}`));
    return Promise.resolve(
      inside.filter((path) => {
        const name = path.slice(folder.length + 1).replaceAll(sep, "/");
        return isMatch(name) && !isBelowExcluded(name);
      }),
    );
  }

  stampOf(path: string): Promise<string | undefined> {
    const isThere = [...this.files.keys()].some((one) => one === path || one.startsWith(`${path}${sep}`));
    return Promise.resolve(isThere ? (this.files.get(path)?.text ?? "folder") : undefined);
  }

  checkWritable(path: string): Promise<void> {
    if (!this.readOnly.has(path)) return Promise.resolve();
    return Promise.reject(new RouteLmtError("file-write", said`${path} is read-only`, said`Make it writable.`));
  }

  async replace(path: string, before: DecodedText | undefined, after: DecodedText): Promise<void> {
    await this.checkWritable(path);
    if (this.files.get(path)?.text !== before?.text)
      throw new RouteLmtError("file-changed", said`${path} changed`, said`Run again.`);
    this.files.set(path, after);
  }

  async remove(path: string, before: DecodedText): Promise<void> {
    await this.replace(path, before, before);
    this.files.delete(path);
  }

  projectFolderOf(): string {
    return this.#folder;
  }
}
