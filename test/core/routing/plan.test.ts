import assert from "node:assert/strict";
import fc from "fast-check";
import { plan, type Routable } from "#core/routing/plan.js";

const segment = (id: string, gain: number, cost: number, pin?: Routable["pin"]): Routable => ({
  id,
  gain,
  cost,
  ...(pin ? { pin } : {}),
});
const large = (segments: readonly Routable[], share: number, cap: number): string[] =>
  plan(segments, { share, cap })
    .routes.filter(({ route }) => route === "large")
    .map(({ id }) => id);

describe("plan", () => {
  const shop = [
    segment("cart", 12, 0.001),
    segment("terms", 20, 0.01),
    segment("ok", -2, 0.0005),
    segment("pay", 6, 0.0005),
  ];

  it("buys by gain per dollar", () => {
    assert.deepEqual(large(shop, 0.5, 1), ["cart", "pay"]);
  });

  it("stops at the cap on money", () => {
    assert.deepEqual(large(shop, 1, 0.0015), ["cart", "pay"]);
    assert.deepEqual(large(shop, 1, 0.012), ["cart", "terms", "pay"]);
  });

  it("never buys what is not expected to gain", () => {
    assert.deepEqual(large(shop, 1, 1), ["cart", "terms", "pay"]);
    assert.equal(plan(shop, { share: 1, cap: 1 }).routes[2]?.reason, "no-gain");
  });

  it("makes no call with money 0, and says what it would have bought", () => {
    const { routes, largeCount } = plan(shop, { share: 0.5, cap: 0 });
    assert.equal(largeCount, 0);
    assert.deepEqual(
      routes.map(({ reason }) => reason),
      ["budget-cap", "share-cap", "no-gain", "budget-cap"],
    );
  });

  it("buys nothing that could not be counted, whatever the caps, and says nothing of the budget", () => {
    const { routes, largeCount } = plan(shop, { share: 0.5, cap: 1, isUncounted: true });
    assert.equal(largeCount, 0);
    assert.deepEqual(
      routes.map(({ reason }) => reason),
      ["uncounted", "share-cap", "no-gain", "uncounted"],
    );
  });

  it("obeys pins, within the caps", () => {
    const pinned = [segment("a", 50, 0.001, "local"), segment("b", -5, 0.001, "large"), segment("c", 9, 0.001)];
    assert.deepEqual(large(pinned, 0.4, 1), ["b"]);
    assert.deepEqual(large(pinned, 1, 0), []);
  });

  it("refuses caps that are no caps", () => {
    assert.throws(() => plan([], { share: 1.5, cap: 1 }), RangeError);
    assert.throws(() => plan([], { share: 0.5, cap: Number.NaN }), RangeError);
  });
});

describe("plan, for any segments and caps", () => {
  const segments = fc.array(
    fc.record({
      gain: fc.double({ min: -50, max: 100, noNaN: true }),
      cost: fc.double({ min: 0, max: 1, noNaN: true }),
      pin: fc.constantFrom(undefined, undefined, undefined, "local" as const, "large" as const),
    }),
    { maxLength: 60 },
  );
  const made = (raw: readonly { gain: number; cost: number; pin: Routable["pin"] }[]): Routable[] =>
    raw.map(({ gain, cost, pin }, index) => segment(String(index), gain, cost, pin));
  const caps = { share: fc.double({ min: 0, max: 1, noNaN: true }), cap: fc.double({ min: 0, max: 5, noNaN: true }) };

  it("is never over either cap", () => {
    fc.assert(
      fc.property(segments, caps.share, caps.cap, (raw, share, cap) => {
        const bought = plan(made(raw), { share, cap });
        assert.ok(bought.largeCount <= share * raw.length + 1e-9);
        assert.ok(bought.estimatedCost <= cap);
      }),
      { numRuns: 1000 },
    );
  });

  it("buys with more money or share what it bought with less, and perhaps more", () => {
    fc.assert(
      fc.property(segments, caps.share, caps.share, caps.cap, caps.cap, (raw, p, q, a, b) => {
        const less = large(made(raw), Math.min(p, q), Math.min(a, b));
        const more = new Set(large(made(raw), Math.max(p, q), Math.max(a, b)));
        assert.ok(less.every((id) => more.has(id)));
      }),
      { numRuns: 1000 },
    );
  });

  it("keeps the order of equals", () => {
    fc.assert(
      fc.property(fc.nat(40), fc.double({ min: 0, max: 1, noNaN: true }), (count, share) => {
        const equal = Array.from({ length: count }, (_, index) => segment(String(index), 5, 0.01));
        const bought = large(equal, share, 100);
        assert.deepEqual(
          bought,
          equal.slice(0, bought.length).map(({ id }) => id),
        );
      }),
    );
  });
});
