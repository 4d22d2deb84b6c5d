import { createHash } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";

/**
 * The folder with the databases of all projects, which the editor and the command line share: `ROUTELMT_DATA`, otherwise the
 * system's place for application data (XDG base directories, Application Support, LocalAppData).
 *
 * @param environment as `process.env`
 */
export function dataFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const { ROUTELMT_DATA: own, XDG_DATA_HOME: xdg, LOCALAPPDATA: local } = environment;
  if (own) return own;
  if (platform === "win32") return join(local || join(home, "AppData", "Local"), "RouteLMT");
  if (platform === "darwin") return join(home, "Library", "Application Support", "RouteLMT");
  // The specification wants relative paths ignored: they would be another folder, and other caps, wherever one is.
  return join(xdg && isAbsolute(xdg) ? xdg : join(home, ".local", "share"), "routelmt");
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
