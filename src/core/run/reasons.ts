import type { Outcome, Reason } from "../segment.js";

/** Outcomes of segments that the models translated. */
export type RoutedOutcome = Exclude<Outcome, "memory">;

/**
 * Why a segment was decided so, in one sentence.
 *
 * @param detail what went wrong with the large model's candidate, where something did
 */
export function sentenceFor(outcome: RoutedOutcome, reason: Reason, detail: string | undefined): string {
  switch (outcome) {
    case "large":
      return reason === "pinned-large"
        ? "Pinned to the large model."
        : "Among the best gains per dollar within the budget.";
    case "held":
      return `Bought, but held back: ${detail ?? "the checks failed"}. The local translation stays.`;
    case "failed":
      return "The local translation failed the checks and nothing better was bought.";
    case "flagged":
      if (detail !== undefined) return `Worth the large model, but not bought: ${detail}.`;
      if (reason === "budget-cap") return "Worth the large model, but the budget is used up.";
      return "Worth the large model; not bought yet.";
    case "local":
      if (reason === "pinned-local") return "Pinned to the local model.";
      if (reason === "share-cap") return "Other segments gain more per dollar, and the share is used up.";
      return "The large model is not expected to improve it.";
  }
}
