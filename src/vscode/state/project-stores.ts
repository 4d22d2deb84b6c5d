import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import * as vscode from "vscode";
import { projectRoot } from "#store/data-folder.js";
import { ProjectStore } from "#store/project-store.js";

/** The stores of the projects that this window works on. A database is opened when something in it is wanted. */
export class ProjectStores implements vscode.Disposable {
  readonly #stores = new Map<string, ProjectStore>();

  /** The store of the project of a file; without one, of the first folder of the workspace. */
  for(file?: vscode.Uri): ProjectStore {
    const folders = vscode.workspace.workspaceFolders;
    const folder = (file ? vscode.workspace.getWorkspaceFolder(file) : undefined) ?? folders?.[0];
    const path = file?.scheme === "file" ? file.fsPath : (folder?.uri.fsPath ?? process.cwd());
    const root = projectRoot(path, folder?.uri.fsPath ?? dirname(path));
    const store = this.#stores.get(root) ?? new ProjectStore(root);
    this.#stores.set(root, store);
    return store;
  }

  /** The store of a file's project where it has a database already: looking makes none. */
  existing(file?: vscode.Uri): ProjectStore | undefined {
    const store = this.for(file);
    return existsSync(store.path) ? store : undefined;
  }

  /** A text that is another when one of the databases was written since. */
  stamp(): string {
    return [...this.#stores.values()].map(({ path }) => statSync(path, { throwIfNoEntry: false })?.mtimeMs).join();
  }

  dispose(): void {
    for (const store of this.#stores.values()) void store.close();
  }
}
