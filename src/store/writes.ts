import { resolve } from "node:path";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Direction } from "../core/language/tag.js";
import type { DecodedText, Encoding } from "../core/text/encoding.js";
import type { Connection, DatabaseRow } from "./connection.js";
import type { ProjectDatabase } from "./database.js";
import { relativePath } from "./relative-path.js";

/** How many runs can be undone; of older ones the decisions are kept, but not the files. */
const MAX_KEPT_RUNS = 5;

/** A file that a run wrote. */
export interface RunWrite {
  /** Absolute. */
  readonly path: string;
  /** Its source file; the file itself if it holds both. */
  readonly sourcePath: string;
  /** The languages that the run wrote into it. */
  readonly directions: readonly Direction[];
  /** Undefined if the run created the file. */
  readonly before: string | undefined;
  readonly after: string;
  /** The file before the last write of the run, including its earlier writes: the state if the run was killed before that write. */
  readonly found: string | undefined;
  readonly encoding: Encoding;
}

/** What a run is about to write into a file. */
export interface NotedWrite {
  /** The text without anything that the run wrote so far; undefined if it created the file. */
  readonly before: DecodedText | undefined;
  /** The present text, which will be replaced; undefined if there is no file. */
  readonly found: DecodedText | undefined;
  readonly after: DecodedText;
}

/** What the last runs wrote into the files of a project, so that it can be undone even after a restart. */
export class RunWrites {
  readonly #database: ProjectDatabase;
  readonly #root: string;

  /** @param root the project's folder */
  constructor(database: ProjectDatabase, root: string) {
    this.#database = database;
    this.#root = root;
  }

  /**
   * Records what a run is about to write; if called several times, the last call counts.
   */
  record(run: number, path: string, { before, found, after }: NotedWrite): Promise<void> {
    const packed = (text: DecodedText | undefined): Uint8Array | null => (text ? deflateRawSync(text.text) : null);
    const foundBlob = found?.text === before?.text ? null : packed(found);
    const values = [run, relativePath(this.#root, path), after.encoding, packed(before), packed(after), foundBlob];
    return this.#database.transaction((connection) => {
      connection.run(
        `INSERT INTO writes (run, path, encoding, before, after, found) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (run, path)
         DO UPDATE SET before = excluded.before, after = excluded.after, found = excluded.found`,
        values,
      );
      connection.run(
        "DELETE FROM writes WHERE run NOT IN (SELECT DISTINCT run FROM writes ORDER BY run DESC LIMIT ?)",
        [MAX_KEPT_RUNS],
      );
    });
  }

  /** The last run that wrote files and was not undone, with its files; undefined if there is none. */
  last(): Promise<{ readonly run: number; readonly started: number; readonly writes: RunWrite[] } | undefined> {
    return this.#database.transaction((connection) => {
      const run = connection.get(
        `SELECT id, started FROM runs WHERE state <> 'undone' AND id IN (SELECT run FROM writes) ORDER BY id DESC LIMIT 1`,
      );
      if (!run) return undefined;
      const id = Number(run["id"]);
      return { run: id, started: Number(run["started"]), writes: this.#writesOf(connection, id) };
    });
  }

  /** What a run wrote; empty if it is too long ago. */
  of(run: number): Promise<RunWrite[]> {
    return this.#database.transaction((connection) => this.#writesOf(connection, run));
  }

  #writesOf(connection: Connection, run: number): RunWrite[] {
    return connection.all("SELECT * FROM writes WHERE run = ? ORDER BY path", [run]).map((row) => ({
      path: resolve(this.#root, String(row["path"])),
      ...this.#originOf(connection, run, String(row["path"])),
      before: textOf(row, "before"),
      after: textOf(row, "after") ?? "",
      found: textOf(row, "found") ?? textOf(row, "before"),
      encoding: String(row["encoding"]) as Encoding,
    }));
  }

  #originOf(connection: Connection, run: number, path: string): Pick<RunWrite, "sourcePath" | "directions"> {
    const rows = connection.all(
      `SELECT d.source_path, json_extract(d.decision, '$.segment.direction') AS direction
       FROM decisions d JOIN segments s ON s.id = d.segment WHERE d.run = ? AND s.path = ? GROUP BY s.language`,
      [run, path],
    );
    return {
      sourcePath: resolve(this.#root, String(rows[0]?.["source_path"] ?? path)),
      directions: rows.map((row) => JSON.parse(String(row["direction"])) as Direction),
    };
  }
}

function textOf(row: DatabaseRow, column: string): string | undefined {
  const packed = row[column];
  return packed === null ? undefined : inflateRawSync(packed as Uint8Array).toString("utf8");
}
