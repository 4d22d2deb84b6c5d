import type { Decision } from "./decision.js";

/** Why a run that was to buy has bought nothing, although no request failed. */
export type NothingBought =
  /** The checks refused every answer. */
  | "all-held"
  /** No budget was left for any of the strings. */
  | "no-budget";

/** Why nothing was bought of what was worth it; undefined where something was bought, or nothing was worth it. */
export function whyNothingBought(decisions: readonly Decision[]): NothingBought | undefined {
  if (decisions.some(({ outcome }) => outcome === "large")) return undefined;
  const isHeld = ({ candidates }: Decision): boolean => candidates.some(({ origin }) => origin === "large");
  if (decisions.some(isHeld)) return "all-held";
  const codes = new Set(decisions.map(({ reason }) => reason.code));
  // If a person declined what the plan would have bought, the budget is not the reason.
  if (codes.has("bought") || codes.has("pinned-large")) return undefined;
  return codes.has("budget-cap") ? "no-budget" : undefined;
}
