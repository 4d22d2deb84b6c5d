import * as vscode from "vscode";
import { labelOf } from "#workspace/decision-label.js";
import { localized, shownLanguage } from "../editor/shown-text.js";
import type { Context } from "../state/context.js";
import type { StringPlace } from "../state/string-place.js";
import { judgedIn, nameOf, type ReviewItem, reviewItems } from "./review-items.js";
import type { ReviewSession } from "./review-session.js";

interface ReviewPick extends vscode.QuickPickItem {
  readonly index?: number;
}

/**
 * *Review Decisions*: lists what RouteLMT translated and nobody has reviewed yet, by file and decision; the review
 * begins at the chosen one.
 *
 * @param only these strings; by default, all of the project
 */
export async function review(context: Context, session: ReviewSession, only?: readonly StringPlace[]): Promise<void> {
  const items = await reviewItems(context, only);
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("RouteLMT: nothing to review; every translation by RouteLMT has been reviewed."),
    );
    return;
  }
  if (only?.length === 1) return session.begin(items, 0);
  const title = localized("Review Decisions: {0, plural, one {# string} other {# strings}}", items.length);
  const index = await pick(items, title);
  if (index !== undefined) await session.begin(items, index);
}

/** *List* in a review: goes to the chosen string. */
export async function reviewList(session: ReviewSession): Promise<void> {
  const { items } = session;
  const open = items.filter(({ verdict }) => verdict === undefined).length;
  const index = await pick(items, localized("Review Decisions: {0} of {1} strings left", open, items.length));
  if (index !== undefined) await session.begin(items, index);
}

async function pick(items: readonly ReviewItem[], title: string): Promise<number | undefined> {
  const picks: ReviewPick[] = [];
  let before = "";
  for (const [index, item] of items.entries()) {
    const { place, decision, value, verdict } = item;
    const file = `${shownLanguage(place.language)} · ${vscode.workspace.asRelativePath(place.target)}`;
    if (file !== before) picks.push({ label: file, kind: vscode.QuickPickItemKind.Separator });
    before = file;
    const done = verdict === undefined ? "" : "$(check) ";
    picks.push({
      label: `${done}${labelOf(decision, value, localized)}`,
      description: `${nameOf(item)} · ${oneLine(decision.segment.source)}`,
      detail: oneLine(judgedIn(item).text),
      index,
    });
  }
  const placeHolder = vscode.l10n.t("Choose where to begin");
  const chosen = await vscode.window.showQuickPick(picks, {
    title,
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.index;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
