import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { argmax, entropyOf, logSumExp } from "../../src/engine/distribution.js";

/** Logits as models give them; lengths that are no multiple of the eight that are compared at once, too. */
const LOGITS = fc
  .array(fc.float({ min: -40, max: 40, noNaN: true }), { minLength: 1, maxLength: 100, size: "max" })
  .map((values) => Float32Array.from(values));

describe("Distribution", () => {
  it("finds the highest logit, the first of several", () => {
    fc.assert(
      fc.property(LOGITS, (logits) => {
        strictEqual(argmax(logits), logits.indexOf(Math.max(...logits)));
      }),
      { numRuns: 1000 },
    );
  });

  it("finds a logit among forbidden ones, and none among nothing else", () => {
    const forbidden = new Float32Array(20).fill(Number.NEGATIVE_INFINITY);
    strictEqual(argmax(forbidden), 0);
    strictEqual(argmax(new Float32Array(20).fill(Number.NaN)), 0);
    forbidden[17] = -1000;
    strictEqual(argmax(forbidden), 17);
  });

  it("sums exponentials and takes the entropy as Math.exp does", () => {
    fc.assert(
      fc.property(LOGITS, (logits) => {
        const values = [...logits];
        const highest = Math.max(...values);
        const expected = highest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - highest), 0));
        const normaliser = logSumExp(logits);
        ok(Math.abs(normaliser - expected) < 1e-8, `${normaliser} instead of ${expected}`);
        const entropy = values.reduce((sum, value) => sum - Math.exp(value - expected) * (value - expected), 0);
        const found = entropyOf(logits, normaliser);
        ok(Math.abs(found - entropy) < 1e-7, `${found} instead of ${entropy}`);
      }),
      { numRuns: 1000 },
    );
  });

  it("has known entropies", () => {
    const uniform = new Float32Array(16_384);
    ok(Math.abs(entropyOf(uniform, logSumExp(uniform)) - Math.log(16_384)) < 1e-8);
    const certain = new Float32Array(16_384);
    certain[3] = 100;
    strictEqual(entropyOf(certain, logSumExp(certain)), 0);
  });
});
