import { existsSync } from "node:fs";
import { NOTHING, type Spending } from "../core/routing/amount.js";
import type { Cap, CapPeriod } from "../core/routing/ledger.js";
import { isLeft } from "./claims.js";
import type { DatabaseRow } from "./connection.js";
import type { ProjectDatabase } from "./database.js";
import { answersIn, settleRequest, spendingOf, usedOf } from "./project-ledger.js";

/** What became of a request: `doubtful` also if its process died before an answer arrived. */
export type RequestState = "open" | "doubtful" | "settled" | "released";

/** Milliseconds; no request waits that long for its answer. */
const MAX_REQUEST = 3_600_000;

/** A request to a large model, as the ledger shows it. */
export interface LedgerEntry {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly run: number;
  readonly provider: string;
  readonly model: string;
  readonly language: string;
  readonly state: RequestState;
  readonly reserved: Spending;
  /** What was paid; zero until it is settled. */
  readonly paid: Spending;
}

/** The ledger of a project, over all runs. */
export class LedgerBook {
  readonly #database: ProjectDatabase;

  constructor(database: ProjectDatabase) {
    this.#database = database;
  }

  /** Every request, oldest first. */
  entries(now = Date.now()): Promise<LedgerEntry[]> {
    return this.#database.transaction((connection) =>
      connection
        .all(
          `SELECT q.id, q.time, q.run, q.provider, q.model, q.language, r.state, r.pid, u.state AS run_state,
             r.usd AS r_usd, r.tokens AS r_tokens, r.segments AS r_segments, s.usd, s.tokens, s.segments
           FROM requests q JOIN reservations r ON r.request = q.id LEFT JOIN settlements s ON s.request = q.id
             LEFT JOIN runs u ON u.id = q.run
           ORDER BY q.id`,
        )
        .map((row) => entryOf(row, this.#stateOf(row, now))),
    );
  }

  /** What counts toward some caps now; not for caps per run. */
  used(caps: readonly Cap[], now = Date.now()): Promise<number[]> {
    return this.#database.transaction((connection) => caps.map((cap) => usedOf(connection, cap, -1, now)));
  }

  /** Paid and set aside so far in a period. */
  spent(period: Exclude<CapPeriod, "run">, now = Date.now()): Promise<number> {
    return this.used([{ unit: "usd", period, limit: 0 }], now).then(([usd = 0]) => usd);
  }

  /** The answers that were paid for, by question. Does not create a database. */
  async answers(questions: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    if (questions.length === 0 || !existsSync(this.#database.path)) return new Map();
    return this.#database.transaction((connection) => answersIn(connection, questions));
  }

  /**
   * Decides on requests that may or may not have been charged, as the provider's bill says.
   *
   * @param isCharged true: their reservations count as paid; false: as free
   * @returns how many they were
   */
  reconcile(isCharged: boolean, now = Date.now()): Promise<number> {
    return this.#database.transaction((connection) => {
      const open = connection
        .all(
          `SELECT r.*, q.run, q.time, u.state AS run_state FROM reservations r
             JOIN requests q ON q.id = r.request LEFT JOIN runs u ON u.id = q.run WHERE r.state IN ('open', 'doubtful')`,
        )
        .filter((row) => this.#stateOf(row, now) === "doubtful");
      for (const row of open) {
        const id = Number(row["request"]);
        if (isCharged) settleRequest(connection, id, spendingOf(row), now);
        else connection.run("UPDATE reservations SET state = 'released' WHERE request = ?", [id]);
      }
      return open.length;
    });
  }

  /** An open reservation is in doubt if no answer can arrive any more. */
  #stateOf({ state, run_state: runState, run, pid, time }: DatabaseRow, now: number): RequestState {
    if (state !== "open") return String(state) as RequestState;
    // That a process with this id is running is not enough: another one may have got the id.
    const isOver = runState !== "running" || Math.abs(now - Number(time)) > MAX_REQUEST;
    return isOver || isLeft(this.#database.path, Number(run), Number(pid)) ? "doubtful" : "open";
  }
}

function entryOf(row: DatabaseRow, state: RequestState): LedgerEntry {
  const { id, time, run, provider, model, language } = row;
  return {
    id: Number(id),
    time: Number(time),
    run: Number(run),
    provider: String(provider),
    model: String(model),
    language: String(language),
    state,
    reserved: spendingOf({ usd: row["r_usd"], tokens: row["r_tokens"], segments: row["r_segments"] } as DatabaseRow),
    paid: row["usd"] === null ? NOTHING : spendingOf(row),
  };
}

const CSV_COLUMNS = "id,time,run,provider,model,language,state,reserved_usd,paid_usd,tokens,segments";

/** The ledger as CSV (RFC 4180) with a header; times in UTC as ISO 8601, amounts in US dollars. */
export function ledgerCsv(entries: readonly LedgerEntry[]): string {
  const rows = entries.map(({ id, time, run, provider, model, language, state, reserved, paid }) => {
    const texts = [provider, model, language, state].map(csvCell);
    const { tokens, segments } = state === "settled" ? paid : reserved;
    return [id, new Date(time).toISOString(), run, ...texts, reserved.usd, paid.usd, tokens, segments].join(",");
  });
  return [CSV_COLUMNS, ...rows, ""].join("\r\n");
}

/** Quoted if necessary, and such that spreadsheets do not read it as a formula. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
