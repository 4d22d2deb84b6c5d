import * as vscode from "vscode";
import { addTerm } from "#core/memory/add-term.js";
import { rewrite } from "#workspace/rewrite.js";
import { vscodeWorkspace } from "../editor/files.js";
import { readSettings } from "../editor/settings.js";
import { localized, shownLanguage } from "../editor/shown-text.js";
import type { StringPlace } from "../state/string-place.js";
import { textsOf } from "./edit-string.js";

/** The termbase that is created if the settings name none that can be extended. */
const NEW_TERMBASE = "termbase.csv";

/** *Add to Termbase…*: asks for a term and its translation, and adds them to a CSV termbase of the settings. */
export async function addToTermbase(place: StringPlace): Promise<void> {
  const { source, value } = await textsOf(place);
  const settings = readSettings(place.source);
  const selected = selectedIn(place);
  const term = await ask(localized("Term in {0}", shownLanguage(settings.source)), source, source);
  if (term === undefined) return;
  const translation = await ask(
    localized("Its translation to {0}", shownLanguage(place.language)),
    value ?? source,
    selected ?? value ?? "",
  );
  if (translation === undefined) return;
  const file = await termbaseFor(place.source);
  if (!file) return;
  const words = [
    { language: settings.source, text: term },
    { language: place.language, text: translation },
  ] as const;
  await rewrite(vscodeWorkspace, file.fsPath, (current) => ({
    text: addTerm(current?.text ?? "", ...words),
    result: undefined,
  }));
  const name = vscode.workspace.asRelativePath(file);
  vscode.window.setStatusBarMessage(localized("$(book) {0} → {1} is in {2}", term, translation, name), 8000);
}

async function ask(title: string, prompt: string, value: string): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({ title, prompt, value, ignoreFocusOut: true });
  return text?.trim() ? text.trim() : undefined;
}

/** The selected part of the string in the active editor. */
function selectedIn({ target }: StringPlace): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.toString() !== target.toString() || editor.selection.isEmpty) return undefined;
  const text = editor.document.getText(editor.selection);
  return /["\n]/.test(text) ? undefined : text;
}

/** The first CSV termbase of the settings; otherwise a new one, which is added to the settings of the folder. */
async function termbaseFor(file: vscode.Uri): Promise<vscode.Uri | undefined> {
  const { termbases } = readSettings(file);
  const known = termbases.find((path) => /\.[ct]sv$/i.test(path));
  if (known !== undefined) return vscode.Uri.file(known);
  const folder = vscode.workspace.getWorkspaceFolder(file);
  if (!folder) return undefined;
  const make = localized("Make {0}", NEW_TERMBASE);
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t("The setting routelmt.termbase.files lists no CSV termbase yet."),
    { modal: true },
    make,
  );
  if (choice !== make) return undefined;
  const settings = vscode.workspace.getConfiguration("routelmt", folder);
  const named = settings.get<string[]>("termbase.files", []);
  await settings.update("termbase.files", [...named, NEW_TERMBASE], vscode.ConfigurationTarget.WorkspaceFolder);
  return vscode.Uri.joinPath(folder.uri, NEW_TERMBASE);
}
