import assert from "node:assert/strict";
import { planText } from "../../src/vscode/plan-text.js";

describe("The line of a plan", () => {
  const route = (id: string) => ({ id, route: "local", reason: "no-gain", rank: 0 }) as const;
  const plan = { routes: ["a", "b", "c"].map(route), largeCount: 1, estimatedCost: 0.0012, predictedGain: 9.8 };

  it("counts what is reused, stays local and is worth the large model", () => {
    assert.equal(
      planText(plan, 5, 2),
      "5 segments · 2 reused · 2 local · 1 worth the large model (predicted +9.8 each) · estimated $0.00120 of $2.00",
    );
  });

  it("leaves out what there is not", () => {
    assert.equal(
      planText(plan, 3, Number.POSITIVE_INFINITY),
      "3 segments · 2 local · 1 worth the large model (predicted +9.8 each) · estimated $0.00120",
    );
  });
});
