import type { Finding } from "../checks/check.js";
import type { Formality } from "../language/address-markers.js";
import type { Direction, LanguageTag } from "../language/tag.js";
import type { MemoryMatch } from "../memory/memory.js";
import type { Term } from "../memory/termbase.js";
import type { DecisionReason } from "./decision-reason.js";

/** A translatable unit of one file in one direction: it is routed, paid for and decided as a whole. */
export interface Segment {
  /** Unique in a run: target file, language and key. */
  readonly id: string;
  /** Path of the key in the file, for people. */
  readonly key: string;
  readonly direction: Direction;
  readonly source: string;
  /** A msgctxt, a developer comment or similar. */
  readonly context?: string;
  /** The most characters that fit. */
  readonly maxLength?: number;
  /** Translations of the same or a similar text, best first. */
  readonly matches?: readonly MemoryMatch[];
  /** Terms of the termbase that occur in it. */
  readonly terms?: readonly Term[];
  /** How the target should address the reader; undefined to leave that to the models. */
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
  /**
   * Predicted judged quality, 0 to 100; only for the small model's. The lowest one for a message with several texts.
   */
  readonly quality?: number;
}

/** A finding, with the origin of its candidate. */
export interface CandidateFinding {
  readonly origin: Origin;
  readonly finding: Finding;
}

/** A predicted gain in points of the quality metric (0 to 100), with its interval. */
export interface PredictedGain {
  /** Expected q_large − q_small. */
  readonly gain: number;
  /** The central 80 % of true gains among calibration segments with the same prediction. */
  readonly low: number;
  readonly high: number;
  /** `prefill`: before decoding; `refined`: with the log-probability of the hypothesis. */
  readonly stage: "prefill" | "refined";
  /** The target languages that the prediction was fitted on, if this one is not among them. */
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

/** The decision on one segment, with its reason and price: everything that the editor shows. */
export interface Decision {
  readonly segment: Segment;
  readonly outcome: Outcome;
  readonly reason: DecisionReason;
  readonly predicted: PredictedGain;
  /** Estimated price of the large model for this segment, in US dollars. */
  readonly estimatedCost: number;
  /** What was paid for it, in US dollars; 0 while nothing was bought. */
  readonly cost: number;
  /** The text for the file; undefined if no candidate may be written, such as a draft that the format cannot mark. */
  readonly chosen?: Candidate;
  readonly candidates: readonly Candidate[];
  /** Findings on all candidates. */
  readonly findings: readonly CandidateFinding[];
}

/** Predicted gain in points of 100 below which a reader would hardly see the difference: such a string is good enough. */
const MIN_OVER_SHARE_GAIN = 10;

/** Whether the large model would be worth it, and only the cap on the share of strings keeps the string local. */
export function isOverShare({
  outcome,
  reason,
  predicted,
}: Pick<Decision, "outcome" | "reason" | "predicted">): boolean {
  return outcome === "local" && reason.code === "share-cap" && predicted.gain >= MIN_OVER_SHARE_GAIN;
}

/**
 * Whether a string that was translated locally is for sale where nobody chose it: it is not good enough, or the large
 * model is worth it. So is one about which nothing is known: its gain is predicted first. Every surface that sells goes
 * by this rule.
 */
export function isOffered(decision: Pick<Decision, "outcome" | "reason" | "predicted"> | undefined): boolean {
  return decision === undefined || decision.outcome !== "local" || isOverShare(decision);
}

/** What distinguishes our values from a person's. */
type Written = Pick<Decision, "outcome" | "chosen" | "candidates">;

/** Whether a purchase was taken back, as by *Undo*: the target file has the small model's text again. */
export function isTakenBack({ outcome, chosen, candidates }: Written, value: string): boolean {
  if (outcome !== "large" || chosen?.text === value) return false;
  return candidates.some(({ origin, text }) => origin === "small" && text === value);
}

/** Whether a person changed the target file's value since. */
export function isEdited(decision: Written, value: string): boolean {
  const { chosen } = decision;
  return chosen !== undefined && chosen.text !== value && !isTakenBack(decision, value);
}

/** Whether any of the strings gets a translation of the small model. */
export function hasLocal(decisions: readonly Pick<Decision, "chosen">[]): boolean {
  return decisions.some(({ chosen }) => chosen?.origin === "small");
}

/** The local translation of a draft, whether it is written or not; undefined for other outcomes. */
export function draftOf({ outcome, candidates }: Decision): Candidate | undefined {
  return outcome === "draft" ? candidates.find(({ origin }) => origin === "small") : undefined;
}
