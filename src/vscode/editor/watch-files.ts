import * as vscode from "vscode";
import { LOCALE_GLOBS } from "#core/project/locale-globs.js";
import { RECORD_GLOB } from "#workspace/source-records.js";

/** Files that findings and states depend on besides open ones: translations and their records. */
const GLOBS = [...LOCALE_GLOBS, RECORD_GLOB];

/** What happened to a file. */
export type FileChange = "created" | "changed" | "deleted";

/**
 * Reports translation files that anything creates, changes or removes, such as a git checkout. Watchers are late, and miss
 * some files in new folders. A file that is replaced may be reported as created.
 *
 * @param more patterns of further files
 */
export function watchFiles(
  listener: (file: vscode.Uri, change: FileChange) => void,
  more: readonly string[] = [],
): vscode.Disposable[] {
  const listen = (change: FileChange) => (file: vscode.Uri) => listener(file, change);
  return [...GLOBS, ...more].flatMap((glob) => {
    const watcher = vscode.workspace.createFileSystemWatcher(glob);
    return [
      watcher,
      watcher.onDidCreate(listen("created")),
      watcher.onDidChange(listen("changed")),
      watcher.onDidDelete(listen("deleted")),
    ];
  });
}
