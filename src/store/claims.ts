import { CLAIM_INTERVAL, type Ledger } from "../core/routing/ledger.js";
import { isAlive } from "../node/is-alive.js";
import type { Connection } from "./connection.js";
import type { ProjectDatabase } from "./database.js";

/** The runs of this process. In a container, many processes get the same id in turn. */
const runsHere = new Set<string>();

/** Whether the process of a run has ended: two projects in one process may have the same run ids. */
export function isLeft(path: string, run: number, pid: number): boolean {
  return pid === process.pid ? !runsHere.has(`${path} ${run}`) : !isAlive(pid);
}

/** Milliseconds between the signs of life of a run that has claimed something. */
const SIGN_INTERVAL = 2_000;
/**
 * How often another run looks for a new sign before it takes the claims over: those of a killed process whose id another
 * one got. Looks are counted because clocks jump, and machines sleep.
 */
const MAX_LOOKS = 30_000 / CLAIM_INTERVAL;

/** What one run is about to buy, so that no other run buys it meanwhile. */
export class Claims implements Pick<Ledger, "claim" | "unclaim"> {
  readonly #database: ProjectDatabase;
  readonly #run: number;
  /** Other runs that have claims: their last sign of life, and the looks since. */
  readonly #others = new Map<number, { readonly signs: number; readonly looks: number }>();
  #signing: NodeJS.Timeout | undefined;

  /** @param run its id in the history */
  constructor(database: ProjectDatabase, run: number) {
    this.#database = database;
    this.#run = run;
    runsHere.add(`${database.path} ${run}`);
  }

  /** As {@link Ledger.claim}. */
  async claim(questions: readonly string[]): Promise<ReadonlySet<string>> {
    const mine = await this.#database.transaction((connection) => {
      const isFree = this.#freeFor();
      const free = questions.filter((question) => {
        const claim = connection.get(
          "SELECT run, c.pid, signs FROM claims c JOIN runs r ON r.id = run AND state = 'running' WHERE question = ?",
          [question],
        );
        return !claim || isFree(Number(claim["run"]), Number(claim["pid"]), Number(claim["signs"]));
      });
      const rows = free.map((question) => [question, this.#run, process.pid]);
      connection.runAll("INSERT OR REPLACE INTO claims VALUES (?, ?, ?)", rows);
      return new Set(free);
    });
    if (mine.size > 0) this.#signing ??= setInterval(this.#sign, SIGN_INTERVAL).unref();
    return mine;
  }

  /** As {@link Ledger.unclaim}. */
  async unclaim(questions: readonly string[]): Promise<void> {
    clearInterval(this.#signing);
    this.#signing = undefined;
    await this.#database.transaction((connection) => this.unclaimIn(connection, questions));
  }

  /** Gives questions back within a transaction. */
  unclaimIn(connection: Connection, questions: readonly string[]): void {
    const rows = questions.map((question) => [question, this.#run]);
    connection.runAll("DELETE FROM claims WHERE question = ? AND run = ?", rows);
  }

  /**
   * Shows that the process of this run is alive. Nothing is lost if it cannot: others wait some time for the next sign.
   */
  readonly #sign = (): void => {
    this.#database
      .transaction((connection) => connection.run("UPDATE runs SET signs = signs + 1 WHERE id = ?", [this.#run]))
      .catch(() => undefined);
  };

  /** Whether this run may take over the claims of another one. For one look. */
  #freeFor(): (run: number, pid: number, signs: number) => boolean {
    const known = new Map<number, boolean>();
    return (run, pid, signs) => {
      let isFree = known.get(run);
      if (isFree === undefined) {
        const before = this.#others.get(run);
        const looks = before?.signs === signs ? before.looks + 1 : 0;
        this.#others.set(run, { signs, looks });
        isFree = run === this.#run || isLeft(this.#database.path, run, pid) || looks >= MAX_LOOKS;
        known.set(run, isFree);
      }
      return isFree;
    };
  }
}
