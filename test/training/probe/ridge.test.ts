import assert from "node:assert/strict";
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
