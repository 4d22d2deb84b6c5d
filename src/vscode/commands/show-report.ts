import * as vscode from "vscode";
import type { RunSummary } from "../views/run-summary.js";

/**
 * *Show Report of the Last Run*: what came of it, with what to do next, and every decision with reason, cost and checks.
 *
 * @param beside a file of the project, beside which it is shown without taking the focus
 */
export async function showReport(summary: RunSummary, beside?: vscode.Uri): Promise<void> {
  const file = beside ?? vscode.window.activeTextEditor?.document.uri;
  if (await summary.show(file, beside !== undefined)) return;
  void vscode.window.showInformationMessage(vscode.l10n.t("RouteLMT: there was no run in this project."));
}
