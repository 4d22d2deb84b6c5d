import { isUsable } from "../checks/all-checks.js";
import { repair } from "../checks/repair.js";
import { reusable } from "../memory/memory.js";
import type { Decision, PredictedGain } from "../routing/decision.js";
import { checkedOf, type PreparedSegment } from "./prepared-segment.js";

/** Gain of a memory match: zero, because a person has already translated it. */
const NO_GAIN: PredictedGain = { gain: 0, low: 0, high: 0, stage: "prefill" };

/**
 * The decision on a segment whose text has a single translation in the memory; undefined if there is none, or if it
 * fails the checks.
 */
export function reuse(prepared: PreparedSegment): Decision | undefined {
  const { segment } = prepared;
  const match = reusable(segment.matches ?? []);
  if (!match) return undefined;
  const { target, findings } = repair(checkedOf(prepared, match.entry.target));
  if (!isUsable(findings)) return undefined;
  const candidate = { origin: "memory", text: target } as const;
  const { origin } = match.entry;
  return {
    segment,
    outcome: "memory",
    reason: { code: "memory", isInPlace: match.kind === "context", ...(origin === undefined ? {} : { origin }) },
    predicted: NO_GAIN,
    estimatedCost: 0,
    cost: 0,
    chosen: candidate,
    candidates: [candidate],
    findings: findings.map((finding) => ({ origin: "memory", finding })),
  };
}
