import * as vscode from "vscode";
import type { Format } from "#core/formats/format.js";
import { findFormat } from "#core/formats/registry.js";
import { groupFiles, type KnownFiles, type ProjectFiles } from "#core/project/file-groups.js";
import { EXCLUDED_FOLDERS, LOCALE_GLOBS, namedGlobs } from "#core/project/locale-globs.js";
import { ToolLayout } from "#workspace/tool-layout.js";
import { currentText } from "./files.js";
import { readSettings } from "./settings.js";

/** Files with translations in one workspace folder. */
export interface ProjectFolder {
  readonly folder: vscode.WorkspaceFolder;
  readonly groups: readonly ProjectFiles[];
}

const EXCLUDED = `**/{${EXCLUDED_FOLDERS.join(",")}}/**`;
/** Files that one pattern finds at most. */
const MAX_FILES = 3000;

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
      const layout = await ToolLayout.above(folder.uri.fsPath);
      const globs = [...LOCALE_GLOBS, ...namedGlobs([source, ...targets]), ...layout.globsIn(folder.uri.fsPath)];
      const found = await Promise.all(
        globs.map((glob) => vscode.workspace.findFiles(new vscode.RelativePattern(folder, glob), EXCLUDED, MAX_FILES)),
      );
      const files = new Map(found.flat().map((file) => [file.path, file]));
      const formats = new Map<string, Format>();
      await Promise.all(
        [...files.values()].map(async (file) => {
          const format = await formatOf(file);
          if (format) formats.set(file.path, format);
        }),
      );
      const known: KnownFiles = {
        formatOf: (path) => formats.get(path),
        toldSource: (path) => {
          const told = layout.sourceOf(folder.uri.with({ path }).fsPath, source);
          return told && { ...told, source: vscode.Uri.file(told.source).path };
        },
      };
      return { folder, groups: groupFiles([...formats.keys()].sort(), source, known) };
    }),
  );
}

/** The format of a file; its text is read where the name does not tell. */
async function formatOf(file: vscode.Uri): Promise<Format | undefined> {
  const named = findFormat(file.path);
  if (named) return named;
  const text = await currentText(file).catch(() => undefined);
  return text === undefined ? undefined : findFormat(file.path, text.text);
}
