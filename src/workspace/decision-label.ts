import {
  type Decision,
  isEdited,
  isOverShare,
  isTakenBack,
  type Outcome,
  type PredictedGain,
} from "../core/routing/decision.js";
import type { Localize } from "./localize.js";

/**
 * The label of a decision, the same wherever one is shown, in the editor and on the command line:
 *
 * | label | meaning |
 * | --- | --- |
 * | `● local` | the small model's, and good enough |
 * | `◌ draft` | the small model's, and not good enough |
 * | `△ +31` | the large model would add this many points of 100 |
 * | `△ +31 · over share` | likewise from 10 points on, but other strings gain more, and the share is used up |
 * | `▲ large` | the large model's |
 * | `■ held: placeholders` | bought, but held back by that check; the small model's stays |
 * | `↺ memory` | from the translation memory |
 * | `✎ edited` | changed by a person since |
 * | `✗ failed` | the small model's failed the checks, and nothing was written |
 *
 * The symbols are in the fonts of every platform.
 *
 * @param value the target file's value; undefined if there is none, or it is unknown
 */
export function labelOf(decision: Decision, value: string | undefined, t: Localize): string {
  const { outcome, chosen, reason, predicted } = decision;
  if (value !== undefined && isEdited(decision, value)) return t("✎ edited");
  if (isOverShare(decision)) return t("△ {0} · over share", gainText(predicted));
  if (outcome === "flagged" || (value !== undefined && isTakenBack(decision, value))) return `△ ${gainText(predicted)}`;
  if (outcome === "draft" && !chosen) return t("◌ draft, not written");
  const check = outcome === "held" && "refused" in reason ? reason.refused?.check : undefined;
  return check === undefined ? outcomeLabel(outcome, t) : t("■ held: {0}", check);
}

/** The label of an outcome without details, as for counts. */
export function outcomeLabel(outcome: Outcome, t: Localize): string {
  switch (outcome) {
    case "memory":
      return t("↺ memory");
    case "local":
      return t("● local");
    case "draft":
      return t("◌ draft");
    case "large":
      return t("▲ large");
    case "held":
      return t("■ held");
    case "failed":
      return t("✗ failed");
    case "flagged":
      return `△ ${t("flagged")}`;
  }
}

/** How many strings have each outcome, such as `118 local`, `41 worth the large model, not bought`. */
export function outcomeCounts(decisions: readonly Decision[], t: Localize): string[] {
  const counted = (outcome: Outcome, text: (count: number) => string): string[] => {
    const { length } = decisions.filter((one) => one.outcome === outcome);
    return length > 0 ? [text(length)] : [];
  };
  const leftOut = decisions.filter(({ outcome, chosen }) => outcome === "draft" && !chosen).length;
  return [
    ...counted("memory", (count) => t("{0} reused", count)),
    ...counted("local", (count) => t("{0} local", count)),
    ...counted("large", (count) => t("{0} large", count)),
    ...counted("flagged", (count) => t("{0} worth the large model, not bought", count)),
    ...counted("held", (count) => t("{0} held", count)),
    ...counted("draft", (count) => draftsText(count, leftOut, t)),
    ...counted("failed", (count) => t("{0} failed the checks", count)),
  ];
}

/** @param leftOut how many of the drafts are not in the files */
function draftsText(count: number, leftOut: number, t: Localize): string {
  if (leftOut === 0) return t("{0, plural, one {# draft} other {# drafts}}", count);
  return leftOut === count
    ? t("{0, plural, one {# draft} other {# drafts}}, not written", count)
    : t("{0, plural, one {# draft} other {# drafts}}, {1} of them not written", count, leftOut);
}

/** Outcomes that need a person's attention. */
const REVIEWED: ReadonlySet<Outcome> = new Set(["flagged", "draft", "held", "failed"]);

/** Whether it needs a person's attention: a better translation is available, or a check complained. */
export function needsReview(decision: Decision): boolean {
  return REVIEWED.has(decision.outcome);
}

/** The predicted gain in whole points, as `+31` or `−4`; below one, `+<1`. */
export function gainText({ gain }: PredictedGain): string {
  const points = Math.round(gain);
  if (points === 0) return gain > 0 ? "+<1" : "±0";
  return `${points < 0 ? "−" : "+"}${Math.abs(points)}`;
}

/** What to expect from the large model, in a sentence. */
export function expectationText({ gain, low, high }: PredictedGain, t: Localize): string {
  const [points, least, most] = [gain, low, high].map((value) => Math.round(value));
  return gain > 0 && points !== 0
    ? t(
        "The large model is expected to improve this by about {0} points of 100 (between {1} and {2}).",
        points ?? 0,
        signed(least ?? 0),
        signed(most ?? 0),
      )
    : t(
        "The large model is not expected to improve this (between {0} and {1} points of 100).",
        signed(least ?? 0),
        signed(most ?? 0),
      );
}

function signed(points: number): string {
  return points < 0 ? `−${-points}` : String(points);
}
