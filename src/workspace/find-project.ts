import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { RouteLmtError } from "../core/errors.js";
import type { Format } from "../core/formats/format.js";
import { findFormat } from "../core/formats/registry.js";
import type { LanguageTag } from "../core/language/tag.js";
import { groupFiles, type ProjectFiles } from "../core/project/file-groups.js";
import { EXCLUDED_FOLDERS, globMatcher, LOCALE_GLOBS, namedGlobs } from "../core/project/locale-globs.js";
import { readTextFile } from "../node/text-file.js";
import type { ToolLayout } from "./tool-layout.js";

const EXCLUDED: ReadonlySet<string> = new Set(EXCLUDED_FOLDERS);

/**
 * Finds the files with translations below a folder and groups them. Links to folders are not followed.
 *
 * @param languages the source language and others that folders may be called by
 * @param layout what the settings of other tools say
 * @returns paths that begin with the folder's
 * @throws {RouteLmtError} `file-missing` when there is no such folder
 */
export async function findProject(
  folder: string,
  languages: readonly LanguageTag[],
  layout: ToolLayout,
): Promise<ProjectFiles[]> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    throw new RouteLmtError("file-missing", `There is no folder ${folder}`, "Name the folder of a project.");
  }
  const isPlace = globMatcher([...LOCALE_GLOBS, ...namedGlobs(languages), ...layout.globsIn(folder)]);
  const found = new Map<string, Format>();
  for await (const path of filesBelow(folder)) {
    if (!isPlace(path)) continue;
    const whole = join(folder, path);
    const format = await formatOf(whole);
    if (format) found.set(whole, format);
  }
  const [source = "en"] = languages;
  return groupFiles([...found.keys()].sort(), source, {
    formatOf: (path) => found.get(path),
    toldSource: (path) => layout.sourceOf(path, source),
  });
}

/** Every file below a folder, relative to it, with `/` between folders. */
export async function* filesBelow(root: string): AsyncGenerator<string> {
  const waiting = [""];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    // A folder that may not be read is none of the project's.
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !EXCLUDED.has(entry.name)) waiting.push(path);
      else if (entry.isFile() || (entry.isSymbolicLink() && (await isFile(join(root, path))))) yield path;
    }
  }
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** The format of a file; its text is read where the name does not tell. */
async function formatOf(path: string): Promise<Format | undefined> {
  const named = findFormat(path);
  if (named) return named;
  const text = await readTextFile(path).catch(() => undefined);
  return text === undefined ? undefined : findFormat(path, text.text);
}
