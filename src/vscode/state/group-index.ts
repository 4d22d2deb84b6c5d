import type { ProjectFiles } from "#core/project/file-groups.js";
import { isNamedClearly } from "#workspace/find-project.js";
import type { OpenFolder } from "../editor/project.js";

/** Which groups the files of projects are in. */
export class GroupIndex {
  readonly #groups = new Map<string, ProjectFiles[]>();

  constructor(folders: readonly OpenFolder[]) {
    for (const { groups } of folders) for (const files of groups) this.#add(files);
  }

  #add(files: ProjectFiles): void {
    const paths = files.kind === "source" ? [files.path, ...files.targets.values()] : files.files;
    for (const path of new Set(paths)) {
      const own = this.#groups.get(path) ?? [];
      own.push(files);
      this.#groups.set(path, own);
    }
  }

  /** Whether a file is in a group. */
  has(path: string): boolean {
    return this.#groups.has(path);
  }

  /**
   * The groups that a file is in, whatever its text is.
   *
   * @returns undefined if its text decides which groups there are
   */
  groupsOf(path: string): readonly ProjectFiles[] | undefined {
    const groups = this.#groups.get(path);
    const isClear = groups?.every(
      (files) => isNamedClearly({ path, isOfLanguage: files.kind === "source" }) && !isAbsent(files),
    );
    return isClear ? groups : undefined;
  }
}

/** Whether the keys of its translations decide that there is such a group. */
function isAbsent(files: ProjectFiles): boolean {
  return files.kind === "source" && files.isAbsent === true;
}
