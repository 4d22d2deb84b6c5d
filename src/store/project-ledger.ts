import { RouteLmtError } from "../core/errors.js";
import { countable, NOTHING, type Spending, sumOf } from "../core/routing/amount.js";
import {
  type Balance,
  type Bought,
  type Cap,
  type CapPeriod,
  exceededError,
  type Ledger,
  type RequestNote,
  type Reservation,
} from "../core/routing/ledger.js";
import { Claims } from "./claims.js";
import type { Connection, DatabaseRow } from "./connection.js";
import type { ProjectDatabase } from "./database.js";

/** The current time, in milliseconds since 1970. */
export type Clock = () => number;

/**
 * The ledger of a project in its database, as one run uses it: caps hold over all windows and command lines together. If
 * the clock jumps back, spending on a later day still counts.
 */
export class ProjectLedger implements Ledger {
  readonly #database: ProjectDatabase;
  readonly #run: number;
  readonly #caps: readonly Cap[];
  readonly #clock: Clock;
  /** What this process itself knows of the run's money, for reports if the database cannot be read. */
  readonly #open = new Map<number, Spending>();
  #settled: Spending = NOTHING;
  readonly #claims: Claims;

  /** @param run its id in the history */
  constructor(database: ProjectDatabase, run: number, caps: readonly Cap[], clock: Clock = Date.now) {
    this.#database = database;
    this.#run = run;
    this.#caps = caps;
    this.#clock = clock;
    this.#claims = new Claims(database, run);
  }

  /** @throws {RouteLmtError} `budget-exceeded`, and as {@link ProjectDatabase.transaction}; nothing is set aside then */
  async reserve(amount: Spending, { provider, model, language, segments }: RequestNote): Promise<Reservation> {
    const now = this.#clock();
    const { id } = await this.#database.reserve((connection, next) => {
      countable(amount);
      for (const cap of this.#caps) {
        const used = usedOf(connection, cap, this.#run, now);
        if (used + amount[cap.unit] > cap.limit) throw exceededError(cap, used, amount[cap.unit]);
      }
      const request = {
        run: this.#run,
        time: now,
        day: dayOf(now),
        provider,
        model,
        language,
        segments: segments.length,
      };
      return { id: next, ...request, pid: process.pid, amount };
    });
    this.#open.set(id, amount);
    return { id, amount };
  }

  async settle(reservation: Reservation, paid: Spending, bought: readonly Bought[]): Promise<void> {
    countable(paid);
    if (this.#open.delete(reservation.id)) this.#settled = sumOf(this.#settled, paid);
    try {
      await this.#settle(reservation, paid, bought);
    } catch (error) {
      // Recording a payment is worth a second try: a disk may be busy or full for a moment.
      if (!(error instanceof RouteLmtError)) throw error;
      await this.#settle(reservation, paid, bought);
    }
  }

  #settle({ id }: Reservation, paid: Spending, bought: readonly Bought[]): Promise<void> {
    return this.#database.transaction((connection) => {
      settleRequest(connection, id, paid, this.#clock());
      const rows = bought.map(({ question, texts, cost }) => [question, id, JSON.stringify(texts), cost]);
      connection.runAll("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", rows);
      this.#claims.unclaimIn(
        connection,
        bought.map(({ question }) => question),
      );
    });
  }

  async release({ id }: Reservation): Promise<void> {
    this.#open.delete(id);
    await this.#setState(id, "released");
  }

  doubt({ id }: Reservation): Promise<void> {
    return this.#setState(id, "doubtful");
  }

  balance(): Promise<Balance> {
    const now = this.#clock();
    return this.#database.transaction((connection) => ({
      caps: this.#caps.map((cap) => ({ cap, used: usedOf(connection, cap, this.#run, now) })),
      settled: settledSince(connection, "run", this.#run, now),
      reserved: reservedSince(connection, "run", this.#run, now),
    }));
  }

  /**
   * What this process knows of the run without the database: what it paid, and what it set aside but neither paid nor
   * released. For a report after the database failed; not a basis for buying.
   */
  known(): Balance {
    const reserved = [...this.#open.values()].reduce(sumOf, NOTHING);
    const used = sumOf(this.#settled, reserved);
    return { caps: this.#caps.map((cap) => ({ cap, used: used[cap.unit] })), settled: this.#settled, reserved };
  }

  find(questions: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    return this.#database.transaction((connection) => answersIn(connection, questions));
  }

  claim(questions: readonly string[]): Promise<ReadonlySet<string>> {
    return this.#claims.claim(questions);
  }

  unclaim(questions: readonly string[]): Promise<void> {
    return this.#claims.unclaim(questions);
  }

  #setState(id: number, state: "released" | "doubtful"): Promise<void> {
    return this.#database.transaction((connection) => {
      connection.run("UPDATE reservations SET state = ? WHERE request = ? AND state = 'open'", [state, id]);
    });
  }
}

/**
 * Replaces a reservation by the amount paid, once. It may have been released: somebody took it for free while its answer
 * was on its way.
 */
export function settleRequest(connection: Connection, id: number, paid: Spending, now: number): void {
  const open = connection.get(
    "SELECT run, day FROM reservations JOIN requests ON id = request WHERE request = ? AND state <> 'settled'",
    [id],
  );
  if (!open) return;
  connection.run("UPDATE reservations SET state = 'settled' WHERE request = ?", [id]);
  connection.run("INSERT INTO settlements VALUES (?, ?, ?, ?, ?)", [id, now, ...valuesOf(paid)]);
  const added = "usd = usd + excluded.usd, tokens = tokens + excluded.tokens, segments = segments + excluded.segments";
  for (const [table, column] of [
    ["days", "day"],
    ["run_sums", "run"],
  ] as const) {
    connection.run(`INSERT INTO ${table} VALUES (?, ?, ?, ?) ON CONFLICT (${column}) DO UPDATE SET ${added}`, [
      open[column] as string | number,
      ...valuesOf(paid),
    ]);
  }
}

/** The answers that were paid for, by question. */
export function answersIn(connection: Connection, questions: readonly string[]): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const question of new Set(questions)) {
    const row = connection.get("SELECT texts FROM answers WHERE question = ?", [question]);
    if (row) found.set(question, JSON.parse(String(row["texts"])) as string[]);
  }
  return found;
}

/** What counts toward a cap: settled and reserved. */
export function usedOf(connection: Connection, { unit, period }: Cap, run: number, now: number): number {
  return sumOf(settledSince(connection, period, run, now), reservedSince(connection, period, run, now))[unit];
}

const SUMS = "total(usd) AS usd, total(tokens) AS tokens, total(segments) AS segments";

function settledSince(connection: Connection, period: CapPeriod, run: number, now: number): Spending {
  if (period === "run")
    return spendingOf(connection.get("SELECT usd, tokens, segments FROM run_sums WHERE run = ?", [run]));
  return spendingOf(connection.get(`SELECT ${SUMS} FROM days WHERE day >= ?`, [firstDay(period, now)]));
}

function reservedSince(connection: Connection, period: CapPeriod, run: number, now: number): Spending {
  const sums = SUMS.replaceAll("total(", "total(r.");
  const [condition, value] = period === "run" ? ["q.run = ?", run] : ["q.day >= ?", firstDay(period, now)];
  return spendingOf(
    connection.get(
      `SELECT ${sums} FROM reservations r JOIN requests q ON q.id = r.request
       WHERE r.state IN ('open', 'doubtful') AND ${condition}`,
      [value],
    ),
  );
}

/** The first day that counts toward a period; days after today count too, so setting the clock back frees nothing. */
function firstDay(period: Exclude<CapPeriod, "run">, now: number): string {
  if (period === "total") return "";
  const day = dayOf(now);
  return period === "day" ? day : `${day.slice(0, 7)}-01`;
}

/** The local day of a time, such as `2026-11-27`. */
export function dayOf(now: number): string {
  const date = new Date(now);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function valuesOf({ usd, tokens, segments }: Spending): number[] {
  return [usd, tokens, segments];
}

/** The amounts of a row. */
export function spendingOf(row: DatabaseRow | undefined): Spending {
  if (!row) return NOTHING;
  return { usd: Number(row["usd"]), tokens: Number(row["tokens"]), segments: Number(row["segments"]) };
}
