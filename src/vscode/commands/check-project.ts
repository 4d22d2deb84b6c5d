import * as vscode from "vscode";
import { localized } from "../editor/shown-text.js";
import { withProgress } from "../state/context.js";

/** Checks the workspace. */
interface ProjectChecks {
  checkProject(
    report: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<{ readonly files: number; readonly findings: number }>;
}

/** *Check All Translations*: shows findings on every translation of the workspace, open or not, in the Problems panel. */
export async function checkProject(checks: ProjectChecks): Promise<void> {
  const result = await withProgress(vscode.l10n.t("RouteLMT: checking translations"), async (report, signal) => {
    const tell = (done: number, total: number): void =>
      report(localized("{0} of {1} files", done, total), (100 * done) / Math.max(1, total));
    try {
      return await checks.checkProject(tell, signal);
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  });
  if (!result) return;
  const { files, findings } = result;
  const show = vscode.l10n.t("Show Problems");
  const text = localized(
    "RouteLMT: {0, plural, one {# finding} other {# findings}} in {1, plural, one {# file} other {# files}} of translations.",
    findings,
    files,
  );
  void vscode.window.showInformationMessage(text, ...(findings > 0 ? [show] : [])).then((choice) => {
    if (choice === show) void vscode.commands.executeCommand("workbench.actions.view.problems");
  });
}
