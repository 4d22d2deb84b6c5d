import { realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { RouteLmtError, said } from "#core/errors.js";
import { pathInside } from "../path-inside.js";
import type { Workspace } from "../workspace.js";

/**
 * A workspace limited to a folder, links included: reading a file outside is an error, asking for it finds nothing, and
 * nothing outside is written.
 *
 * @param files outside that a person named, such as termbases; they may be read
 */
export function confined(workspace: Workspace, folder: string, also: readonly string[] = []): Workspace {
  const named = new Set(also.map((path) => resolve(path)));
  const refuse = async (path: string): Promise<void> => {
    if (!(await isInside(folder, path))) throw outside(folder, path);
  };
  return {
    read: async (path, maxBytes) => {
      if (!named.has(resolve(path))) await refuse(path);
      return workspace.read(path, maxBytes);
    },
    stampOf: async (path) => ((await isInside(folder, path)) ? workspace.stampOf(path) : undefined),
    isSame: (path, other) => workspace.isSame(path, other),
    list: async (path) => ((await isInside(folder, path)) ? workspace.list(path) : []),
    find: async (path, globs) => ((await isInside(folder, path)) ? workspace.find(path, globs) : []),
    checkWritable: async (path) => {
      await refuse(path);
      await workspace.checkWritable(path);
    },
    replace: async (path, before, after) => {
      await refuse(path);
      await workspace.replace(path, before, after);
    },
    remove: async (path, before) => {
      await refuse(path);
      await workspace.remove(path, before);
    },
    projectFolderOf: (path) => workspace.projectFolderOf(path),
  };
}

/**
 * The absolute form of a path that an agent named, which may be relative to a folder.
 *
 * @throws {RouteLmtError} `option-invalid` for one that is not below the folder
 */
export async function namedInside(folder: string, path: string): Promise<string> {
  const absolute = resolve(folder, path);
  if (await isInside(folder, absolute)) return absolute;
  throw outside(folder, path);
}

async function isInside(folder: string, path: string): Promise<boolean> {
  const [root, place] = await Promise.all([realPlace(resolve(folder)), realPlace(resolve(path))]);
  return root === place || pathInside(root, place) !== undefined;
}

/** A path with all links resolved; if it does not exist yet, those of the folders above it. */
async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(await realPlace(parent), basename(path));
  }
}

function outside(folder: string, path: string): RouteLmtError {
  const advice = said`Name files of this project, relative to its folder.`;
  return new RouteLmtError("option-invalid", said`${path} is outside the project in ${folder}`, advice);
}
