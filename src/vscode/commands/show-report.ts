import * as vscode from "vscode";
import { markdownOf, reportOf } from "#workspace/reports/run-report.js";
import type { Context } from "../state/context.js";

/** *Show Report of the Last Run*: every decision with reason, cost and checks, as a Markdown document. */
export async function showReport(context: Context): Promise<void> {
  const store = context.stores.existing(vscode.window.activeTextEditor?.document.uri);
  const report = store && (await reportOf(store));
  if (!report) {
    void vscode.window.showInformationMessage(vscode.l10n.t("RouteLMT: there was no run in this project."));
    return;
  }
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content: markdownOf(report) });
  await vscode.window.showTextDocument(document);
}
