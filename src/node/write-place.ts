import type { Stats } from "node:fs";
import { access, constants, lstat, realpath, stat } from "node:fs/promises";
import { basename, dirname, extname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { messageOf, RouteLmtError, type Said, said } from "../core/errors.js";
import { foldersAbove } from "./folders-above.js";
import { homeFolder } from "./home-folder.js";

/** Where a write to a path ends up. */
export interface WritePlace {
  /** The path without links. */
  readonly path: string;
  /** Of the existing file; undefined if there is none. */
  readonly stats: Stats | undefined;
}

/** What may be written. */
export interface WriteScope {
  /** The current folder. */
  readonly project: string;
  /** Whether the rest of its repository is off limits. */
  readonly isClosed?: boolean;
}

/** Folders that run programs or belong to one; links to these are never followed. */
const REPOSITORIES = /^\.(?:git|hg|svn)$/i;

/**
 * Where a write to a path ends up. Links are followed as long as they stay in the project: the repository, otherwise the
 * current folder, otherwise the folder of the first link. A cloned project may contain links to any file.
 *
 * @throws {RouteLmtError} `file-write` for a link that leads out of the project or to a file of another kind, for
 *   anything but a regular file, and for a read-only one
 */
export async function placeToWrite(path: string, scope: WriteScope): Promise<WritePlace> {
  const absolute = resolve(path);
  try {
    const folder = await realFolder(dirname(absolute), path);
    const place = await followed(join(folder, basename(absolute)));
    await refuseOutside(path, absolute, place.path, scope);
    await refuseReadOnly(path, place);
    return place;
  } catch (error) {
    if (error instanceof RouteLmtError) throw error;
    throw refused(path, said`${messageOf(error)}`, said`Check the path and its permissions.`);
  }
}

/**
 * Refuses to read a file that is named within a project but is elsewhere: its content may be sent to a large model and is
 * written into the project, whoever made the link.
 *
 * @throws {RouteLmtError} `file-missing` for a link that leads out of the project, or to a file of another kind
 */
export async function refuseReadOutside(path: string, project: string): Promise<void> {
  const absolute = resolve(path);
  const real = await realpath(absolute).catch(() => absolute);
  if (real === absolute) return;
  const root = await projectAbove(absolute, project);
  const why = root === undefined ? undefined : await whyNotInside(root, absolute, real);
  if (why === undefined) return;
  const advice = said`Replace the link with a file of the project, or name the file where it is.`;
  throw new RouteLmtError("file-missing", said`${path} cannot be read: ${why}`, advice);
}

/** A folder with all links resolved; it need not exist yet. */
async function realFolder(folder: string, path: string): Promise<string> {
  const real = await ifThere(realpath(folder));
  if (real !== undefined) {
    if ((await stat(real)).isDirectory()) return real;
    throw refused(path, said`${folder} is not a folder`, said`Remove the file, or name another target.`);
  }
  if (await ifThere(lstat(folder))) {
    throw refused(path, said`${folder} is a link that leads nowhere`, said`Remove the link, or create the folder.`);
  }
  return join(await realFolder(dirname(folder), path), basename(folder));
}

/** For a dangling link, the link itself, which a write replaces. */
async function followed(path: string): Promise<WritePlace> {
  const real = (await ifThere(realpath(path))) ?? path;
  return { path: real, stats: await ifThere(stat(real)) };
}

async function refuseOutside(path: string, absolute: string, real: string, scope: WriteScope): Promise<void> {
  const why = await whyNotInside(await rootOf(absolute, scope), absolute, real);
  if (why === undefined) return;
  throw refused(
    path,
    why,
    said`Replace the link with a file or folder of the project, or run in the folder that the files belong to.`,
  );
}

/** Why a path does not lead to a file of a project; undefined if it does. */
async function whyNotInside(root: string, absolute: string, real: string): Promise<Said | undefined> {
  const inside = relative(await realpath(root), real);
  if (leaves(inside)) return said`it leads to ${real}, outside the project in ${root}`;
  const own = new Set(relative(root, absolute).split(sep));
  const hidden = inside.split(sep).filter((name) => name.startsWith(".") && !own.has(name));
  const isRepository = inside.split(sep).some((name) => REPOSITORIES.test(name));
  const isOtherKind = extname(real).toLowerCase() !== extname(absolute).toLowerCase();
  return hidden.length > 0 || isRepository || isOtherKind
    ? said`it leads to ${real}, which is not a file with texts`
    : undefined;
}

/** The folder that a write to a path must stay in. */
async function rootOf(absolute: string, { project, isClosed = false }: WriteScope): Promise<string> {
  if (isClosed) return resolve(project);
  return (await projectAbove(absolute, project)) ?? (await folderOfFirstLink(absolute));
}

/** The project that a path is named in: its repository, otherwise the current folder; undefined if it is in neither. */
async function projectAbove(absolute: string, project: string): Promise<string | undefined> {
  const roots: { readonly folder: string; readonly isRepository: boolean }[] = [];
  for (const folder of foldersAbove(absolute)) {
    if (isHome(folder)) break;
    const isRepository = (await ifThere(lstat(join(folder, ".git")))) !== undefined;
    if (isRepository || folder === resolve(project)) roots.push({ folder, isRepository });
  }
  const reals = await Promise.all(roots.map(({ folder }) => realpath(folder)));
  // A link to another repository does not lead into it.
  const inside = roots.filter((_, index) => {
    const real = reals[index] as string;
    return reals.slice(index + 1).every((outer) => !leaves(relative(outer, real)));
  });
  return (inside.find(({ isRepository }) => isRepository) ?? inside[0])?.folder;
}

/**
 * If nothing says what the project is: the folder of the topmost link, or of the file. Systems have links right below the
 * root (`/var`, `/home`), which do not belong to any project.
 */
async function folderOfFirstLink(absolute: string): Promise<string> {
  for (const path of [absolute, ...foldersAbove(absolute)].reverse()) {
    const isBelowRoot = dirname(dirname(path)) === dirname(path);
    if (!isBelowRoot && (await ifThere(lstat(path)))?.isSymbolicLink()) return dirname(path);
  }
  return nearestThere(dirname(absolute));
}

async function nearestThere(folder: string): Promise<string> {
  return (await ifThere(stat(folder))) ? folder : nearestThere(dirname(folder));
}

/** The home folder and those above it are not projects, even if settings are kept in a repository there. */
function isHome(folder: string): boolean {
  const home = homeFolder();
  return home !== undefined && !leaves(relative(folder, home));
}

/** Whether a relative path leads out of its start folder; on Windows it may be on another drive. */
function leaves(path: string): boolean {
  return path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path);
}

async function refuseReadOnly(path: string, { path: real, stats }: WritePlace): Promise<void> {
  if (stats && !stats.isFile())
    throw refused(path, said`it is not a regular file`, said`Name a file, or remove what is there.`);
  const isLocked = stats !== undefined && ((stats.mode & 0o222) === 0 || !(await isWritable(real)));
  if (isLocked) throw refused(path, said`it is read-only`, said`Make it writable and run again, or name another file.`);
  // A file is replaced by a new one in its folder.
  const folder = await nearestThere(dirname(real));
  if (!(await isWritable(folder)))
    throw refused(
      path,
      said`the folder ${folder} is read-only`,
      said`Make it writable and run again, or name another file.`,
    );
}

function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}

/** Undefined if there is no such file. */
async function ifThere<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  try {
    return await asked;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}

function refused(path: string, why: Said, advice: Said): RouteLmtError {
  return new RouteLmtError("file-write", said`${path} cannot be written: ${why}`, advice);
}
