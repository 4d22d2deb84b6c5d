import assert from "node:assert/strict";
import { toJson } from "#cli/report.js";
import type { Decision } from "#core/routing/decision.js";
import { inEnglish } from "#workspace/localize.js";
import { reasonText } from "#workspace/reason-text.js";
import { reportedDecision } from "#workspace/reports/run-report.js";

/** A string that stays local because of the cap on the share. */
const overShare = (gain: number): Decision => ({
  segment: { id: "a", key: "a", direction: { source: "en", target: "de" }, source: "Save" },
  outcome: "local",
  reason: { code: "share-cap" },
  predicted: { gain, low: 0, high: 40, stage: "refined" },
  estimatedCost: 0.001,
  cost: 0,
  candidates: [],
  findings: [],
});
const GOOD = "The small model's translation is good enough.";
const OVER = "Other strings gain more per dollar, and the share is used up.";

describe("The reason for a decision", () => {
  it("is the share of the run only where the large model would be worth it", () => {
    const texts = [0.5, 4, 9.9, 10, 30].map((gain) => reasonText(overShare(gain), inEnglish));
    assert.deepEqual(texts, [GOOD, GOOD, GOOD, OVER, OVER]);
  });

  it("is the same in the reports of a run and on the command line", () => {
    const reasonsOf = (report: (decision: Decision) => object): object[] =>
      [4, 30].map((gain) => report(overShare(gain)));
    for (const reported of [reasonsOf((one) => reportedDecision("de.json", one)), reasonsOf(toJson)])
      assert.deepEqual(
        reported.map((one) => "reason" in one && one.reason),
        [GOOD, OVER],
      );
  });
});
