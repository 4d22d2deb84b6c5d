import assert from "node:assert/strict";
import { setImmediate as nextRound } from "node:timers/promises";
import { holdLater, inSlices, type Urgency } from "#node/in-slices.js";

/** Work of a single step, which ends without a pause. */
// biome-ignore lint/correctness/useYield: it is a single step
function* oneStep(work: () => void): Generator<void, void> {
  work();
}

describe("Work in slices", () => {
  it("is done one at a time in a round of the event loop, what is wanted now first", async () => {
    let round = 0;
    let counter: NodeJS.Immediate;
    const count = (): void => {
      round++;
      counter = setImmediate(count);
    };
    counter = setImmediate(count);
    const done: [urgency: Urgency, round: number][] = [];
    await Promise.all(
      (["later", "later", "now", "now"] as const).map((urgency) =>
        inSlices(
          oneStep(() => done.push([urgency, round])),
          { urgency },
        ),
      ),
    );
    clearImmediate(counter);
    assert.deepEqual(
      done.map(([urgency]) => urgency),
      ["now", "now", "later", "later"],
    );
    assert.equal(new Set(done.map(([, at]) => at)).size, done.length);
  });

  it("gives the result of the last step, and its error", async () => {
    function* steps(end: () => number): Generator<void, number> {
      yield;
      return end();
    }
    assert.equal(await inSlices(steps(() => 7)), 7);
    const failing = inSlices(
      steps(() => {
        throw new RangeError("too far");
      }),
    );
    await assert.rejects(failing, RangeError);
    assert.equal(await inSlices(steps(() => 8)), 8, "others go on");
  });

  it("ends when told so", async () => {
    const ended = new AbortController();
    function* forever(): Generator<void, never> {
      for (let done = 0; ; done++) {
        if (done === 3) ended.abort();
        yield;
      }
    }
    await assert.rejects(inSlices(forever(), { signal: ended.signal }), { name: "AbortError" });
  });

  it("waits while somebody types, unless it is wanted now", async () => {
    const done: Urgency[] = [];
    holdLater();
    const later = inSlices(
      oneStep(() => done.push("later")),
      { urgency: "later" },
    );
    const type = async (): Promise<void> => {
      for (let keys = 0; keys < 20; keys++) {
        holdLater();
        await nextRound();
      }
    };
    await type();
    assert.equal(done.length, 0);
    await inSlices(
      oneStep(() => done.push("now")),
      { urgency: "now" },
    );
    await type();
    assert.deepEqual(done, ["now"]);
    await later;
    assert.deepEqual(done, ["now", "later"]);
  });
});
