import * as vscode from "vscode";
import type { Candidate } from "#core/routing/decision.js";
import { expectationText, labelOf } from "#workspace/decision-label.js";
import { candidateFindingText, reasonText } from "#workspace/reason-text.js";
import { localized, shownLanguage } from "../editor/shown-text.js";
import type { ReviewItem } from "./review-items.js";
import { nameOf } from "./review-items.js";

const NO_BREAK_SPACE = "\u00a0";

/**
 * One side of a review: the source text, one translation, and the decision. Both sides have the same lines, so
 * that only the translation differs.
 *
 * @param candidate undefined if this side has no translation
 * @param count the index of the string, from 1, and how many there are
 */
export function pageOf(
  item: ReviewItem,
  candidate: Candidate | undefined,
  count: { readonly index: number; readonly total: number },
): string {
  const { place, decision, value } = item;
  const { segment, findings } = decision;
  const { source, target } = segment.direction;
  const file = vscode.workspace.asRelativePath(place.target);
  const why = [reasonText(decision, localized)];
  if (decision.outcome !== "memory") why.push(expectationText(decision.predicted, localized));
  return [
    `${nameOf(item)} · ${file}`,
    localized("String {0} of {1} · {2}", count.index, count.total, labelOf(decision, value, localized)),
    "",
    `── ${shownLanguage(source)} ──`,
    segment.source,
    "",
    `── ${shownLanguage(target)} · ${originOf(candidate)} ──`,
    candidate?.text ?? "",
    "",
    ...why,
    ...findings.map((finding) => `• ${candidateFindingText(finding, localized)}`),
    ...(segment.context === undefined || segment.context === segment.key ? [] : ["", segment.context]),
    "",
    unbroken(vscode.l10n.t("Keys: a accepts · r rejects · e edits · n next · p previous · l list")),
    "",
  ].join("\n");
}

/** Items between dots; each stays on one line in a narrow editor: a key next to its word. */
function unbroken(items: string): string {
  return items
    .split(" · ")
    .map((one) => one.replaceAll(" ", NO_BREAK_SPACE))
    .join(`${NO_BREAK_SPACE}· `);
}

function originOf(candidate: Candidate | undefined): string {
  switch (candidate?.origin) {
    case undefined:
      return vscode.l10n.t("no earlier text");
    case "small":
      return vscode.l10n.t("small model");
    case "large":
      return vscode.l10n.t("large model");
    case "memory":
      return vscode.l10n.t("memory");
    case "existing":
      return vscode.l10n.t("earlier text");
  }
}
