import type { Outcome, Reason } from "../routing/decision.js";

/** Outcomes of segments that the models translated. */
export type RoutedOutcome = Exclude<Outcome, "memory">;

/** What a sentence may have to tell. */
export interface Circumstances {
  /** Of the plan. */
  readonly reason: Reason;
  /** Why the local translation is a draft, where it is one. */
  readonly draft?: string | undefined;
  /** Why nothing was bought, where that was wanted. */
  readonly failure?: string | undefined;
  /** What was wrong with the large model's candidate, where it was bought and refused. */
  readonly refused?: string | undefined;
}

/** Why a segment was decided so, in a sentence or two. */
export function sentenceFor(outcome: RoutedOutcome, { reason, draft, failure, refused }: Circumstances): string {
  switch (outcome) {
    case "large":
      return reason === "pinned-large"
        ? "Pinned to the large model."
        : "Among the best gains per dollar within the budget.";
    case "held":
      return `Bought, but held back: ${refused ?? "the checks failed"}. The local translation stays.`;
    case "failed":
      return "The local translation failed the checks and nothing better was bought.";
    case "draft": {
      const why = `Not taken for done: ${draft ?? "it is likely wrong"}.`;
      if (refused !== undefined) return `${why} The large model's was bought, but held back: ${refused}.`;
      if (failure !== undefined) return `${why} Worth the large model, but not bought: ${failure}.`;
      return why;
    }
    case "flagged":
      if (failure !== undefined) return `Worth the large model, but not bought: ${failure}.`;
      if (reason === "budget-cap") return "Worth the large model, but the budget is used up.";
      return "Worth the large model; not bought yet.";
    case "local":
      if (reason === "pinned-local") return "Pinned to the local model.";
      if (reason === "share-cap") return "Other segments gain more per dollar, and the share is used up.";
      return "The large model is not expected to improve it.";
  }
}
