import { constants } from "node:fs";
import { open, stat } from "node:fs/promises";
import { messageOf, RouteLmtError, type Said, said } from "../core/errors.js";

/** Maximum file size in bytes; text files of even the largest projects are smaller. */
export const MAX_TEXT_BYTES = 64 * 1024 * 1024;

/**
 * Reads a regular file that is not too large. Refuses devices, pipes and files larger than their stated size: a cloned
 * project may contain links to them.
 *
 * @returns undefined if there is no such file
 * @throws {RouteLmtError} `file-missing` when it cannot be read
 */
export async function readBytes(path: string, maxBytes = MAX_TEXT_BYTES): Promise<Uint8Array | undefined> {
  try {
    // Before opening it, which alone can trigger a device.
    refuseSpecial(await stat(path), path, maxBytes);
    // A pipe that has replaced the file in the meantime must not block.
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const { size } = refuseSpecial(await handle.stat(), path, maxBytes);
      const bytes = Buffer.alloc(size + 1);
      let length = 0;
      while (length < bytes.length) {
        const { bytesRead } = await handle.read(bytes, length, bytes.length - length, null);
        if (bytesRead === 0) return bytes.subarray(0, length);
        length += bytesRead;
      }
      throw cannot(path, said`it is growing while it is read`, said`Run again when it is finished.`);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    if (error instanceof RouteLmtError) throw error;
    throw cannot(path, said`${messageOf(error)}`, said`Check the path and its permissions.`);
  }
}

interface About {
  readonly size: number;
  isFile(): boolean;
  isDirectory(): boolean;
}

function refuseSpecial(about: About, path: string, maxBytes: number): About {
  if (about.isDirectory()) throw cannot(path, said`it is a folder`, said`Name a file in it.`);
  if (!about.isFile()) throw cannot(path, said`it is not a regular file`, said`Remove it, or name a file with texts.`);
  if (about.size <= maxBytes) return about;
  const [size, limit] = [about.size, maxBytes].map((bytes) => Math.ceil(bytes / 1024 / 1024)) as [number, number];
  throw cannot(
    path,
    said`it has ${size} MB, more than ${limit} MB`,
    said`Split the file, or remove it if it has no texts.`,
  );
}

function cannot(path: string, why: Said, advice: Said): RouteLmtError {
  return new RouteLmtError("file-missing", said`${path} cannot be read: ${why}`, advice);
}
