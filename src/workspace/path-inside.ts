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
