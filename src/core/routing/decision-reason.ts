import type { Finding } from "../checks/check.js";
import type { ErrorCode, Said } from "../errors.js";

/** Why the plan sends a segment where it does. */
export type RouteReason =
  | "bought"
  | "share-cap"
  | "budget-cap"
  /** Nothing may be bought, because it could not be counted. */
  | "uncounted"
  | "no-gain"
  | "pinned-large"
  | "pinned-local";

/** Why a local translation is a draft. */
export type DraftReason =
  /** It was cut at the small model's length limit. */
  | { readonly code: "truncated" }
  /** A person rejected it. */
  | { readonly code: "rejected" }
  /** A check found that the text is not a translation. */
  | { readonly code: "finding"; readonly finding: Finding }
  /** Its predicted judged quality is too low; both 0 to 100. */
  | { readonly code: "predicted"; readonly quality: number; readonly minimum: number };

/** Why there is no candidate of the large model, where one was wanted. */
export type PurchaseFailure =
  /** It did not fit under a cap; what the error says. */
  | { readonly code: "over-budget"; readonly what: Said }
  /** The provider failed; what the error says, and what to do. */
  | { readonly code: "provider"; readonly error: ErrorCode; readonly what: Said; readonly cure: Said }
  /** The answer was cut before this segment, left it out, was a refusal, or was unreadable. */
  | { readonly code: "cut" | "left-out" | "refused" | "unreadable" };

/** The reason for the decision on a segment that the models translated. */
export interface RoutedReason {
  readonly code: RouteReason;
  /** If the local translation is a draft: why. */
  readonly draft?: DraftReason;
  /** The small model does not have the language, so there is no local translation. */
  readonly isLargeOnly?: true;
  /** If a purchase failed: why. */
  readonly failure?: PurchaseFailure;
  /** If the large model's candidate was refused: the finding. */
  readonly refused?: Finding;
}

/** The reason for a decision: a code with data, which the command line and the editor turn into a sentence. */
export type DecisionReason =
  | RoutedReason
  /** The memory has a translation, maybe for the same place and with a named origin. */
  | { readonly code: "memory"; readonly isInPlace: boolean; readonly origin?: string }
  /** A person accepted a candidate. */
  | { readonly code: "by-hand" };

/** Why a wanted purchase was not made; undefined for other reasons. */
export function failureOf(reason: DecisionReason): PurchaseFailure | undefined {
  return "failure" in reason ? reason.failure : undefined;
}

/** Why something could not be bought: failures of the provider come before those of single strings. */
export function firstFailure(decisions: readonly { readonly reason: DecisionReason }[]): PurchaseFailure | undefined {
  const failures = decisions.flatMap(({ reason }) => failureOf(reason) ?? []);
  return failures.find(({ code }) => code === "provider") ?? failures[0];
}
