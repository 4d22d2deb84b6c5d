import type { Finding } from "../checks/check.js";
import type { Candidate } from "../routing/decision.js";
import type { PreparedSegment } from "./prepared-segment.js";

/** What a model made of a segment, and what the checks say about it. */
export interface CheckedCandidate {
  readonly prepared: PreparedSegment;
  /** Also one that must not be used; undefined if there is none. */
  readonly candidate?: Candidate;
  /** The findings on the candidate, or why there is none. */
  readonly findings: readonly Finding[];
  /** Whether the candidate passes the checks. */
  readonly usable: boolean;
}
