import { resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { type KeyPath, keyId } from "../core/formats/format.js";
import type { Decision } from "../core/routing/decision.js";
import { textHash } from "../core/text/hash.js";
import type { Connection, DatabaseRow, ProjectDatabase } from "./database.js";
import { relativePath } from "./relative-path.js";

/** Where a decision belongs. */
export interface DecisionPlace {
  /** Absolute paths; the source file is the target file itself if that holds both. */
  readonly targetPath: string;
  readonly sourcePath: string;
  /** The format's name. */
  readonly format: string;
  readonly key: KeyPath;
}

/** A decision and where it belongs. */
export interface PlacedDecision extends DecisionPlace {
  readonly decision: Decision;
  /** Name of the small model, and its kind of search. */
  readonly small: string;
}

/** A stored decision. */
export interface KeptDecision extends PlacedDecision {
  /** {@link textHash} of its source text. */
  readonly sourceHash: string;
  /** The run that made it. */
  readonly run: number;
}

/** How a run ended; `running` also if its process died. */
export type RunState = "running" | "done" | "cancelled" | "failed" | "undone";

/** A stored run. */
export interface RunRecord {
  readonly id: number;
  /** Milliseconds since 1970; `ended` is missing while it is running, and if its process died. */
  readonly started: number;
  readonly ended?: number;
  /** The command that a person ran. */
  readonly command: string;
  readonly state: RunState;
}

/** How many decisions are written or read at once. */
const PAGE = 200;

/**
 * The runs of a project and their decisions, in its database. A decision belongs to a key of a file in a language; the last
 * one counts. Paths in the database are relative to the project, so that it can be read on another machine.
 */
export class History {
  readonly #database: ProjectDatabase;
  readonly #root: string;

  /** @param root the project's folder */
  constructor(database: ProjectDatabase, root: string) {
    this.#database = database;
    this.#root = root;
  }

  /** Records the start of a run; returns its id. */
  beginRun(command: string, now = Date.now()): Promise<number> {
    return this.#database.transaction((connection) =>
      connection.run("INSERT INTO runs (started, pid, command, state) VALUES (?, ?, ?, 'running')", [
        now,
        process.pid,
        command,
      ]),
    );
  }

  /** Records how a run ended. */
  endRun(run: number, state: RunState, now = Date.now()): Promise<void> {
    return this.#database.transaction((connection) => {
      connection.run("UPDATE runs SET state = ?, ended = ? WHERE id = ?", [state, now, run]);
    });
  }

  /** Stores decisions with their candidates, in transactions of up to {@link PAGE}: thousands at once would block everything else. */
  async record(run: number, placed: readonly PlacedDecision[]): Promise<void> {
    for (let from = 0; from < placed.length; from += PAGE) {
      if (from > 0) await setImmediate();
      await this.#recordPage(run, placed.slice(from, from + PAGE));
    }
  }

  #recordPage(run: number, placed: readonly PlacedDecision[]): Promise<void> {
    return this.#database.transaction((connection) => {
      const ids = placed.map((one) => this.#segmentOf(connection, one));
      connection.runAll(
        "INSERT OR REPLACE INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        placed.map(({ sourcePath, format, small, decision }, index) => [
          ids[index] as number,
          run,
          this.#relative(sourcePath),
          format,
          small,
          textHash(decision.segment.source),
          decision.outcome,
          decision.predicted.gain,
          decision.cost,
          JSON.stringify(decision),
        ]),
      );
      connection.runAll(
        "INSERT OR IGNORE INTO candidates (segment, run, origin, text, quality, findings) VALUES (?, ?, ?, ?, ?, ?)",
        placed.flatMap(({ decision: { candidates, findings } }, index) =>
          candidates.map(({ origin, text, quality }) => {
            const own = findings.filter((one) => one.origin === origin);
            return [ids[index] as number, run, origin, text, quality ?? null, JSON.stringify(own)];
          }),
        ),
      );
    });
  }

  /** Replaces the decisions on segments by those that a person made. */
  async amend(placed: readonly Omit<PlacedDecision, "small">[]): Promise<void> {
    const nameOf = ({ targetPath, key, decision }: Omit<PlacedDecision, "small">): string =>
      JSON.stringify([targetPath, decision.segment.direction.target, key]);
    const known = new Map<string, KeptDecision>();
    for (const path of new Set(placed.map(({ targetPath }) => targetPath)))
      for (const one of await this.decisionsOn(path)) known.set(nameOf(one), one);
    for (const earlier of new Set(placed.map((one) => known.get(nameOf(one))?.run))) {
      const run = earlier ?? (await this.beginRun("by hand"));
      if (earlier === undefined) await this.endRun(run, "done");
      const own = placed.filter((one) => known.get(nameOf(one))?.run === earlier);
      await this.record(
        run,
        own.map((one) => ({ ...one, small: known.get(nameOf(one))?.small ?? "" })),
      );
    }
  }

  /** The decisions on a target file, in every language. */
  decisionsOn(targetPath: string): Promise<KeptDecision[]> {
    return this.#select("s.path = ?", [this.#relative(targetPath)]);
  }

  /** The decisions whose source text is in a file. */
  decisionsFrom(sourcePath: string): Promise<KeptDecision[]> {
    return this.#select("d.source_path = ?", [this.#relative(sourcePath)]);
  }

  /** The decisions of a run that no later one has replaced. */
  decisionsOf(run: number): Promise<KeptDecision[]> {
    return this.#select("d.run = ?", [run]);
  }

  /** A run; without an id, the last one. Undefined if there is none. */
  run(id?: number): Promise<RunRecord | undefined> {
    return this.#database.transaction((connection) => {
      const row =
        id === undefined
          ? connection.get("SELECT * FROM runs ORDER BY id DESC LIMIT 1")
          : connection.get("SELECT * FROM runs WHERE id = ?", [id]);
      if (!row) return undefined;
      const { id: found, started, ended, command, state } = row;
      return {
        id: Number(found),
        started: Number(started),
        ...(ended === null ? {} : { ended: Number(ended) }),
        command: String(command),
        state: String(state) as RunState,
      };
    });
  }

  /** Every decision of the project with one of these outcomes. */
  decisionsWith(outcomes: readonly Decision["outcome"][]): Promise<KeptDecision[]> {
    return this.#select(`d.outcome IN (${outcomes.map(() => "?").join()})`, outcomes);
  }

  /** Reads in pages, so that thousands of decisions do not block everything else. */
  async #select(condition: string, values: readonly (string | number)[]): Promise<KeptDecision[]> {
    const kept: KeptDecision[] = [];
    for (let after = -1; ; ) {
      const rows = await this.#database.transaction((connection) =>
        connection.all(
          `SELECT d.segment, s.path, s.key, d.run, d.source_path, d.format, d.small, d.source_hash, d.decision
           FROM decisions d JOIN segments s ON s.id = d.segment
           WHERE d.segment > ? AND (${condition}) ORDER BY d.segment LIMIT ${PAGE}`,
          [after, ...values],
        ),
      );
      for (const row of rows) kept.push(this.#read(row));
      if (rows.length < PAGE) return kept;
      after = Number(rows.at(-1)?.["segment"]);
      await setImmediate();
    }
  }

  #read(row: DatabaseRow): KeptDecision {
    const text = (name: string): string => String(row[name]);
    return {
      targetPath: resolve(this.#root, text("path")),
      sourcePath: resolve(this.#root, text("source_path")),
      format: text("format"),
      small: text("small"),
      key: JSON.parse(text("key")) as KeyPath,
      sourceHash: text("source_hash"),
      run: Number(row["run"]),
      decision: JSON.parse(text("decision")) as Decision,
    };
  }

  #segmentOf(connection: Connection, { targetPath, key, decision }: PlacedDecision): number {
    const values = [this.#relative(targetPath), decision.segment.direction.target, keyId(key)];
    const known = connection.get("SELECT id FROM segments WHERE path = ? AND language = ? AND key = ?", values);
    if (known) return Number(known["id"]);
    return connection.run("INSERT INTO segments (path, language, key) VALUES (?, ?, ?)", values);
  }

  #relative(path: string): string {
    return relativePath(this.#root, path);
  }
}
