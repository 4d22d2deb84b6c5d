import * as vscode from "vscode";
import { EXCLUDED_FOLDERS, LOCALE_GLOBS, namedGlobs } from "../core/formats/locale-places.js";
import { groupFiles, type ProjectFiles } from "../core/formats/project-files.js";
import { findFormat } from "../core/formats/registry.js";
import { currentText } from "./files.js";
import { readSettings } from "./settings.js";

/** Files with translations in one workspace folder. */
export interface ProjectFolder {
  readonly folder: vscode.WorkspaceFolder;
  readonly groups: readonly ProjectFiles[];
}

const EXCLUDED = `**/{${EXCLUDED_FOLDERS.join(",")}}/**`;
/** Files that one pattern finds at most. */
const MOST = 3000;

/**
 * Finds the files with translations in the workspace.
 *
 * @throws {RouteLmtError} as {@link readSettings}
 */
export async function findProject(): Promise<ProjectFolder[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return Promise.all(
    folders.map(async (folder) => {
      const { source, targets } = readSettings(folder.uri);
      const globs = [...LOCALE_GLOBS, ...namedGlobs([source, ...targets])];
      const found = await Promise.all(
        globs.map((glob) => vscode.workspace.findFiles(new vscode.RelativePattern(folder, glob), EXCLUDED, MOST)),
      );
      const files = new Map(found.flat().map((file) => [file.path, file]));
      const known = await Promise.all(
        [...files.values()].map(async (file) => ((await isKnown(file)) ? [file.path] : [])),
      );
      return { folder, groups: groupFiles(known.flat().sort(), source) };
    }),
  );
}

/** Whether a format knows a file; its text is read where the name does not tell. */
async function isKnown(file: vscode.Uri): Promise<boolean> {
  if (findFormat(file.path)) return true;
  const text = await currentText(file).catch(() => undefined);
  return text !== undefined && findFormat(file.path, text.text) !== undefined;
}
