import { rm } from "node:fs/promises";
import { messageOf, RouteLmtError, said } from "../core/errors.js";
import { decodeFile } from "../core/formats/registry.js";
import { type DecodedText, encodeText } from "../core/text/encoding.js";
import { readBytes } from "./read-bytes.js";
import { replaceFile } from "./replace-file.js";
import { placeToWrite, refuseReadOutside, type WriteScope } from "./write-place.js";

/**
 * Reads a text file.
 *
 * @param project the folder that is worked in
 * @param maxBytes a larger file is not read
 * @returns undefined when there is no such file
 * @throws {RouteLmtError} `format-malformed` for invalid bytes, `file-missing` when it cannot be read, or must not be
 *   ({@link refuseReadOutside})
 */
export async function readTextFile(path: string, project: string, maxBytes?: number): Promise<DecodedText | undefined> {
  await refuseReadOutside(path, project);
  const bytes = await readBytes(path, maxBytes);
  return bytes === undefined ? undefined : decodeFile(path, bytes);
}

/** How to write a file. */
export interface FileWriteOptions extends WriteScope {
  /** The text as it was read, undefined if there was no file; omit it to replace any content. */
  readonly expected?: { readonly before: DecodedText | undefined };
}

/**
 * Writes a text file completely or not at all, if {@link placeToWrite} permits it.
 *
 * @throws {RouteLmtError} `file-write`, `file-changed` if the file is not what was read; it is then unchanged
 */
export async function writeTextFile(path: string, file: DecodedText, options: FileWriteOptions): Promise<void> {
  const place = await placeToWrite(path, options);
  const { expected } = options;
  const data = encodeText(file);
  try {
    await replaceFile(place, data, async () => expected && refuseChanged(path, expected.before, options));
  } catch (error) {
    if (error instanceof RouteLmtError) throw error;
    throw new RouteLmtError(
      "file-write",
      said`${path} cannot be written: ${messageOf(error)}`,
      said`Check permissions and free space; the file is unchanged.`,
      { cause: error },
    );
  }
}

/**
 * Removes a text file, if {@link placeToWrite} permits it.
 *
 * @param before what was read
 * @throws {RouteLmtError} `file-write`, `file-changed` if the file is not what was read
 */
export async function removeTextFile(path: string, before: DecodedText, scope: WriteScope): Promise<void> {
  const place = await placeToWrite(path, scope);
  await refuseChanged(path, before, scope);
  try {
    await rm(place.path, { force: true });
  } catch (error) {
    const advice = said`Check its permissions.`;
    throw new RouteLmtError("file-write", said`${path} cannot be removed: ${messageOf(error)}`, advice, {
      cause: error,
    });
  }
}

async function refuseChanged(path: string, before: DecodedText | undefined, { project }: WriteScope): Promise<void> {
  if ((await readTextFile(path, project))?.text === before?.text) return;
  throw new RouteLmtError(
    "file-changed",
    said`${path} changed before it could be written`,
    said`Run again; the file is as somebody else left it.`,
  );
}
