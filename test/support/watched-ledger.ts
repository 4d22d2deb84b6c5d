import type { Spending } from "#core/routing/amount.js";
import { type Bought, MemoryLedger, type RequestNote, type Reservation } from "#core/routing/ledger.js";

/** A ledger that records its calls, one line each: `reserve`, or `settle 0.0004`. */
export class WatchedLedger extends MemoryLedger {
  readonly steps: string[] = [];

  override async reserve(amount: Spending, request: RequestNote): Promise<Reservation> {
    const reservation = await super.reserve(amount, request);
    this.steps.push("reserve");
    return reservation;
  }

  override settle(reservation: Reservation, paid: Spending, bought: readonly Bought[]): Promise<void> {
    this.steps.push("settle");
    return super.settle(reservation, paid, bought);
  }

  override release(reservation: Reservation): Promise<void> {
    this.steps.push("release");
    return super.release(reservation);
  }

  override doubt(): Promise<void> {
    this.steps.push("doubt");
    return super.doubt();
  }
}
