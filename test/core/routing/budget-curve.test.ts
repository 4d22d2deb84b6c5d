import assert from "node:assert/strict";
import fc from "fast-check";
import { boughtFor, curveOf, orderOfPurchase } from "#core/routing/budget-curve.js";

const string = fc.record({
  gain: fc.double({ min: -50, max: 100, noNaN: true }),
  cost: fc.double({ min: 0, max: 1, noNaN: true }),
  quality: fc.double({ min: 0, max: 100, noNaN: true }),
  isBought: fc.boolean(),
  isOffered: fc.boolean(),
});

describe("The quality–budget curve", () => {
  it("begins with what is bought, and adds the best gain per dollar first", () => {
    const one = { gain: 10, cost: 1, quality: 50, isBought: false, isOffered: true };
    const points = curveOf([{ ...one, isBought: true }, one, { ...one, gain: 30 }, { ...one, gain: -5 }]);
    assert.deepEqual(points, [
      { cost: 1, quality: 52.5, count: 1 },
      { cost: 2, quality: 60, count: 2 },
      { cost: 3, quality: 62.5, count: 3 },
    ]);
  });

  it("leaves out what no purchase offers", () => {
    const one = { gain: 10, cost: 1, quality: 50, isBought: false, isOffered: true };
    assert.deepEqual(orderOfPurchase([one, { ...one, gain: 30, isOffered: false }]), [one]);
  });

  it("never falls, in either direction, whatever the strings", () => {
    fc.assert(
      fc.property(fc.array(string), (strings) => {
        const points = curveOf(strings);
        for (const [index, point] of points.slice(1).entries()) {
          const before = points[index];
          assert.ok(before && point.cost >= before.cost && point.quality >= before.quality - 1e-9);
        }
      }),
    );
  });

  it("buys a prefix, which more money only makes longer", () => {
    fc.assert(
      fc.property(fc.array(string), fc.double({ min: 0, max: 5, noNaN: true }), (strings, dollars) => {
        const order = orderOfPurchase(strings);
        const few = boughtFor(strings, dollars);
        assert.deepEqual(few, order.slice(0, few.length));
        assert.ok(few.reduce((sum, { cost }) => sum + cost, 0) <= dollars + 1e-6);
        assert.ok(boughtFor(strings, dollars * 2).length >= few.length);
      }),
    );
  });
});
