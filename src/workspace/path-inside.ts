import { realpath } from "node:fs/promises";
import native, { type PlatformPath } from "node:path";

/**
 * A file's path relative to a folder, with `/` between folders on every system.
 *
 * @param rules of paths; the running system's where none are given
 * @returns undefined for a file that is not below the folder: on Windows also for one on another drive
 */
export function pathInside(folder: string, file: string, rules: PlatformPath = native): string | undefined {
  const inside = rules.relative(rules.resolve(folder), rules.resolve(file));
  const [first] = inside.split(rules.sep);
  return first === "" || first === ".." || rules.isAbsolute(inside) ? undefined : inside.split(rules.sep).join("/");
}

/**
 * The same in the case that the file has on disk, where the file system does not distinguish it. Links stay as they are
 * named, and so does a file that is yet to be written.
 */
export async function pathOnDisk(folder: string, file: string): Promise<string | undefined> {
  const path = pathInside(folder, file);
  const real = await Promise.all([realpath(folder), realpath(file)]).then(
    ([realFolder, realFile]) => pathInside(realFolder, realFile),
    () => undefined,
  );
  return real?.toLowerCase() === path?.toLowerCase() ? real : path;
}
