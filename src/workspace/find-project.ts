import type { Format } from "../core/formats/format.js";
import { findFormat } from "../core/formats/registry.js";
import type { LanguageTag } from "../core/language/tag.js";
import { groupFiles, type ProjectFiles } from "../core/project/file-groups.js";
import { LOCALE_GLOBS, namedGlobs } from "../core/project/locale-globs.js";
import { ToolLayout } from "./tool-layout.js";
import type { Workspace } from "./workspace.js";

/**
 * Finds the files with translations below a folder and groups them; there are none where there is no such folder.
 *
 * @param languages the source language and others that folders may be called by
 * @returns paths that begin with the folder's
 */
export async function findProject(
  workspace: Workspace,
  folder: string,
  languages: readonly LanguageTag[],
): Promise<ProjectFiles[]> {
  const layout = await ToolLayout.above(workspace, folder);
  const globs = [...LOCALE_GLOBS, ...namedGlobs(languages), ...layout.globsIn(folder)];
  const formats = new Map<string, Format>();
  for (const path of await workspace.find(folder, globs)) {
    const format = await formatOf(workspace, path);
    if (format) formats.set(path, format);
  }
  const [source = "en"] = languages;
  return groupFiles([...formats.keys()].sort(), source, {
    formatOf: (path) => formats.get(path),
    toldSource: (path) => layout.sourceOf(path, source),
  });
}

/** The format of a file; its text is read where the name does not tell. What cannot be read is of none. */
async function formatOf(workspace: Workspace, path: string): Promise<Format | undefined> {
  const named = findFormat(path);
  if (named) return named;
  const text = await workspace.read(path).catch(() => undefined);
  return text === undefined ? undefined : findFormat(path, text.text);
}
