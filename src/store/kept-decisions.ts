import { resolve } from "node:path";
import type { KeyPath } from "../core/formats/format.js";
import type { Decision } from "../core/routing/decision.js";
import { turn } from "../node/in-slices.js";
import type { DatabaseRow } from "./connection.js";
import type { ProjectDatabase } from "./database.js";
import type { KeptDecision } from "./placed-decision.js";

/** How many decisions are read at once. */
const PAGE = 200;

const SELECT = `
  SELECT d.segment, s.path, s.language, s.key, d.run, d.source_path, d.format, d.small, d.source_hash, d.decision,
    d.source_file, d.is_current
  FROM decisions d JOIN segments s ON s.id = d.segment`;

/** The order in which pages are read, which an index has, and the values before the first. */
interface PageOrder {
  readonly columns: readonly string[];
  readonly first: readonly (string | number)[];
}

const BY_SEGMENT: PageOrder = { columns: ["d.segment"], first: [-1] };
/** Within a path. */
export const BY_KEY: PageOrder = { columns: ["s.language", "s.key"], first: ["", ""] };

/** The decisions in a project's database, as it is read. */
export class KeptDecisions {
  readonly #database: ProjectDatabase;
  readonly #root: string;

  /** @param root the project's folder */
  constructor(database: ProjectDatabase, root: string) {
    this.#database = database;
    this.#root = root;
  }

  /**
   * The decisions that an SQL condition on `d` (decisions) and `s` (segments) chooses, in the order in which their
   * segments were first seen. Read in pages, so that thousands of them do not block everything else.
   */
  async select(
    condition: string,
    values: readonly (string | number)[],
    { columns, first }: PageOrder = BY_SEGMENT,
  ): Promise<KeptDecision[]> {
    const order = columns.join();
    const sql = `${SELECT} WHERE (${condition}) AND (${order}) > (${columns.map(() => "?").join()}) ORDER BY ${order} LIMIT ${PAGE}`;
    const kept: KeptDecision[] = [];
    for (let after = first; ; ) {
      const rows = await this.#database.transaction((connection) => connection.all(sql, [...values, ...after]));
      kept.push(...rows.map((row) => this.#read(row)));
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) break;
      after = columns.map((name) => last[name.slice(2)] as string | number);
      await turn();
    }
    return kept.sort((a, b) => a.segment - b.segment);
  }

  /** One decision on a target file, at a path relative to the project, for each language. */
  languagesOn(path: string): Promise<KeptDecision[]> {
    return this.#database.transaction((connection) => {
      const kept: KeptDecision[] = [];
      for (let language = ""; ; ) {
        const values = [path, language];
        const row = connection.get(`${SELECT} WHERE s.path = ? AND s.language > ? ORDER BY s.language LIMIT 1`, values);
        if (!row) return kept;
        kept.push(this.#read(row));
        language = String(row["language"]);
      }
    });
  }

  #read(row: DatabaseRow): KeptDecision {
    const text = (name: string): string => String(row[name]);
    const isChecked = row["source_file"] !== null;
    return {
      segment: Number(row["segment"]),
      targetPath: resolve(this.#root, text("path")),
      sourcePath: resolve(this.#root, text("source_path")),
      format: text("format"),
      small: text("small"),
      key: JSON.parse(text("key")) as KeyPath,
      sourceHash: text("source_hash"),
      run: Number(row["run"]),
      decision: JSON.parse(text("decision")) as Decision,
      checked: isChecked ? { file: text("source_file"), isCurrent: row["is_current"] === 1 } : undefined,
    };
  }
}
