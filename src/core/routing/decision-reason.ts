import type { Finding } from "../checks/check.js";
import type { ErrorCode } from "../errors.js";

/** Why the plan sends a segment where it does. */
export type RouteReason = "bought" | "share-cap" | "budget-cap" | "no-gain" | "pinned-large" | "pinned-local";

/** Why a local translation is a draft. */
export type DraftReason =
  /** The length limit of the small model cut it. */
  | { readonly code: "truncated" }
  /** A person rejected it. */
  | { readonly code: "rejected" }
  /** A check found that the text is not a translation. */
  | { readonly code: "finding"; readonly finding: Finding }
  /** Its predicted judged quality is too low; both 0 to 100. */
  | { readonly code: "predicted"; readonly quality: number; readonly minimum: number };

/** Why there is no candidate of the large model, where one was wanted. */
export type PurchaseFailure =
  /** It did not fit under a cap: in the words of the error. */
  | { readonly code: "over-budget"; readonly message: string }
  /** The provider failed: in the words of the error, with what cures it. */
  | { readonly code: "provider"; readonly error: ErrorCode; readonly message: string; readonly advice: string }
  /** The answer was cut at its limit before this segment, left it out, was a refusal, or in no form that can be read. */
  | { readonly code: "cut" | "left-out" | "refused" | "unreadable" };

/** Why a segment that the models translated was decided so. */
export interface RoutedReason {
  readonly code: RouteReason;
  /** Where the local translation is a draft. */
  readonly draft?: DraftReason;
  /** The small model does not have the language, so there is no local translation. */
  readonly isLargeOnly?: true;
  /** Where buying was tried, and failed. */
  readonly failure?: PurchaseFailure;
  /** The finding that the large model's candidate was refused for, if it was. */
  readonly refused?: Finding;
}

/** Why a segment was decided so: a code with its data, of which the command line and the editor make a sentence. */
export type DecisionReason =
  | RoutedReason
  /** The memory has a translation; perhaps for the same place, and from a named origin. */
  | { readonly code: "memory"; readonly isInPlace: boolean; readonly origin?: string }
  /** A person took a candidate for done. */
  | { readonly code: "by-hand" };

/** Why nothing was bought although it was wanted; undefined for other reasons. */
export function failureOf(reason: DecisionReason): PurchaseFailure | undefined {
  return "failure" in reason ? reason.failure : undefined;
}

/** Why something could not be bought: a failure of the provider's, before what concerns some strings alone. */
export function firstFailure(decisions: readonly { readonly reason: DecisionReason }[]): PurchaseFailure | undefined {
  const failures = decisions.flatMap(({ reason }) => failureOf(reason) ?? []);
  return failures.find(({ code }) => code === "provider") ?? failures[0];
}
