import * as vscode from "vscode";
import type { ProjectFiles } from "#core/project/file-groups.js";
import { findProject } from "#workspace/find-project.js";
import type { Workspace } from "#workspace/workspace.js";
import { readSettings } from "./settings.js";

/** Files with translations in one workspace folder. */
export interface OpenFolder {
  readonly folder: vscode.WorkspaceFolder;
  readonly groups: readonly ProjectFiles[];
}

/**
 * Finds the files with translations in the workspace.
 *
 * @param workspace how files are searched for and read
 * @throws {RouteLmtError} as {@link readSettings}
 */
export async function findProjects(workspace: Workspace): Promise<OpenFolder[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return Promise.all(
    folders.map(async (folder) => {
      const { source, targets } = readSettings(folder.uri);
      return { folder, groups: await findProject(workspace, folder.uri.fsPath, [source, ...targets]) };
    }),
  );
}
