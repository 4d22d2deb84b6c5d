import { readdirSync } from "node:fs";
import { normalize } from "node:path/posix";

/** The TypeScript files in a folder and below it, by their paths within it. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => normalize(name.replaceAll("\\", "/")))
    .filter((name) => name.endsWith(".ts"));
}
