import type { Decision } from "#core/routing/decision.js";

/** What a run decides on a German string that the small model translates well. @param source its text, which the translation repeats by default */
export function localDecision(index: number, source: string, target = source): Decision {
  const candidate = { text: target, origin: "small", quality: 90 } as const;
  return {
    segment: { id: `de ${index}`, key: `key${index}`, direction: { source: "en", target: "de" }, source },
    outcome: "local",
    reason: { code: "no-gain" },
    predicted: { gain: 5, low: 0, high: 10, stage: "refined" },
    estimatedCost: 0,
    cost: 0,
    chosen: candidate,
    candidates: [candidate],
    findings: [],
  };
}
