import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { MalformedFileError, RouteLmtError } from "../core/errors.js";
import type { LanguageTag } from "../core/language/tag.js";
import { type Made, type Recorded, SourceRecord } from "../core/status/source-record.js";
import { readTextFile, writeTextFile } from "../node/text-file.js";
import { pathInside } from "./path-inside.js";

/** Where a project keeps its record of sources, relative to its folder. */
const RECORD = join(".routelmt", "sources.jsonl");

/** Where records are in a workspace, as a glob. */
export const RECORD_GLOB = "**/.routelmt/sources.jsonl";

/** A record that was read, and which version of the file it was. */
interface Known {
  readonly stamp: string;
  readonly record: SourceRecord;
}

/**
 * The records of sources on disk: of a target file, the one in the nearest folder above it. Where there
 * is none yet, the first translation makes one in the project's folder.
 */
export class SourceRecords {
  readonly #known = new Map<string, Known>();
  /** Updates of one process go one after another: each reads what the one before wrote. */
  #updates: Promise<void> = Promise.resolve();

  /**
   * What is recorded of the translations of a target file.
   *
   * @throws {RouteLmtError} `format-malformed`, naming the record
   */
  async recordedIn(targetPath: string, language: LanguageTag): Promise<Recorded> {
    const folder = await nearestRecord(targetPath);
    if (folder === undefined) return () => undefined;
    const record = await this.#read(join(folder, RECORD));
    return record.recordedIn({ path: pathIn(folder, targetPath), language });
  }

  /**
   * Records translations that were written into a target file.
   *
   * @param projectFolder where the record is made when no folder above the file has one; the file's own
   *   folder when it is not in there
   * @param keys as {@link SourceRecord.update} takes them
   * @throws {RouteLmtError} `format-malformed`, `file-write`
   */
  update(
    projectFolder: string,
    targetPath: string,
    language: LanguageTag,
    made: readonly Made[],
    keys: ReadonlySet<string>,
  ): Promise<void> {
    const work = this.#updates.then(async () => {
      const folder = (await nearestRecord(targetPath)) ?? folderFor(projectFolder, targetPath);
      const path = join(folder, RECORD);
      const record = await this.#read(path);
      const before = record.print();
      record.update({ path: pathIn(folder, targetPath), language }, made, keys);
      const text = record.print();
      this.#known.delete(path);
      if (text !== before) await writeTextFile(path, { text, encoding: "utf-8" });
    });
    this.#updates = work.catch(() => undefined);
    return work;
  }

  async #read(path: string): Promise<SourceRecord> {
    const stamp = await stampOf(path);
    const known = this.#known.get(path);
    if (known?.stamp === stamp) return known.record;
    const text = (await readTextFile(path))?.text ?? "";
    const record = parseNamed(path, text);
    this.#known.set(path, { stamp, record });
    return record;
  }
}

function parseNamed(path: string, text: string): SourceRecord {
  try {
    return SourceRecord.parse(text);
  } catch (error) {
    if (!(error instanceof MalformedFileError)) throw error;
    const advice = "Correct or remove that line; without it, the translation counts as a person's.";
    throw new RouteLmtError("format-malformed", `${path}: ${error.message}`, advice, { cause: error });
  }
}

/** The nearest folder above a file that has a record. */
async function nearestRecord(file: string): Promise<string | undefined> {
  for (let folder = dirname(resolve(file)); ; folder = dirname(folder)) {
    if ((await stampOf(join(folder, RECORD))) !== "") return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

/** Another text when the file is another; empty when there is none. */
function stampOf(path: string): Promise<string> {
  return stat(path).then(
    ({ mtimeMs, size }) => `${mtimeMs} ${size}`,
    () => "",
  );
}

function folderFor(project: string, file: string): string {
  return resolve(pathInside(project, file) === undefined ? dirname(file) : project);
}

/** The path by which a record in a folder knows a file below it. */
function pathIn(folder: string, file: string): string {
  const path = pathInside(folder, file);
  if (path === undefined) throw new Error(`${file} is not below ${folder}`);
  return path;
}
