import type { Decision, Outcome, Segment } from "#core/routing/decision.js";

/** A decision for a text of the small model. */
export const decided = (segment: Segment, text: string, outcome: Outcome = "local"): Decision => ({
  segment,
  outcome,
  reason: { code: "no-gain" },
  predicted: { gain: 0, low: 0, high: 0, stage: "prefill" },
  estimatedCost: 0,
  cost: 0,
  chosen: { origin: "small", text },
  candidates: [{ origin: "small", text }],
  findings: [],
});

/** A decision for the unchanged source text. */
export const fromSource = (segment: Segment): Decision => decided(segment, segment.source);
