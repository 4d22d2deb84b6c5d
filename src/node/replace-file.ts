import { randomUUID } from "node:crypto";
import disk, { type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { withLock } from "./file-lock.js";
import { whileBusy } from "./while-busy.js";
import type { WritePlace } from "./write-place.js";

/** The file system calls in use; tests make each of them fail. */
export type Disk = Pick<typeof disk, "mkdir" | "open" | "readdir" | "rename" | "rm" | "rmdir" | "stat">;

/** Prefix and suffix of temporary file names. */
const TEMPORARY = [".routelmt-", ".tmp"] as const;
/** Longest time that writing a file takes, in milliseconds: an older temporary file was left by a killed process. */
const MAX_AGE = 60_000;

/**
 * Replaces a file as a whole, or creates it: a temporary file next to it, fsync, rename. The mode is kept, and
 * the owner if permitted. After an error the file is unchanged, and nothing is left behind.
 *
 * The package write-file-atomic is not used: version 7 writes once without checking how much was written, so a full
 * disk truncates files.
 *
 * @param refuseChanged throws if the file is not what the caller expects; called right before the rename,
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
    for (const one of made.toReversed()) await makeOne(one, fs);
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

/** Another process may make it at the same time. */
async function makeOne(folder: string, fs: Disk): Promise<void> {
  try {
    await fs.mkdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/** The folders that must be created, innermost first. */
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

/** Gives a file the owner and mode of another, as far as the file system permits. */
async function takeAfter(before: NonNullable<WritePlace["stats"]>, handle: FileHandle): Promise<void> {
  const { uid, gid } = await handle.stat();
  if (uid !== before.uid || gid !== before.gid) await handle.chown(before.uid, before.gid).catch(() => undefined);
  // After the owner, because changing that clears mode bits.
  await handle.chmod(before.mode & 0o7777).catch(() => undefined);
}

/** Where the system supports it, the directory entry also survives a power cut; the file is complete either way. */
async function syncFolder(folder: string, fs: Disk): Promise<void> {
  try {
    const handle = await fs.open(folder, "r");
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows and some network drives do not support this.
  }
}

/** Removes the temporary files of processes that were killed while writing into a folder. */
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
