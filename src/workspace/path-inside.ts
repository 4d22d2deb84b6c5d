import { realpath } from "node:fs/promises";
import native, { type PlatformPath } from "node:path";

/**
 * A file's path relative to a folder, with `/` between folders on every system.
 *
 * @param path rules; by default those of the running system
 * @returns undefined for a file that is not below the folder: on Windows also for one on another drive
 */
export function pathInside(folder: string, file: string, rules: PlatformPath = native): string | undefined {
  const inside = rules.relative(rules.resolve(folder), rules.resolve(file));
  const [first] = inside.split(rules.sep);
  return first === "" || first === ".." || rules.isAbsolute(inside) ? undefined : inside.split(rules.sep).join("/");
}

/**
 * The same, with upper and lower case as on disk if the file system ignores case. Links are not resolved, and a file
 * that does not exist yet keeps its name.
 */
export async function pathOnDisk(folder: string, file: string): Promise<string | undefined> {
  const path = pathInside(folder, file);
  const real = await Promise.all([realpath(folder), realpath(file)]).then(
    ([realFolder, realFile]) => pathInside(realFolder, realFile),
    () => undefined,
  );
  return real?.toLowerCase() === path?.toLowerCase() ? real : path;
}
