import { relative } from "node:path";
import * as vscode from "vscode";
import { EXCLUDED_FOLDERS, globMatcher, isBelowExcluded, PACKAGE_TEXTS } from "#core/project/locale-globs.js";
import { mergedGlobs } from "#core/project/merged-globs.js";

const EXCLUDED = `**/{${EXCLUDED_FOLDERS.join(",")}}/**`;
const EXCLUDED_BUT_PACKAGES = `**/{${EXCLUDED_FOLDERS.filter((name) => name !== "vendor").join(",")}}/**`;
/** Files that one pattern finds at most. */
const MAX_FILES = 30_000;

/** Searches the disk as {@link Workspace.find} says. The editor starts a process for each pattern that it is given. */
export async function searchFiles(folder: string, globs: readonly string[]): Promise<readonly string[]> {
  const base = vscode.Uri.file(folder);
  const find = async (glob: string, excluded: string): Promise<string[]> => {
    const found = await vscode.workspace.findFiles(new vscode.RelativePattern(base, glob), excluded, MAX_FILES);
    return found.map((file) => file.fsPath);
  };
  const found = await Promise.all([
    find(PACKAGE_TEXTS, EXCLUDED_BUT_PACKAGES),
    ...mergedGlobs(globs).map((glob) => find(glob, EXCLUDED)),
  ]);
  const isMatch = globMatcher(globs);
  return [...new Set(found.flat())].filter((path) => {
    const inside = relative(base.fsPath, path).replaceAll("\\", "/");
    return isMatch(inside) && !isBelowExcluded(inside);
  });
}
