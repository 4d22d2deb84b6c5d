import * as vscode from "vscode";
import type { RunSummary } from "../views/run-summary.js";

/**
 * *Show Report of the Last Run*: its results, next steps, and every decision with reason, cost and checks.
 *
 * @param file of the project; by default the active editor's
 */
export async function showReport(summary: RunSummary, file?: vscode.Uri): Promise<void> {
  if (await summary.show(file ?? vscode.window.activeTextEditor?.document.uri)) return;
  void vscode.window.showInformationMessage(vscode.l10n.t("RouteLMT: there has been no run in this project yet."));
}
