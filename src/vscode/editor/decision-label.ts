import * as vscode from "vscode";
import type { Decision, PredictedGain } from "#core/routing/decision.js";
import { localized } from "./shown-text.js";

/**
 * The label of a decision, the same wherever one is shown:
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
export function labelOf(decision: Decision, value: string | undefined): string {
  const { outcome, chosen, reason, predicted } = decision;
  if (value !== undefined && chosen && chosen.text !== value) return vscode.l10n.t("✎ edited");
  switch (outcome) {
    case "local":
      return isOverShare(decision) ? localized("△ {0} · over share", gainText(predicted)) : vscode.l10n.t("● local");
    case "large":
      return vscode.l10n.t("▲ large");
    case "flagged":
      return `△ ${gainText(predicted)}`;
    case "held": {
      const check = "refused" in reason ? reason.refused?.check : undefined;
      return check === undefined ? vscode.l10n.t("■ held") : localized("■ held: {0}", check);
    }
    case "memory":
      return vscode.l10n.t("↺ memory");
    case "draft":
      return chosen ? vscode.l10n.t("◌ draft") : vscode.l10n.t("◌ draft, not written");
    case "failed":
      return vscode.l10n.t("✗ failed");
  }
}

/** Predicted gain in points of 100 below which a reader would hardly see the difference: such a string is good enough. */
const MIN_OVER_SHARE_GAIN = 10;

/** Whether the large model would be worth it, and only the cap on the share of strings keeps the string local. */
export function isOverShare({ outcome, reason, predicted }: Decision): boolean {
  return outcome === "local" && reason.code === "share-cap" && predicted.gain >= MIN_OVER_SHARE_GAIN;
}

/** Outcomes that need a person's attention. */
const REVIEWED: ReadonlySet<Decision["outcome"]> = new Set(["flagged", "draft", "held", "failed"]);

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
export function expectationText({ gain, low, high }: PredictedGain): string {
  const [points, least, most] = [gain, low, high].map((value) => Math.round(value));
  return gain > 0 && points !== 0
    ? localized(
        "The large model is expected to improve this by about {0} points of 100 (between {1} and {2}).",
        points ?? 0,
        signed(least ?? 0),
        signed(most ?? 0),
      )
    : localized(
        "The large model is not expected to improve this (between {0} and {1} points of 100).",
        signed(least ?? 0),
        signed(most ?? 0),
      );
}

function signed(points: number): string {
  return points < 0 ? `−${-points}` : String(points);
}
