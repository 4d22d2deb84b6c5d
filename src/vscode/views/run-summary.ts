import * as vscode from "vscode";
import type { RunReport } from "#workspace/reports/run-report.js";
import { markdownOf, reportOf } from "#workspace/reports/run-report.js";
import { localized } from "../editor/shown-text.js";
import type { ProjectStores } from "../state/project-stores.js";

const SCHEME = "routelmt-run";

/**
 * The summary of a run as a document that stays, and is not asked to be saved: counts that add up, files as links, the price,
 * every decision; above it what to do next.
 */
export class RunSummary implements vscode.TextDocumentContentProvider, vscode.CodeLensProvider, vscode.Disposable {
  readonly #stores: ProjectStores;
  readonly #reports = new Map<string, RunReport>();
  readonly #subscriptions: vscode.Disposable[];

  constructor(stores: ProjectStores) {
    this.#stores = stores;
    this.#subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.languages.registerCodeLensProvider({ scheme: SCHEME }, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#reports.delete(uri.path)),
    ];
  }

  /**
   * Opens the summary of the last run of a file's project.
   *
   * @returns false where there was none
   */
  async show(file: vscode.Uri | undefined): Promise<boolean> {
    const store = this.#stores.existing(file);
    const report = store && (await reportOf(store, undefined, localized));
    if (!report) return false;
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${report.run.id}/RouteLMT ${report.run.id}.md` });
    this.#reports.set(uri.path, report);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: false });
    return true;
  }

  provideTextDocumentContent({ path }: vscode.Uri): string {
    const report = this.#reports.get(path);
    return report ? markdownOf(report, localized) : vscode.l10n.t("Run “Show Report of the Last Run” again to see it.");
  }

  /** What to do next, as far as there is something to do it with. */
  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const report = this.#reports.get(uri.path);
    const first = report?.decisions[0];
    if (!report || !first) return [];
    const { counts, run } = report;
    const { t } = vscode.l10n;
    const next = (title: string, command: string, ...args: readonly unknown[]): vscode.CodeLens =>
      new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
        title,
        command: `routelmt.${command}`,
        arguments: [...args],
      });
    return [
      ...(counts.flagged + counts.draft > 0
        ? [next(t("Buy Flagged…"), "buyFlagged", vscode.Uri.joinPath(vscode.Uri.file(report.project), first.file))]
        : []),
      next(t("Review Decisions"), "review"),
      ...(run.state === "undone" ? [] : [next(t("Undo This Run"), "undoLastRun")]),
      next(t("Set Budget…"), "setBudget"),
    ];
  }

  dispose(): void {
    for (const one of this.#subscriptions) one.dispose();
  }
}
