import { RouteLmtError, type Said, type SaidArgument, said } from "../errors.js";
import { type CapUnit, countable, NOTHING, type Spending, saidAmount, sumOf } from "./amount.js";

/** The period after which a cap begins again, by the local calendar. */
export type CapPeriod = (typeof CAP_PERIODS)[number];
export const CAP_PERIODS = ["run", "day", "month", "total"] as const;

/** A limit on spending. */
export interface Cap {
  readonly unit: CapUnit;
  readonly period: CapPeriod;
  /** ≥ 0; Infinity for none. */
  readonly limit: number;
}

/** What a request is for: kept with its reservation, to be compared with the bill. */
export interface RequestNote {
  readonly provider: string;
  readonly model: string;
  /** Target language. */
  readonly language: string;
  /** Ids of its segments. */
  readonly segments: readonly string[];
}

/** The amount set aside for a request that is not answered yet. */
export interface Reservation {
  readonly id: number;
  readonly amount: Spending;
}

/** Bought texts: the question, as {@link Ledger.find} takes it, and the texts of the answer. */
export interface Bought {
  readonly question: string;
  readonly texts: readonly string[];
  /** This segment's share of the price, in US dollars. */
  readonly cost: number;
}

/** Milliseconds between looks at whether another run has bought what it claimed. */
export const CLAIM_INTERVAL = 300;

/** The state of a ledger at one moment. */
export interface Balance {
  /** The caps in force, and what counts toward each. */
  readonly caps: readonly { readonly cap: Cap; readonly used: number }[];
  /** Paid by this run. */
  readonly settled: Spending;
  /** Set aside by this run for requests without an answer so far, and for those that may have been charged anyway. */
  readonly reserved: Spending;
}

/**
 * Tracks the spending of a project. An amount is reserved before a request and settled after it: at every instant
 * settled + reserved ≤ cap for every cap, as long as no request costs more than was reserved for it. Any excess is
 * counted, too, and reduces what is left.
 */
export interface Ledger {
  /**
   * Sets an upper estimate aside.
   *
   * @throws {RouteLmtError} `budget-exceeded` if it does not fit under a cap
   */
  reserve(amount: Spending, request: RequestNote): Promise<Reservation>;
  /** Replaces a reservation by the amount paid and stores what was bought, as one transaction. */
  settle(reservation: Reservation, paid: Spending, bought: readonly Bought[]): Promise<void>;
  /** Gives a reservation back, for a request that was refused or never reached the provider and costs nothing. */
  release(reservation: Reservation): Promise<void>;
  /** Keeps a reservation because the provider may have answered; it must be reconciled. */
  doubt(reservation: Reservation): Promise<void>;
  balance(): Promise<Balance>;
  /** Answers that were paid for earlier, on any day; the latest one if there are several. */
  find(questions: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /**
   * Claims questions for this run, so that no other run buys them meanwhile. Questions that another run has claimed and
   * neither bought nor given back are left out.
   *
   * @returns the questions that this run has claimed
   */
  claim(questions: readonly string[]): Promise<ReadonlySet<string>>;
  /** Gives claimed questions back; bought ones are released automatically. */
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

/** The error for a request that does not fit under a cap. */
export function exceededError({ unit, period, limit }: Cap, used: number, wanted: number): RouteLmtError {
  const amount = (value: number): SaidArgument => saidAmount(value, unit);
  return new RouteLmtError(
    "budget-exceeded",
    FULL[period](amount(wanted), amount(used), amount(limit)),
    said`Raise the budget, or keep the local translations.`,
  );
}

/** A cap that has no room, by its period. */
const FULL: Readonly<Record<CapPeriod, (wanted: SaidArgument, used: SaidArgument, limit: SaidArgument) => Said>> = {
  run: (wanted, used, limit) =>
    said`A request for up to ${wanted} does not fit: ${used} of ${limit} for this run are spent or reserved`,
  day: (wanted, used, limit) =>
    said`A request for up to ${wanted} does not fit: ${used} of ${limit} for today are spent or reserved`,
  month: (wanted, used, limit) =>
    said`A request for up to ${wanted} does not fit: ${used} of ${limit} for this month are spent or reserved`,
  total: (wanted, used, limit) =>
    said`A request for up to ${wanted} does not fit: ${used} of ${limit} for this project are spent or reserved`,
};
