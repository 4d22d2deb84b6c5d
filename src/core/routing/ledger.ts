import { RouteLmtError } from "../errors.js";

/** Money set aside for a call that has not been answered yet. */
export interface Reservation {
  readonly amount: number;
}

/** What a ledger says at a moment, in US dollars. */
export interface Balance {
  readonly cap: number;
  readonly settled: number;
  readonly reserved: number;
}

/**
 * The money of one run: an amount is reserved before a call and settled after it. At every instant
 * settled + reserved ≤ cap, as long as calls cost no more than was reserved for them; what a call
 * costs beyond its reservation is counted too, and takes from what is left.
 */
export class Ledger {
  readonly #cap: number;
  #settled = 0;
  readonly #open = new Set<Reservation>();

  /** @param cap in US dollars; Infinity for none */
  constructor(cap: number) {
    if (!(cap >= 0)) throw new RangeError(`a cap must be at least 0, not ${cap}`);
    this.#cap = cap;
  }

  get balance(): Balance {
    let reserved = 0;
    for (const { amount } of this.#open) reserved += amount;
    return { cap: this.#cap, settled: this.#settled, reserved };
  }

  /**
   * Sets money aside.
   *
   * @throws {RouteLmtError} `budget-exceeded` when it does not fit under the cap
   */
  reserve(amount: number): Reservation {
    const { cap, settled, reserved } = this.balance;
    if (settled + reserved + amount > cap) {
      throw new RouteLmtError(
        "budget-exceeded",
        `A call for up to $${amount.toFixed(4)} does not fit: $${(settled + reserved).toFixed(4)} of $${cap.toFixed(4)} are spent or reserved`,
        "Raise the budget, or keep the local translations.",
      );
    }
    const reservation = { amount };
    this.#open.add(reservation);
    return reservation;
  }

  /** Replaces a reservation by what was really paid: 0 when the call never reached the provider. */
  settle(reservation: Reservation, paid: number): void {
    if (this.#open.delete(reservation)) this.#settled += paid;
  }
}
