import type * as vscode from "vscode";
import type { ProjectFiles } from "#core/project/file-groups.js";
import { isNamedClearly } from "#workspace/find-project.js";
import type { OpenFolder } from "../editor/project.js";

/** The name of a group among those of all folders. */
export function groupName(folder: vscode.WorkspaceFolder, { path }: ProjectFiles): string {
  return `${folder.uri} ${path}`;
}

/** Which groups the files of projects are in. */
export class GroupIndex {
  readonly #groups = new Map<string, { readonly name: string; readonly files: ProjectFiles }[]>();

  constructor(folders: readonly OpenFolder[]) {
    for (const { folder, groups } of folders) for (const files of groups) this.#add(groupName(folder, files), files);
  }

  #add(name: string, files: ProjectFiles): void {
    const paths = files.kind === "source" ? [files.path, ...files.targets.values()] : files.files;
    for (const path of new Set(paths)) {
      const own = this.#groups.get(path) ?? [];
      own.push({ name, files });
      this.#groups.set(path, own);
    }
  }

  /** Whether a file is in a group. */
  has(path: string): boolean {
    return this.#groups.has(path);
  }

  /**
   * The names of the groups that a file is in, whatever its text is.
   *
   * @returns undefined if its text decides which groups there are
   */
  groupsOf(path: string): readonly string[] | undefined {
    const groups = this.#groups.get(path);
    const isClear = groups?.every(
      ({ files }) => isNamedClearly({ path, isOfLanguage: files.kind === "source" }) && !isAbsent(files),
    );
    return isClear ? groups?.map(({ name }) => name) : undefined;
  }
}

/** Whether the keys of its translations decide that there is such a group. */
function isAbsent(files: ProjectFiles): boolean {
  return files.kind === "source" && files.isAbsent === true;
}
