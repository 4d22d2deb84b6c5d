import assert from "node:assert/strict";
import fc from "fast-check";
import { RouteLmtError } from "#core/errors.js";
import type { Spending } from "#core/routing/amount.js";
import { type Cap, MemoryLedger, type Reservation } from "#core/routing/ledger.js";

const note = { provider: "example.org", model: "m", language: "de", segments: ["a"] };
const usd = (amount: number): Spending => ({ usd: amount, tokens: 10, segments: 1 });
const cap = (limit: number, unit: Cap["unit"] = "usd"): Cap => ({ unit, period: "run", limit });

describe("MemoryLedger", () => {
  it("counts what is reserved until it is settled or released", async () => {
    const ledger = new MemoryLedger([cap(1)]);
    const first = await ledger.reserve(usd(0.6));
    await assert.rejects(ledger.reserve(usd(0.5)), { code: "budget-exceeded" });
    await ledger.settle(first, usd(0.2), []);
    const second = await ledger.reserve(usd(0.5));
    assert.equal((await ledger.balance()).caps[0]?.used, 0.7);
    await ledger.release(second);
    assert.equal((await ledger.balance()).caps[0]?.used, 0.2);
  });

  it("keeps counting a request that may have been answered", async () => {
    const ledger = new MemoryLedger([cap(1)]);
    await ledger.reserve(usd(0.6)).then(() => ledger.doubt());
    await assert.rejects(ledger.reserve(usd(0.5)), /\$0.600 of \$1.00/);
  });

  it("holds caps in tokens and segments", async () => {
    await assert.rejects(new MemoryLedger([cap(1), cap(9, "tokens")]).reserve(usd(0)), /up to 10 tokens/);
    const ledger = new MemoryLedger([cap(1, "segments")]);
    await ledger.reserve(usd(0));
    await assert.rejects(ledger.reserve(usd(0)), /1 string of 1 string/);
  });

  it("counts no amount that is no number, endless or below 0", async () => {
    const ledger = new MemoryLedger([cap(1)]);
    const reservation = await ledger.reserve(usd(0.5), note);
    for (const amount of [Number.NaN, Number.POSITIVE_INFINITY, -0.1]) {
      await assert.rejects(ledger.reserve(usd(amount)), RangeError);
      await assert.rejects(ledger.settle(reservation, usd(amount), []), RangeError);
    }
    assert.equal((await ledger.balance()).reserved.usd, 0.5, "what may have been paid stays counted");
  });

  it("settles a reservation once, and keeps what was bought", async () => {
    const ledger = new MemoryLedger([cap(1)]);
    const reservation = await ledger.reserve(usd(0.5), note);
    await ledger.settle(reservation, usd(0.5), [{ question: "q", texts: ["Antwort"], cost: 0.5 }]);
    await ledger.settle(reservation, usd(0.5), []);
    assert.equal((await ledger.balance()).settled.usd, 0.5);
    assert.deepEqual([...(await ledger.find(["q", "r"]))], [["q", ["Antwort"]]]);
  });

  it("never has more settled and reserved than its cap, whatever the sequence", async () => {
    const step = fc.record({
      amount: fc.double({ min: 0, max: 2, noNaN: true }),
      paid: fc.double({ min: 0, max: 1, noNaN: true }),
      settle: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0, max: 5, noNaN: true }),
        fc.array(step, { maxLength: 50 }),
        async (limit, steps) => {
          const ledger = new MemoryLedger([cap(limit)]);
          const open: Reservation[] = [];
          for (const { amount, paid, settle } of steps) {
            try {
              open.push(await ledger.reserve(usd(amount)));
            } catch (error) {
              assert.ok(error instanceof RouteLmtError);
            }
            const first = settle ? open.shift() : undefined;
            if (first) await ledger.settle(first, usd(first.amount.usd * paid), []);
            const { settled, reserved } = await ledger.balance();
            assert.ok(settled.usd + reserved.usd <= limit + 1e-12);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
