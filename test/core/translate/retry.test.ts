import assert from "node:assert/strict";
import fc from "fast-check";
import { ProviderError, type ProviderFailure, RouteLmtError, said } from "#core/errors.js";
import { delayBefore, REAL_WAITING, USUAL_PACE, withRetries } from "#core/translate/retry.js";
import { retryAfterOf } from "#large-model/retry-after.js";

const failure = (facts: Partial<ProviderFailure>): ProviderError =>
  new ProviderError("provider-unavailable", said`down`, said`Wait.`, { charge: "none", ...facts });
const later = failure({ again: "later" });

describe("Another try", () => {
  it("comes after a wait that doubles, half of it left to chance", () => {
    const delays = (random: number) => [1, 2].map((tries) => delayBefore(tries, later, USUAL_PACE, () => random));
    assert.deepEqual(delays(0), [500, 1000]);
    assert.deepEqual(delays(1), [1000, 2000]);
  });

  it("comes when the provider wants it, and never where that is more than a minute", () => {
    const wanted = (retryAfter: number) => delayBefore(1, failure({ again: "later", retryAfter }), USUAL_PACE, () => 1);
    assert.deepEqual([wanted(0), wanted(2.5), wanted(60), wanted(61)], [0, 2500, 60_000, undefined]);
  });

  it("does not come after what waiting cannot heal, nor after the last", () => {
    assert.equal(
      delayBefore(1, failure({}), USUAL_PACE, () => 1),
      undefined,
    );
    assert.equal(
      delayBefore(1, failure({ again: "smaller" }), USUAL_PACE, () => 1),
      undefined,
    );
    assert.equal(
      delayBefore(3, later, USUAL_PACE, () => 1),
      undefined,
    );
  });

  it("is never more than a minute away, however many there are", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true }), (tries, random) => {
        const delay = delayBefore(tries, later, { ...USUAL_PACE, attempts: Number.POSITIVE_INFINITY }, () => random);
        assert.ok(delay !== undefined && delay >= 0 && delay <= 60_000);
      }),
    );
  });

  it("that the budget cannot pay for ends with the failure before it", async () => {
    const thrown = [later, new RouteLmtError("budget-exceeded", said`full`, said`Raise it.`)];
    const attempt = () => Promise.reject(thrown.shift() as Error);
    const waiting = { random: () => 0, wait: () => Promise.resolve() };
    await assert.rejects(withRetries(attempt, USUAL_PACE, waiting, undefined), later);
  });

  it("ends where every change of the request is refused too", async () => {
    let tries = 0;
    const attempt = () => {
      tries++;
      return Promise.reject(failure({ again: "now" }));
    };
    await assert.rejects(withRetries(attempt, USUAL_PACE, REAL_WAITING, undefined));
    assert.equal(tries, 7);
  });

  it("is not waited for once it is cancelled", async () => {
    const controller = new AbortController();
    const waiting = REAL_WAITING.wait(60_000, controller.signal);
    controller.abort();
    await assert.rejects(waiting, { code: "cancelled" });
    await assert.rejects(REAL_WAITING.wait(60_000, controller.signal), { code: "cancelled" });
    await REAL_WAITING.wait(1, undefined);
  });
});

describe("Retry-After", () => {
  const now = Date.parse("2026-11-27T12:00:00Z");
  const read = (headers: Record<string, string>): number | undefined => retryAfterOf(new Headers(headers), now);

  it("is seconds, milliseconds or a date", () => {
    assert.equal(read({ "retry-after": "7" }), 7);
    assert.equal(read({ "retry-after": "0.5" }), 0.5);
    assert.equal(read({ "retry-after-ms": "1500", "retry-after": "9" }), 1.5);
    assert.equal(read({ "retry-after": "Fri, 27 Nov 2026 12:00:30 GMT" }), 30);
    assert.equal(read({ "retry-after": "Fri, 27 Nov 2026 11:00:00 GMT" }), 0);
  });

  it("is nothing where it cannot be read", () => {
    for (const text of ["", "soon", "-1", "NaN", "1e9x"]) assert.equal(read({ "retry-after": text }), undefined, text);
    assert.equal(read({}), undefined);
  });
});
