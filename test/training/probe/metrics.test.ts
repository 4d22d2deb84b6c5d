import assert from "node:assert/strict";
import {
  bootstrap,
  headroomShare,
  hitRate,
  meanDelta,
  routed,
  severeLoss,
  spearman,
} from "../../../models/training/probe/metrics.js";

const gains = [10, -20, 30, 0, 5, 40, -5, 2, 1, 8];

describe("router metrics", () => {
  it("routes the top share, ties in order", () => {
    assert.deepEqual(routed([1, 3, 3, 2], 0.5), [1, 2]);
  });

  it("gives the oracle 100 % hits and headroom", () => {
    assert.equal(hitRate(gains, gains, 0.3), 100);
    assert.equal(headroomShare(gains, gains, 0.3), 100);
    assert.equal(spearman(gains, gains), 1);
    assert.equal(meanDelta(gains, gains, 0.3), (40 + 30 + 10) / 3);
  });

  it("gives the reversed oracle none", () => {
    const reversed = gains.map((gain) => -gain);
    assert.equal(hitRate(reversed, gains, 0.3), 0);
    assert.equal(spearman(reversed, gains), -1);
  });

  it("ranks ties by their mean: the known value of a small example", () => {
    assert.ok(Math.abs(spearman([1, 2, 2, 4], [1, 3, 2, 4]) - 0.9486832980505138) < 1e-12);
    assert.equal(spearman([1, 1, 1], [1, 2, 3]), 0);
  });

  it("counts severe losses among the routed", () => {
    assert.equal(severeLoss([0, 9, 0, 0, 0, 8, 0, 0, 0, 0], gains, 0.2), 50);
  });

  it("brackets a measure by resampling, the same way for the same seed", () => {
    const measure = (scores: readonly number[], values: readonly number[]): number => meanDelta(scores, values, 0.3);
    const [low, high] = bootstrap(gains, gains, measure);
    assert.ok(low <= meanDelta(gains, gains, 0.3) && meanDelta(gains, gains, 0.3) <= high);
    assert.deepEqual(bootstrap(gains, gains, measure), [low, high]);
  });
});
