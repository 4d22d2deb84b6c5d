import * as vscode from "vscode";
import { isEdited } from "#core/routing/decision.js";
import { needsReview } from "#workspace/decision-label.js";
import { rangeOf } from "../editor/range.js";
import type { Context } from "../state/context.js";

/** *Next* and *Previous Flagged Translation*: cycles through the active file and shows the hover. */
export async function goToFlagged({ decisions }: Context, step: 1 | -1): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const { document } = editor;
  const decided = [...(await decisions.decidedIn(document)), ...(await decisions.draftsAt(document))];
  const open = decided.filter(({ decision, unit }) => needsReview(decision) && !isEdited(decision, unit.value));
  const starts = [...new Set(open.map(({ unit }) => unit.span.start))].sort((a, b) => step * (a - b));
  const at = document.offsetAt(editor.selection.start);
  const next = starts.find((start) => step * (start - at) > 0) ?? starts[0];
  const unit = open.find((one) => one.unit.span.start === next)?.unit;
  if (!unit) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("$(check) Nothing is flagged in this file"), 8000);
    return;
  }
  const range = rangeOf(document, unit.span);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  await vscode.commands.executeCommand("editor.action.showHover");
}
