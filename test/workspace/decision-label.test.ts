import assert from "node:assert/strict";
import { type Decision, isEdited } from "#core/routing/decision.js";
import { labelOf } from "#workspace/decision-label.js";
import { inEnglish } from "#workspace/localize.js";

const BOUGHT: Decision = {
  segment: { id: "", key: "filter", direction: { source: "en", target: "de" }, source: "Filter" },
  outcome: "large",
  reason: { code: "bought" },
  predicted: { gain: 12.3, low: 0, high: 30, stage: "refined" },
  estimatedCost: 0.001,
  cost: 0.001,
  candidates: [
    { origin: "small", text: "Filtern" },
    { origin: "large", text: "Filter" },
  ],
  findings: [],
  chosen: { origin: "large", text: "Filter" },
};

describe("The label of a decision", () => {
  it("does not say that somebody edited a value which undoing a purchase brought back", () => {
    assert.equal(labelOf(BOUGHT, "Filter", inEnglish), "▲ large");
    assert.equal(labelOf(BOUGHT, "Filtern", inEnglish), "△ +12");
    assert.equal(labelOf(BOUGHT, "Sieb", inEnglish), "✎ edited");
    assert.deepEqual(
      ["Filter", "Filtern", "Sieb"].map((value) => isEdited(BOUGHT, value)),
      [false, false, true],
    );
  });
});
