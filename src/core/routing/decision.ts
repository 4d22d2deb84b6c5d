import type { Finding } from "../checks/check.js";
import type { Formality } from "../language/address-markers.js";
import type { Direction, LanguageTag } from "../language/tag.js";
import type { MemoryMatch } from "../memory/memory.js";
import type { Term } from "../memory/termbase.js";
import type { DecisionReason } from "./decision-reason.js";

/** A translatable unit of one file in one direction: what is routed, paid for and decided as one. */
export interface Segment {
  /** Unique in a run: target file, language and key. */
  readonly id: string;
  /** Path of the key in the file, for people. */
  readonly key: string;
  readonly direction: Direction;
  readonly source: string;
  /** msgctxt, developer comment or the like. */
  readonly context?: string;
  /** Most characters that there is room for. */
  readonly maxLength?: number;
  /** Translations of the same or a similar text, best first. */
  readonly matches?: readonly MemoryMatch[];
  /** What the termbase says of words in it. */
  readonly terms?: readonly Term[];
  /** How its target is to address the reader; undefined where that is left to the models. */
  readonly formality?: Formality;
}

/** Who made a candidate. */
export type Origin = "small" | "large" | "memory" | "existing";

/** A possible target of a segment. */
export interface Candidate {
  readonly origin: Origin;
  readonly text: string;
  /** Mean log-probability of its tokens under the small model; only for the small model's. */
  readonly meanLogProbability?: number;
  /** Predicted judged quality, 0 to 100; only for the small model's. Of a message with several texts the lowest. */
  readonly quality?: number;
}

/** A finding, and the origin of its candidate. */
export interface CandidateFinding {
  readonly origin: Origin;
  readonly finding: Finding;
}

/** A predicted gain in points of the quality metric (0 to 100), with the interval that holds it. */
export interface PredictedGain {
  /** Expected q_large − q_small. */
  readonly gain: number;
  /** Central 80 % of the gains of calibration segments that were predicted alike. */
  readonly low: number;
  readonly high: number;
  /** `prefill`: before decoding; `refined`: with the log-probability of the hypothesis. */
  readonly stage: "prefill" | "refined";
  /** Target languages that the prediction was fitted on, where this one is not among them. */
  readonly calibratedOn?: readonly LanguageTag[];
}

/** Where the plan sends a segment. */
export type Route = "local" | "large";

/**
 * What became of a segment. Two of them leave it open: `draft`, whose local translation is whole but likely
 * wrong, and `failed`, which has none that passes the checks. With the others it is done: `local`, `flagged`
 * (the large model would be worth it) and `held` (its answer failed the checks) by the small model.
 */
export type Outcome = "local" | "large" | "flagged" | "held" | "memory" | "draft" | "failed";

/** The decision on one segment, with its reason and price: all that the editor shows. */
export interface Decision {
  readonly segment: Segment;
  readonly outcome: Outcome;
  readonly reason: DecisionReason;
  readonly predicted: PredictedGain;
  /** Estimated price of the large model for this segment, in US dollars. */
  readonly estimatedCost: number;
  /** What was paid for it, in US dollars; 0 while nothing was bought. */
  readonly cost: number;
  /** The text that goes into the file; undefined when no candidate may, as a draft where nothing can mark it. */
  readonly chosen?: Candidate;
  readonly candidates: readonly Candidate[];
  /** Findings on all candidates. */
  readonly findings: readonly CandidateFinding[];
}

/** The local translation of a draft, whether it goes into the file or not; undefined of other outcomes. */
export function draftOf({ outcome, candidates }: Decision): Candidate | undefined {
  return outcome === "draft" ? candidates.find(({ origin }) => origin === "small") : undefined;
}
