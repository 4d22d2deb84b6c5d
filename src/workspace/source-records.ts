import { dirname, join, resolve, sep } from "node:path";
import { MalformedFileError, RouteLmtError, said } from "../core/errors.js";
import type { LanguageTag } from "../core/language/tag.js";
import { type Made, type Recorded, SourceRecord } from "../core/status/source-record.js";
import { foldersAbove } from "../node/folders-above.js";
import { pathOnDisk } from "./path-inside.js";
import { rewrite } from "./rewrite.js";
import type { Workspace } from "./workspace.js";

/** Where a project keeps its record of sources, relative to its folder. */
const RECORD = join(".routelmt", "sources.jsonl");

/** Where records are in a workspace, as a glob. */
export const RECORD_GLOB = "**/.routelmt/sources.jsonl";

/** Whether a path is that of a record. */
export function isRecord(path: string): boolean {
  return path.endsWith(`${sep}${RECORD}`);
}

/** A record, and the version of the file that it was read from. */
interface Known {
  readonly stamp: string;
  readonly record: SourceRecord;
}

/**
 * The records of source texts in a workspace: for a target file, the one in the nearest folder above it. If there is
 * none yet, the first translation creates one in the project's folder.
 */
export class SourceRecords {
  readonly #workspace: Workspace;
  readonly #known = new Map<string, Known>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /**
   * What is recorded of the translations of a target file.
   *
   * @throws {RouteLmtError} `format-malformed`, naming the record
   */
  async recordedIn(targetPath: string, language: LanguageTag): Promise<Recorded> {
    const folder = await this.#nearest(targetPath);
    if (folder === undefined) return () => undefined;
    const record = await this.#read(join(folder, RECORD));
    return record.recordedIn({ path: await pathIn(folder, targetPath), language });
  }

  /** A stamp that changes when the record of a target file does, or when another record applies. */
  async stampFor(targetPath: string): Promise<string> {
    const folder = await this.#nearest(targetPath);
    return folder === undefined ? "" : `${folder} ${await this.#workspace.stampOf(join(folder, RECORD))}`;
  }

  /**
   * Checks that translations of a target file can be recorded, as far as can be known in advance.
   *
   * @throws {RouteLmtError} as {@link Workspace.checkWritable}
   */
  async checkWritable(targetPath: string): Promise<void> {
    await this.#workspace.checkWritable(join(await this.#folderFor(targetPath), RECORD));
  }

  /**
   * Records translations that were written into a target file. If no folder above the file has a record, one is created
   * in the root of the file's repository or the project's folder; for a file in neither, in its own folder.
   *
   * @param keys as {@link SourceRecord.update} takes them
   * @throws {RouteLmtError} `format-malformed`, `file-write`
   */
  async update(
    targetPath: string,
    language: LanguageTag,
    made: readonly Made[],
    keys: ReadonlySet<string>,
  ): Promise<void> {
    const folder = await this.#folderFor(targetPath);
    const path = join(folder, RECORD);
    const target = { path: await pathIn(folder, targetPath), language };
    await rewrite(this.#workspace, path, (current) => {
      const record = parseNamed(path, current?.text ?? "");
      const before = record.print();
      record.update(target, made, keys);
      const text = record.print();
      return { text: text === before ? undefined : text, result: undefined };
    });
    this.#known.delete(path);
  }

  async #read(path: string): Promise<SourceRecord> {
    const stamp = (await this.#workspace.stampOf(path)) ?? "";
    const known = this.#known.get(path);
    if (known?.stamp === stamp) return known.record;
    const text = (await this.#workspace.read(path))?.text ?? "";
    const record = parseNamed(path, text);
    this.#known.set(path, { stamp, record });
    return record;
  }

  async #folderFor(targetPath: string): Promise<string> {
    const nearest = await this.#nearest(targetPath);
    if (nearest !== undefined) return nearest;
    const project = resolve(this.#workspace.projectFolderOf(targetPath));
    for (const folder of foldersAbove(targetPath))
      if (folder === project || (await this.#isRoot(folder))) return folder;
    return dirname(resolve(targetPath));
  }

  /** The nearest folder above a file that has a record, up to the root of its repository. */
  async #nearest(file: string): Promise<string | undefined> {
    for (const folder of foldersAbove(file)) {
      if ((await this.#workspace.stampOf(join(folder, RECORD))) !== undefined) return folder;
      if (await this.#isRoot(folder)) return undefined;
    }
    return undefined;
  }

  async #isRoot(folder: string): Promise<boolean> {
    return (await this.#workspace.stampOf(join(folder, ".git"))) !== undefined;
  }
}

function parseNamed(path: string, text: string): SourceRecord {
  try {
    return SourceRecord.parse(text);
  } catch (error) {
    if (!(error instanceof MalformedFileError)) throw error;
    const advice = said`Correct or remove that line; without it, the translation counts as a person's.`;
    throw new RouteLmtError("format-malformed", said`${path}: ${error.what}`, advice, { cause: error });
  }
}

/** A file's path in the record of a folder above it. */
async function pathIn(folder: string, file: string): Promise<string> {
  const path = await pathOnDisk(folder, file);
  if (path === undefined) throw new Error(`${file} is not below ${folder}`);
  return path;
}
