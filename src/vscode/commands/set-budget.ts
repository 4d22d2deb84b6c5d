import * as vscode from "vscode";
import type { Context } from "../state/context.js";

/** *Set Budget…*: the cap of this workspace, in US dollars. */
export async function setBudget(context: Context): Promise<void> {
  const settings = vscode.workspace.getConfiguration("routelmt");
  const cap = settings.get<number>("budget.limit") ?? 0;
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t("RouteLMT: Set Budget"),
    prompt: vscode.l10n.t(
      "US dollars for the large model in this workspace; 0 keeps everything local. Spent so far: {0}",
      `$${context.spending.spent.toFixed(4)}`,
    ),
    value: String(cap),
    validateInput: (value) =>
      value.trim() !== "" && Number(value) >= 0 ? undefined : vscode.l10n.t("A number of 0 or more, such as 2 or 0.5"),
  });
  if (text === undefined) return;
  const target = vscode.workspace.workspaceFolders
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;
  await settings.update("budget.limit", Number(text), target);
}
