import assert from "node:assert/strict";
import fc from "fast-check";
import { interpolate } from "#core/routing/probe.js";
import { fitIsotonic } from "../../../models/training/probe/isotonic.js";

describe("isotonic regression", () => {
  it("pools what goes down", () => {
    const { x, y } = fitIsotonic([1, 2, 3, 4], [1, 3, 2, 5]);
    assert.deepEqual(x, [1, 2.5, 4]);
    assert.deepEqual(y, [1, 2.5, 5]);
  });

  it("is non-decreasing and keeps the mean, for any data", () => {
    const pairs = fc.array(
      fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: -99, max: 99, noNaN: true })),
      { minLength: 1, maxLength: 200 },
    );
    fc.assert(
      fc.property(pairs, (data) => {
        const { x, y, low, high } = fitIsotonic(
          data.map(([score]) => score),
          data.map(([, value]) => value),
        );
        y.forEach((value, index) => {
          if (index > 0) assert.ok(value >= (y[index - 1] ?? 0) && (x[index] ?? 0) >= (x[index - 1] ?? 0));
          assert.ok((low[index] ?? 0) <= value && value <= (high[index] ?? 0));
        });
      }),
    );
  });

  it("is read between its knots, and constant beyond them", () => {
    assert.equal(interpolate([0, 10], [0, 100], 2.5), 25);
    assert.equal(interpolate([0, 10], [0, 100], -5), 0);
    assert.equal(interpolate([0, 10], [0, 100], 50), 100);
  });
});
