import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { messageOf, RouteLmtError } from "../core/errors.js";
import { decodeFile } from "../core/formats/registry.js";
import { type DecodedText, encodeText } from "../core/text/encoding.js";
import { whileBusy } from "./while-busy.js";

/**
 * Reads a text file.
 *
 * @returns undefined when there is no such file
 * @throws {RouteLmtError} `format-malformed` for invalid bytes, `file-missing` when it cannot be read
 */
export async function readTextFile(path: string): Promise<DecodedText | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new RouteLmtError(
      "file-missing",
      `${path} cannot be read: ${messageOf(error)}`,
      "Check the path and its permissions.",
    );
  }
  return decodeFile(path, bytes);
}

/**
 * Writes a text file whole or not at all: a temporary file beside it, fsync, rename. Mode and
 * symbolic links are kept.
 *
 * @throws {RouteLmtError} `file-write`; the old file is as it was
 */
export async function writeTextFile(path: string, file: DecodedText): Promise<void> {
  const data = Buffer.from(encodeText(file));
  try {
    await whileBusy(async () => {
      await mkdir(dirname(path), { recursive: true });
      await writeFileAtomic(path, data);
    });
  } catch (error) {
    throw new RouteLmtError(
      "file-write",
      `${path} cannot be written: ${messageOf(error)}`,
      "Check permissions and free space; the file is as it was.",
      { cause: error },
    );
  }
}
