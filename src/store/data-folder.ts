import { createHash } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import { RouteLmtError, type Said, said } from "../core/errors.js";
import { homeFolder } from "../node/home-folder.js";

/**
 * The folder with the databases of all projects, which the editor and the command line share: `ROUTELMT_DATA`, otherwise the
 * system's place for application data (XDG base directories, Application Support, LocalAppData). Relative paths would mean a
 * different folder, with its own caps, in each working directory: the system's are ignored, as their specifications demand.
 *
 * @param environment as `process.env`
 * @param home empty if there is none
 * @throws {RouteLmtError} `option-invalid` if `ROUTELMT_DATA` is relative, or nothing says where the folder is
 */
export function dataFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homeFolder() ?? "",
): string {
  const { ROUTELMT_DATA: own, XDG_DATA_HOME: xdg, LOCALAPPDATA: local } = environment;
  if (own) {
    if (isAbsolute(own)) return own;
    throw unknownFolder(said`ROUTELMT_DATA must be the absolute path of a folder, not "${own}"`);
  }
  const below = (given: string | undefined, ...names: readonly string[]): string => {
    if (given && isAbsolute(given)) return given;
    if (home !== "") return join(home, ...names);
    throw unknownFolder(said`There is no home folder to keep the project database in`);
  };
  if (platform === "win32") return join(below(local, "AppData", "Local"), "RouteLMT");
  if (platform === "darwin") return join(below(undefined, "Library", "Application Support"), "RouteLMT");
  return join(below(xdg, ".local", "share"), "routelmt");
}

function unknownFolder(what: Said): RouteLmtError {
  return new RouteLmtError("option-invalid", what, said`Set ROUTELMT_DATA to the absolute path of a folder.`);
}

/**
 * The folder of the project that a file or folder is in: the nearest one above with a git repository, otherwise the nearest with a
 * record of sources, otherwise the fallback. Editor and command line must agree on it, or each would have its own cap.
 *
 * @param fallback the workspace folder, or the command line's current folder
 */
export function projectRoot(path: string, fallback: string): string {
  const at = (name: string): string | undefined => {
    for (let folder = resolve(path); ; folder = dirname(folder)) {
      if (existsSync(join(folder, name))) return folder;
      if (folder === dirname(folder)) return undefined;
    }
  };
  return realPath(at(".git") ?? at(".routelmt") ?? resolve(fallback));
}

/** The database of a project, in {@link dataFolder}. */
export function databasePath(root: string, folder: string = dataFolder()): string {
  const hash = createHash("sha256").update(root).digest("hex").slice(0, 16);
  const name = basename(root).replace(/[^\w.-]+/g, "-") || "root";
  return join(folder, "projects", `${name}-${hash}.sqlite`);
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
