import assert from "node:assert/strict";
import fc from "fast-check";
import { interpolate } from "#core/routing/probe.js";
import { fitIsotonic } from "../../../models/training/probe/isotonic.js";
import { seededRandom } from "../../../models/training/probe/metrics.js";
import { applyLinear, Moments } from "../../../models/training/probe/ridge.js";

describe("ridge regression", () => {
  const random = seededRandom(7);
  const rows = Array.from({ length: 400 }, () => Array.from({ length: 5 }, () => random() * 10 - 3));
  const values = rows.map(([a = 0, b = 0, c = 0]) => 3 * a - 2 * b + 0.5 * c + 7);
  const moments = (from: number, to: number): Moments => {
    const sums = new Moments(5);
    for (let index = from; index < to; index++) sums.add(rows[index] ?? [], values[index] ?? 0);
    return sums;
  };

  it("finds a linear law", () => {
    const { weights, bias } = moments(0, 400).fit(1e-9);
    for (const [index, weight] of [3, -2, 0.5, 0, 0].entries())
      assert.ok(Math.abs((weights[index] ?? 0) - weight) < 1e-5);
    assert.ok(Math.abs(bias - 7) < 1e-4);
  });

  it("shrinks to the mean under a heavy penalty", () => {
    const model = moments(0, 400).fit(1e9);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    assert.ok(Math.abs(applyLinear(model, [1, 2, 3, 4, 5]) - mean) < 1e-3);
  });

  it("leaves out a group by subtraction as if it had never been added", () => {
    const left = moments(0, 400).plus(moments(0, 100), -1).fit(0.1);
    const direct = moments(100, 400).fit(0.1);
    for (const [index, weight] of left.weights.entries())
      assert.ok(Math.abs(weight - (direct.weights[index] ?? 0)) < 1e-9);
  });

  it("refuses to fit nothing", () => {
    assert.throws(() => new Moments(3).fit(1), RangeError);
  });
});

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
