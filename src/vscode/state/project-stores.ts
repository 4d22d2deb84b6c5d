import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import * as vscode from "vscode";
import { projectRoot } from "#store/data-folder.js";
import { ProjectStore } from "#store/project-store.js";

/** The stores of the projects in this window. A database is opened when it is first needed. */
export class ProjectStores implements vscode.Disposable {
  readonly #stores = new Map<string, ProjectStore>();

  /** The store of a file's project; by default, of the first workspace folder's. */
  for(file?: vscode.Uri): ProjectStore {
    const folders = vscode.workspace.workspaceFolders;
    const folder = (file ? vscode.workspace.getWorkspaceFolder(file) : undefined) ?? folders?.[0];
    const path = file?.scheme === "file" ? file.fsPath : (folder?.uri.fsPath ?? process.cwd());
    const root = projectRoot(path, folder?.uri.fsPath ?? dirname(path));
    const store = this.#stores.get(root) ?? new ProjectStore(root);
    this.#stores.set(root, store);
    return store;
  }

  /** The store of a file's project if it has a database already; does not create one. */
  existing(file?: vscode.Uri): ProjectStore | undefined {
    const store = this.for(file);
    return existsSync(store.path) ? store : undefined;
  }

  /** A stamp that changes when one of the databases is written. */
  stamp(): string {
    return [...this.#stores.values()].map(({ path }) => statSync(path, { throwIfNoEntry: false })?.mtimeMs).join();
  }

  dispose(): void {
    for (const store of this.#stores.values()) void store.close();
  }
}
