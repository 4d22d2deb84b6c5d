import { ProjectPaths } from "../workspace/project-paths.js";
import type { Workspace } from "../workspace/workspace.js";
import type { FileOptions } from "./file-options.js";
import type { ProjectOptions } from "./project-options.js";

/** Options with the project's source language, unless `--from` names one. */
export async function withSource<Options extends FileOptions | ProjectOptions>(
  options: Options,
  workspace: Workspace,
): Promise<Options> {
  if (options.isSourceTold) return options;
  const path = "files" in options ? (options.files[0] ?? ".") : options.folder;
  const paths = await ProjectPaths.above(workspace, path);
  return { ...options, source: paths.sourceLanguageOf(path) };
}
