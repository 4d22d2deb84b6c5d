import { relative, sep } from "node:path";

/** The name of a file in the database: relative to the project, with `/` between folders on every system. */
export function relativePath(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}
