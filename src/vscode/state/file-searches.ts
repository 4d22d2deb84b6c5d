import * as vscode from "vscode";
import { isBelowExcluded } from "#core/project/locale-globs.js";
import { searchFiles } from "../editor/file-search.js";
import { onDidWrite } from "../editor/files.js";

/** Milliseconds after which a search is repeated although no new file was noticed: watchers miss some. */
const MAX_AGE = 60_000;

interface Search {
  readonly began: number;
  readonly found: Promise<readonly string[]>;
  /** The same, once it is known. */
  paths?: ReadonlySet<string>;
}

/** What searches found, until a file or folder is created or removed: each one walks through the whole workspace. */
export class FileSearches implements vscode.Disposable {
  readonly #subscriptions: vscode.Disposable[];
  readonly #known = new Map<string, Search>();

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher("**/*", false, true, false);
    const noticed = (file: vscode.Uri): void => {
      if (!isBelowExcluded(vscode.workspace.asRelativePath(file, false))) this.forget();
    };
    // A file that is replaced may be reported as created.
    const created = (file: vscode.Uri): void => {
      if (![...this.#known.values()].some(({ paths }) => paths?.has(file.fsPath))) noticed(file);
    };
    const forget = (): void => this.forget();
    this.#subscriptions = [
      watcher,
      watcher.onDidCreate(created),
      watcher.onDidDelete(noticed),
      // The editor's own changes do not wait for the watchers.
      onDidWrite(({ isPresenceChange }) => isPresenceChange && this.forget()),
      vscode.workspace.onDidCreateFiles(forget),
      vscode.workspace.onDidDeleteFiles(forget),
      vscode.workspace.onDidRenameFiles(forget),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("files.exclude")) this.forget();
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** The next search reads the disk. */
  forget(): void {
    this.#known.clear();
  }

  /** As {@link searchFiles}. */
  find(folder: string, globs: readonly string[]): Promise<readonly string[]> {
    const name = JSON.stringify([folder, globs]);
    const known = this.#known.get(name);
    if (known && performance.now() - known.began < MAX_AGE) return known.found;
    const search: Search = { began: performance.now(), found: searchFiles(folder, globs) };
    this.#known.set(name, search);
    search.found.then(
      (found) => {
        search.paths = new Set(found);
      },
      () => {
        if (this.#known.get(name) === search) this.#known.delete(name);
      },
    );
    return search.found;
  }
}
