import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { isExcluded } from "../core/project/locale-globs.js";

/**
 * Every file below a folder, relative to it, with `/` between folders. Links to folders are not followed, and folders that
 * never contain translations are left out.
 */
export async function* filesBelow(root: string): AsyncGenerator<string> {
  const waiting = [""];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    // A folder that must not be read does not belong to the project.
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !isExcluded(folder, entry.name)) waiting.push(path);
      else if (entry.isFile() || (entry.isSymbolicLink() && (await isFile(join(root, path))))) yield path;
    }
  }
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
