import { RouteLmtError } from "#core/errors.js";
import type { DecodedText } from "#core/text/encoding.js";
import type { Workspace } from "#workspace/workspace.js";

/** Files in memory, of one project. */
export class MemoryWorkspace implements Workspace {
  readonly files: Map<string, DecodedText>;
  readonly #folder: string;

  constructor(folder: string, files: Readonly<Record<string, string>>) {
    this.#folder = folder;
    this.files = new Map(Object.entries(files).map(([path, text]) => [path, { text, encoding: "utf-8" }]));
  }

  read(path: string): Promise<DecodedText | undefined> {
    return Promise.resolve(this.files.get(path));
  }

  replace(path: string, before: DecodedText | undefined, after: DecodedText): Promise<void> {
    if (this.files.get(path)?.text !== before?.text)
      return Promise.reject(new RouteLmtError("file-changed", `${path} changed`, "Run again."));
    this.files.set(path, after);
    return Promise.resolve();
  }

  projectFolderOf(): string {
    return this.#folder;
  }
}
