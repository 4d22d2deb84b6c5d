import * as vscode from "vscode";
import { askProject, withProject } from "../editor/ask-project.js";
import type { RunSummary } from "../views/run-summary.js";

/**
 * *Show Report of the Last Run*: its results, next steps, and every decision with reason, cost and checks.
 *
 * @param file of the project; if omitted, see {@link askProject}
 */
export async function showReport(summary: RunSummary, file?: vscode.Uri): Promise<void> {
  const project = await askProject(file);
  if (!project || (await summary.show(project.resource))) return;
  const text = vscode.l10n.t("RouteLMT: there has been no run in this project yet.");
  void vscode.window.showInformationMessage(withProject(text, project));
}
