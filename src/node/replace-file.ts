import { randomUUID } from "node:crypto";
import disk, { type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { withLock } from "./file-lock.js";
import { whileBusy } from "./while-busy.js";
import type { WritePlace } from "./write-place.js";

/** What of the file system is used; tests make each of it fail. */
export type Disk = Pick<typeof disk, "mkdir" | "open" | "readdir" | "rename" | "rm" | "rmdir" | "stat">;

/** The beginning and the end of names of temporary files. */
const TEMPORARY = [".routelmt-", ".tmp"] as const;
/** No file takes longer to be written, in milliseconds: an older temporary one was left by a process that was killed. */
const MAX_AGE = 60_000;

/**
 * Replaces a file as a whole, or makes it: a temporary file beside it, fsync, rename. Mode is kept, and the owner where
 * that is allowed. After an error the file is as it was, and nothing else is there.
 *
 * Not by the package write-file-atomic: version 7 writes once and does not look at how much was written, so that a full
 * disk cuts files short.
 *
 * @param refuseChanged throws when the file is not what the caller took it for; asked in the moment of the rename,
 *   while no other process of RouteLMT replaces the file
 * @throws what the file system throws
 */
export async function replaceFile(
  { path, stats }: WritePlace,
  data: Uint8Array,
  refuseChanged: () => Promise<void>,
  fs: Disk = disk,
): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `${TEMPORARY[0]}${randomUUID()}${TEMPORARY[1]}`);
  const made = await missingFolders(folder, fs);
  try {
    await fs.mkdir(folder, { recursive: true });
    await writeWhole(temporary, data, stats, fs);
    await withLock(path, async () => {
      await refuseChanged();
      await whileBusy(() => fs.rename(temporary, path));
    });
  } catch (error) {
    await fs.rm(temporary, { force: true }).catch(() => undefined);
    for (const one of made) await fs.rmdir(one).catch(() => undefined);
    throw error;
  }
  await syncFolder(folder, fs);
  await removeLeft(folder, fs);
}

/** The folders that have to be made, the innermost first. */
async function missingFolders(folder: string, fs: Disk): Promise<string[]> {
  const isThere = await fs.stat(folder).then(
    () => true,
    () => folder === dirname(folder),
  );
  return isThere ? [] : [folder, ...(await missingFolders(dirname(folder), fs))];
}

async function writeWhole(path: string, data: Uint8Array, before: WritePlace["stats"], fs: Disk): Promise<void> {
  const handle = await fs.open(path, "wx", before ? before.mode & 0o777 : 0o666);
  try {
    await handle.writeFile(data);
    if (before) await takeAfter(before, handle);
    const { size } = await handle.stat();
    if (size !== data.length) throw new Error(`only ${size} of ${data.length} bytes could be written`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives a file the owner and the mode of another; what is not allowed, or unknown to the file system, stays. */
async function takeAfter(before: NonNullable<WritePlace["stats"]>, handle: FileHandle): Promise<void> {
  const { uid, gid } = await handle.stat();
  if (uid !== before.uid || gid !== before.gid) await handle.chown(before.uid, before.gid).catch(() => undefined);
  // After the owner, of which a change takes bits of the mode away.
  await handle.chmod(before.mode & 0o7777).catch(() => undefined);
}

/** The name in the folder outlives a power cut, too, where the system can see to that; the file is complete either way. */
async function syncFolder(folder: string, fs: Disk): Promise<void> {
  try {
    const handle = await fs.open(folder, "r");
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows and some network drives know no such thing.
  }
}

/** Removes what processes left that were killed while they wrote into a folder. */
async function removeLeft(folder: string, fs: Disk): Promise<void> {
  try {
    for (const name of await fs.readdir(folder)) {
      if (!name.startsWith(TEMPORARY[0]) || !name.endsWith(TEMPORARY[1])) continue;
      const path = join(folder, name);
      if (Date.now() - (await fs.stat(path)).mtimeMs > MAX_AGE) await fs.rm(path, { force: true });
    }
  } catch {
    // Somebody else removed it, or the folder cannot be read.
  }
}
