import type { Decision, Segment } from "../../../src/core/segment.js";

/** A decision that takes the source text as it is. */
export const fromSource = (segment: Segment): Decision => ({
  segment,
  outcome: "local",
  reason: "",
  predicted: { gain: 0, low: 0, high: 0, stage: "prefill" },
  estimatedCost: 0,
  cost: 0,
  chosen: { origin: "small", text: segment.source },
  candidates: [],
  findings: [],
});
