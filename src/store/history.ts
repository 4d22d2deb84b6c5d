import { keyId } from "../core/formats/format.js";
import type { LanguageTag } from "../core/language/tag.js";
import type { Decision } from "../core/routing/decision.js";
import { textHash } from "../core/text/hash.js";
import { turn } from "../node/in-slices.js";
import type { Connection } from "./connection.js";
import type { ProjectDatabase } from "./database.js";
import { BY_KEY, KeptDecisions } from "./kept-decisions.js";
import type { KeptDecision, PlacedDecision } from "./placed-decision.js";
import { relativePath } from "./relative-path.js";
import type { SourceCheck } from "./source-check.js";

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

/** How many decisions are written at once. */
const PAGE = 200;

/**
 * The runs of a project and their decisions, in its database. A decision belongs to a key of a file in a language; the last
 * one counts. Paths in the database are relative to the project, so that it can be read on another machine.
 */
export class History {
  readonly #database: ProjectDatabase;
  readonly #root: string;
  readonly #kept: KeptDecisions;

  /** @param root the project's folder */
  constructor(database: ProjectDatabase, root: string) {
    this.#database = database;
    this.#root = root;
    this.#kept = new KeptDecisions(database, root);
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
      if (from > 0) await turn();
      await this.#recordPage(run, placed.slice(from, from + PAGE));
    }
  }

  #recordPage(run: number, placed: readonly PlacedDecision[]): Promise<void> {
    return this.#database.transaction((connection) => {
      const ids = placed.map((one) => this.#segmentOf(connection, one));
      connection.runAll(
        "INSERT OR REPLACE INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        placed.map(({ sourcePath, format, small, decision, checked }, index) => [
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
          ...checkValues(checked),
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

  /** Stores the checks of decisions, of those that have not been replaced meanwhile, as {@link record} does. */
  async noteChecks(kept: readonly KeptDecision[]): Promise<void> {
    for (let from = 0; from < kept.length; from += PAGE) {
      if (from > 0) await turn();
      await this.#database.transaction((connection) =>
        connection.runAll(
          "UPDATE decisions SET source_file = ?, is_current = ? WHERE segment = ? AND run = ? AND source_hash = ?",
          kept
            .slice(from, from + PAGE)
            .map(({ checked, segment, run, sourceHash }) => [...checkValues(checked), segment, run, sourceHash]),
        ),
      );
    }
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
    // By segment, each page would look up and sort all of them.
    return this.#kept.select("s.path = ?", [this.#relative(targetPath)], BY_KEY);
  }

  /** One decision on a target file for each language. */
  languagesOn(targetPath: string): Promise<KeptDecision[]> {
    return this.#kept.languagesOn(this.#relative(targetPath));
  }

  /**
   * The decisions on some keys of a target file in a language.
   *
   * @param keys as {@link keyId}
   */
  decisionsAt(targetPath: string, language: LanguageTag, keys: Iterable<string>): Promise<KeptDecision[]> {
    const values = [this.#relative(targetPath), language, JSON.stringify([...keys])];
    return this.#kept.select("s.path = ? AND s.language = ? AND s.key IN (SELECT value FROM json_each(?))", values);
  }

  /** The decisions whose source text is in a file. */
  decisionsFrom(sourcePath: string): Promise<KeptDecision[]> {
    return this.#kept.select("d.source_path = ?", [this.#relative(sourcePath)]);
  }

  /** The decisions of a run that no later one has replaced. */
  decisionsOf(run: number): Promise<KeptDecision[]> {
    return this.#kept.select("d.run = ?", [run]);
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
    return this.#kept.select(`d.outcome IN (${outcomes.map(() => "?").join()})`, outcomes);
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

function checkValues(checked: SourceCheck | undefined): (string | number | null)[] {
  return checked ? [checked.file, Number(checked.isCurrent)] : [null, null];
}
