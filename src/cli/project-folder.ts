import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { RouteLmtError, said } from "../core/errors.js";

/**
 * The folder that a command names, absolute; the current one by default.
 *
 * @throws {RouteLmtError} `file-missing` if there is none: a mistyped one would look like a project without any history
 */
export async function projectFolder(named = "."): Promise<string> {
  const folder = resolve(named);
  if ((await stat(folder).catch(() => undefined))?.isDirectory()) return folder;
  throw new RouteLmtError("file-missing", said`There is no folder ${folder}`, said`Name the folder of the project.`);
}
