import { relative, sep } from "node:path";

/** A file as the database names it: relative to the project, with `/` between folders on every system. */
export function relativePath(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}
