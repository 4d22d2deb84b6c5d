import * as vscode from "vscode";
import type { Diagnostics, ShownFinding } from "./diagnostics.js";

/** Findings that translating the file repairs. */
const TRANSLATE = new Set(["missing-key", "untranslated"]);

/** Repairs of what the checks found, under the light bulb. */
export class QuickFixes implements vscode.CodeActionProvider {
  readonly #diagnostics: Diagnostics;

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const actions = new Map<string, vscode.CodeAction>();
    for (const shown of this.#diagnostics.shownIn(document)) {
      if (!shown.diagnostic.range.intersection(range)) continue;
      const action = actionFor(document, shown);
      if (!action) continue;
      // Several findings of one value may have one and the same repair.
      const { fix, check } = shown.finding;
      const name = fix ? `${fix.start} ${fix.text}` : check;
      const known = actions.get(name);
      if (known) known.diagnostics?.push(shown.diagnostic);
      else actions.set(name, action);
    }
    return [...actions.values()];
  }
}

function actionFor(document: vscode.TextDocument, shown: ShownFinding): vscode.CodeAction | undefined {
  const { finding, diagnostic, source, language } = shown;
  const { fix, check } = finding;
  if (!fix && !TRANSLATE.has(check)) return undefined;
  const title = fix ? fix.title : vscode.l10n.t("Translate what is missing in this file");
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  if (!fix) {
    action.command = { command: "routelmt.translateFile", title, arguments: [source, [language]] };
    return action;
  }
  const range = new vscode.Range(document.positionAt(fix.start), document.positionAt(fix.end));
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, range, fix.text);
  action.isPreferred = true;
  return action;
}
