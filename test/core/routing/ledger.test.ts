import assert from "node:assert/strict";
import fc from "fast-check";
import { RouteLmtError } from "#core/errors.js";
import { Ledger, type Reservation } from "#core/routing/ledger.js";

describe("Ledger", () => {
  it("counts what is reserved until it is settled", () => {
    const ledger = new Ledger(1);
    const reservation = ledger.reserve(0.6);
    assert.throws(() => ledger.reserve(0.5), { code: "budget-exceeded" });
    ledger.settle(reservation, 0.2);
    ledger.reserve(0.5);
    assert.deepEqual(ledger.balance, { cap: 1, settled: 0.2, reserved: 0.5 });
  });

  it("settles a reservation once", () => {
    const ledger = new Ledger(1);
    const reservation = ledger.reserve(0.5);
    ledger.settle(reservation, 0.5);
    ledger.settle(reservation, 0.5);
    assert.equal(ledger.balance.settled, 0.5);
  });

  it("never has more settled and reserved than its cap, whatever the sequence", () => {
    const step = fc.record({
      amount: fc.double({ min: 0, max: 2, noNaN: true }),
      paid: fc.double({ min: 0, max: 1, noNaN: true }),
      settle: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 5, noNaN: true }), fc.array(step, { maxLength: 50 }), (cap, steps) => {
        const ledger = new Ledger(cap);
        const open: Reservation[] = [];
        for (const { amount, paid, settle } of steps) {
          try {
            open.push(ledger.reserve(amount));
          } catch (error) {
            assert.ok(error instanceof RouteLmtError);
          }
          const first = settle ? open.shift() : undefined;
          if (first) ledger.settle(first, first.amount * paid);
          const { settled, reserved } = ledger.balance;
          assert.ok(settled + reserved <= cap + 1e-12);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
