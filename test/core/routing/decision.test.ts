import assert from "node:assert/strict";
import { type Decision, isOffered } from "#core/routing/decision.js";

describe("What is for sale where nobody chose a string", () => {
  const decided = (outcome: Decision["outcome"], gain: number, code: "share-cap" | "no-gain" = "no-gain") => ({
    outcome,
    reason: { code },
    predicted: { gain, low: 0, high: 50, stage: "refined" as const },
  });

  it("is what is not good enough or worth the large model, and what nothing is known of", () => {
    for (const outcome of ["flagged", "draft", "failed", "held"] as const) assert.ok(isOffered(decided(outcome, 5)));
    assert.ok(isOffered(decided("local", 15, "share-cap")));
    assert.ok(isOffered(undefined));
  });

  it("is not what is good enough, however much money is left", () => {
    assert.ok(!isOffered(decided("local", 8, "share-cap")));
    assert.ok(!isOffered(decided("local", 2)));
  });
});
