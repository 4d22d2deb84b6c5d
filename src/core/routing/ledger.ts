import { RouteLmtError } from "../errors.js";
import { amountText, type Cap, countable, NOTHING, type Spending, sumOf } from "./cap.js";

/** What a request is for: kept with its reservation, so that a bill can be compared with it. */
export interface RequestNote {
  readonly provider: string;
  readonly model: string;
  /** Target language. */
  readonly language: string;
  /** Ids of its segments. */
  readonly segments: readonly string[];
}

/** What is set aside for a request that has not been answered yet. */
export interface Reservation {
  readonly id: number;
  readonly amount: Spending;
}

/** Texts that were bought: what was asked, as {@link Ledger.find} asks for it, and the answer's texts. */
export interface Bought {
  readonly question: string;
  readonly texts: readonly string[];
  /** This segment's part of what was paid, in US dollars. */
  readonly cost: number;
}

/** What a ledger says at a moment. */
export interface Balance {
  /** The caps that hold, with what counts toward each of them. */
  readonly caps: readonly { readonly cap: Cap; readonly used: number }[];
  /** Paid by this run. */
  readonly settled: Spending;
  /** Set aside by this run for requests that have no answer yet, or whose answer may have been produced all the same. */
  readonly reserved: Spending;
}

/**
 * The money of a project. An amount is reserved before a request and settled after it: at every instant
 * settled + reserved ≤ cap for every cap, as long as requests cost no more than was reserved for them; what one
 * costs beyond that is counted too, and takes from what is left.
 */
export interface Ledger {
  /**
   * Sets an upper estimate aside.
   *
   * @throws {RouteLmtError} `budget-exceeded` when it does not fit under a cap
   */
  reserve(amount: Spending, request: RequestNote): Promise<Reservation>;
  /** Replaces a reservation by what was really paid, and keeps what was bought, both or neither. */
  settle(reservation: Reservation, paid: Spending, bought: readonly Bought[]): Promise<void>;
  /** Gives a reservation back: the request costs nothing, as it was refused or never reached the provider. */
  release(reservation: Reservation): Promise<void>;
  /** Leaves a reservation counted: nobody knows whether the provider answered. It waits to be reconciled. */
  doubt(reservation: Reservation): Promise<void>;
  balance(): Promise<Balance>;
  /** The answers to questions that were paid for before, on any day; of several the last. */
  find(questions: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /**
   * Takes questions for this run, so that no other run buys them meanwhile. Those that another one took before, and has
   * neither bought nor given back, are not taken.
   *
   * @returns the questions that are this run's now
   */
  claim(questions: readonly string[]): Promise<ReadonlySet<string>>;
  /** Gives questions back; those that were bought are free by themselves. */
  unclaim(questions: readonly string[]): Promise<void>;
}

/** A ledger in memory, of one run: for runs that buy nothing, and for tests. */
export class MemoryLedger implements Ledger {
  readonly #caps: readonly Cap[];
  readonly #open = new Map<number, Reservation>();
  readonly #bought = new Map<string, readonly string[]>();
  #settled: Spending = NOTHING;
  #next = 1;

  constructor(caps: readonly Cap[]) {
    this.#caps = caps;
  }

  async reserve(amount: Spending, _request?: RequestNote): Promise<Reservation> {
    countable(amount);
    const used = sumOf(this.#settled, this.#reserved);
    const exceeded = this.#caps.find((cap) => used[cap.unit] + amount[cap.unit] > cap.limit);
    if (exceeded) throw exceededError(exceeded, used[exceeded.unit], amount[exceeded.unit]);
    const reservation = { id: this.#next++, amount };
    this.#open.set(reservation.id, reservation);
    return reservation;
  }

  async settle({ id }: Reservation, paid: Spending, bought: readonly Bought[]): Promise<void> {
    countable(paid);
    if (this.#open.delete(id)) this.#settled = sumOf(this.#settled, paid);
    for (const { question, texts } of bought) this.#bought.set(question, texts);
  }

  release({ id }: Reservation): Promise<void> {
    this.#open.delete(id);
    return Promise.resolve();
  }

  doubt(): Promise<void> {
    return Promise.resolve();
  }

  balance(): Promise<Balance> {
    const reserved = this.#reserved;
    const used = sumOf(this.#settled, reserved);
    const caps = this.#caps.map((cap) => ({ cap, used: used[cap.unit] }));
    return Promise.resolve({ caps, settled: this.#settled, reserved });
  }

  find(questions: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const found = questions.flatMap((one) => {
      const texts = this.#bought.get(one);
      return texts ? [[one, texts] as const] : [];
    });
    return Promise.resolve(new Map(found));
  }

  claim(questions: readonly string[]): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set(questions));
  }

  unclaim(): Promise<void> {
    return Promise.resolve();
  }

  get #reserved(): Spending {
    return [...this.#open.values()].reduce((sum, { amount }) => sumOf(sum, amount), NOTHING);
  }
}

/** The error of a request that does not fit under a cap. */
export function exceededError({ unit, period, limit }: Cap, used: number, wanted: number): RouteLmtError {
  const amount = (value: number): string => amountText(value, unit);
  const when = { run: "this run", day: "today", month: "this month", total: "this project" }[period];
  return new RouteLmtError(
    "budget-exceeded",
    `A request for up to ${amount(wanted)} does not fit: ${amount(used)} of ${amount(limit)} for ${when} are spent or reserved`,
    "Raise the budget, or keep the local translations.",
  );
}
