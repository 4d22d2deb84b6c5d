import type { Finding } from "#core/checks/check.js";
import { type CandidateFinding, type Decision, isOverShare, type Origin } from "#core/routing/decision.js";
import type { DraftReason, PurchaseFailure, RoutedReason } from "#core/routing/decision-reason.js";
import { findingText } from "./finding-text.js";
import { type Localize, saidText } from "./localize.js";

/** The reason for a decision, in a sentence or two that fit its label: what gains little is good enough, whatever the share. */
export function reasonText(
  { outcome, reason, predicted }: Pick<Decision, "outcome" | "reason" | "predicted">,
  t: Localize,
): string {
  switch (reason.code) {
    case "memory": {
      const { isInPlace, origin } = reason;
      if (origin === undefined) return isInPlace ? t("Translated before, in the same place.") : t("Translated before.");
      return isInPlace
        ? t("Translated before, in the same place ({0}).", origin)
        : t("Translated before ({0}).", origin);
    }
    case "by-hand":
      return t("Chosen by hand.");
    default:
      return outcome === "local" && reason.code === "share-cap" && !isOverShare({ outcome, reason, predicted })
        ? t("The small model's translation is good enough.")
        : routedText(outcome, reason, t);
  }
}

/** Why nothing was bought, as part of a sentence. */
export function failureText(failure: PurchaseFailure, t: Localize): string {
  switch (failure.code) {
    case "cut":
      return t("the answer was cut at its limit");
    case "left-out":
      return t("the answer left it out");
    case "refused":
      return t("the large model refused to answer");
    case "unreadable":
      return t("the large model did not answer in the form that was asked for");
    case "over-budget":
    case "provider":
      return saidText(failure.what, t);
  }
}

/** A finding on a candidate, with the origin of the candidate and the name of the check. */
export function candidateFindingText({ origin, finding }: CandidateFinding, t: Localize): string {
  return `${originText(origin, t)}, ${finding.check}: ${findingText(finding, t)}`;
}

function originText(origin: Origin, t: Localize): string {
  switch (origin) {
    case "small":
      return t("small model");
    case "large":
      return t("large model");
    case "memory":
      return t("memory");
    case "existing":
      return t("existing translation");
  }
}

function routedText(outcome: Decision["outcome"], reason: RoutedReason, t: Localize): string {
  const { code, draft, failure, refused, isLargeOnly } = reason;
  if (isLargeOnly && outcome === "flagged" && !failure)
    return t("The small model does not have this language, and nothing was bought.");
  switch (outcome) {
    case "large":
      return code === "pinned-large"
        ? t("Pinned to the large model.")
        : t("Among the best gains per dollar within the budget.");
    case "held":
      if (isLargeOnly)
        return t("The large model's translation was bought, but held back: {0}.", refusedText(refused, t));
      return t("Bought, but held back: {0}. The local translation stays.", refusedText(refused, t));
    case "failed":
      return t("The local translation failed the checks and nothing better was bought.");
    case "draft": {
      const why = t("Not counted as done: {0}.", draft ? draftText(draft, t) : t("it is likely wrong"));
      if (refused)
        return `${why} ${t("The large model's translation was bought, but held back: {0}.", refusedText(refused, t))}`;
      return failure ? `${why} ${notBought(failure, t)}` : why;
    }
    case "flagged":
      if (failure) return notBought(failure, t);
      if (code === "pinned-large") return t("Pinned to the large model; not bought yet.");
      if (code === "budget-cap") return t("Worth the large model, but there is no budget for it.");
      return t("Worth the large model; not bought yet.");
    default:
      if (code === "pinned-local") return t("Pinned to the small model.");
      if (code === "share-cap") return t("Other strings gain more per dollar, and the share is used up.");
      return t("The large model is not expected to improve it.");
  }
}

function notBought(failure: PurchaseFailure, t: Localize): string {
  return t("Worth the large model, but not bought: {0}.", failureText(failure, t));
}

function refusedText(refused: Finding | undefined, t: Localize): string {
  return refused ? candidateFindingText({ origin: "large", finding: refused }, t) : t("the checks failed");
}

function draftText(draft: DraftReason, t: Localize): string {
  switch (draft.code) {
    case "truncated":
      return t("it was cut at the length limit");
    case "rejected":
      return t("a person rejected it");
    case "finding":
      return findingText(draft.finding, t);
    case "predicted":
      return t("its predicted quality is {0}, but {1} is required", Math.floor(draft.quality), draft.minimum);
  }
}

/** Why held strings are not offered again; undefined if there are none. */
export function refusedNote(count: number, t: Localize): string | undefined {
  if (count === 0) return undefined;
  return t("{0} held, not offered again: the answer is paid for, and the checks refused it", count);
}
