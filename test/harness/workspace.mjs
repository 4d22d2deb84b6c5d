import { rmSync } from "node:fs";
import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/**
 * Copies a folder that a test may change; the copy is deleted when this process ends.
 * @param {string} source
 * @returns {Promise<string>} the copy, under the same name
 */
export async function copyWorkspace(source) {
  const parent = await mkdtemp(join(tmpdir(), "routelmt-workspace-"));
  process.once("exit", () => rmSync(parent, { recursive: true, force: true }));
  const folder = join(parent, basename(source));
  await cp(source, folder, { recursive: true });
  return folder;
}
