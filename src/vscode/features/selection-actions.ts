import * as vscode from "vscode";
import { textsIn } from "#core/code/selection.js";
import { readSettings } from "../editor/settings.js";
import { localized, shownVariety } from "../editor/shown-text.js";

/** Larger documents, in UTF-16 code units, are not searched whenever the selection moves; the command still searches them. */
const MAX_LENGTH = 500_000;
/** How many languages the light bulb lists. */
const MAX_LANGUAGES = 6;

/** *Translate to German* under the light bulb, if a text is selected: in code a literal, text or comment. */
export class SelectionActions implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.RefactorRewrite];

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    if (range.isEmpty) return [];
    const text = document.getText();
    if (text.length > MAX_LENGTH) return [];
    const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    if (!textsIn(text, document.languageId, span).some(({ value }) => /\p{L}/u.test(value))) return [];
    const targets = targetsFor(document).slice(0, MAX_LANGUAGES);
    if (targets.length === 0) return [translating(vscode.l10n.t("Translate Selection…"))];
    return targets.map((target) => translating(localized("Translate to {0}", shownVariety(target)), target));
  }
}

/** The languages in the settings; commands report invalid ones. */
function targetsFor(document: vscode.TextDocument): readonly string[] {
  try {
    return readSettings(document.uri).targets;
  } catch {
    return [];
  }
}

function translating(title: string, ...args: readonly string[]): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.RefactorRewrite);
  action.command = { command: "routelmt.translateSelection", title, arguments: [...args] };
  return action;
}
