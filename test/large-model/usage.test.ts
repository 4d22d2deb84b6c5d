import assert from "node:assert/strict";
import fc from "fast-check";
import { costOf } from "#core/routing/cost.js";
import { usageOf } from "#large-model/usage.js";

const estimate = { inputTokens: 200, outputTokens: 100 };

describe("What a provider says that it used", () => {
  it("counts as it is where it can be", () => {
    const usage = usageOf({ input: 150, output: 80, cached: 100 }, estimate, true);
    assert.deepEqual(usage, { inputTokens: 150, outputTokens: 80, cachedInputTokens: 100 });
    assert.equal(costOf(usage, { input: 10, cachedInput: 1, output: 20 }), (50 * 10 + 100 * 1 + 80 * 20) / 1e6);
    assert.equal(costOf(usage, { input: 10, output: 20 }), (150 * 10 + 80 * 20) / 1e6);
  });

  it("counts as estimated where it is no amount, below 0, or 0 for text that was sent", () => {
    for (const value of ["many", null, undefined, Number.NaN, -5, Number.POSITIVE_INFINITY, {}, 0]) {
      assert.deepEqual(usageOf({ input: value, output: value }, estimate, true), estimate, String(value));
    }
  });

  it("has no output where no answer came, or none is counted", () => {
    assert.equal(usageOf({ input: 150, output: 0 }, estimate, false).outputTokens, 0);
    assert.equal(usageOf({ input: 150, output: 0 }, { inputTokens: 9, outputTokens: 0 }, true).outputTokens, 0);
  });

  it("stays within what is possible, whatever the provider says", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (input, output, cached) => {
        const { inputTokens, outputTokens, cachedInputTokens = 0 } = usageOf({ input, output, cached }, estimate, true);
        assert.ok(inputTokens >= 10 && inputTokens <= 2000, `${inputTokens}`);
        assert.ok(outputTokens > 0 && outputTokens <= 1000, `${outputTokens}`);
        assert.ok(cachedInputTokens >= 0 && cachedInputTokens <= inputTokens);
      }),
      {
        numRuns: 1000,
        examples: [
          [1e300, 1e300, 1e300],
          [5e-324, 5e-324, -1],
        ],
      },
    );
  });
});
