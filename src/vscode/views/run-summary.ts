import * as vscode from "vscode";
import { summaryPageOf } from "#panel/summary-page.js";
import { markdownOf, reportOf } from "#workspace/reports/run-report.js";
import { localized } from "../editor/shown-text.js";
import type { DecisionStore } from "../state/decision-store.js";
import type { ProjectStores } from "../state/project-stores.js";
import { type KeptReport, SUMMARY_COMMANDS, summaryTexts } from "./summary-texts.js";

/** The page of a run, and a file of its project. */
interface OpenPage {
  readonly panel: vscode.WebviewPanel;
  readonly file: vscode.Uri | undefined;
  readonly run: number;
  html: string;
}

/**
 * The summary of a run, a page that stays: counts that add up, files and strings as links, the price, and what to do next.
 * It has no scripts; its links run a few commands.
 */
export class RunSummary implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #stores: ProjectStores;
  readonly #pages = new Map<string, OpenPage>();
  readonly #subscription: vscode.Disposable;

  constructor(extensionUri: vscode.Uri, stores: ProjectStores, decisions: DecisionStore) {
    this.#extensionUri = extensionUri;
    this.#stores = stores;
    // A run may be undone while its summary is open.
    this.#subscription = decisions.onDidChange(() => void this.#drawAll());
  }

  /**
   * Opens the summary of the last run of a file's project, or brings it to the front.
   *
   * @returns false if there was none
   */
  async show(file: vscode.Uri | undefined): Promise<boolean> {
    const kept = await this.#read(file);
    if (!kept) return false;
    const { project, run } = kept.report;
    const name = `${run.id} ${project}`;
    const page = this.#pages.get(name) ?? this.#open(name, file, run.id);
    this.#draw(page, kept);
    page.panel.reveal(undefined, false);
    return true;
  }

  /** Opens everything that is known of a run as Markdown, which can be saved and sent. */
  async openMarkdown(file: vscode.Uri | undefined, run?: number): Promise<void> {
    const kept = await this.#read(file, run);
    if (!kept) return;
    const content = markdownOf(kept.report, localized);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language: "markdown" }));
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const { panel } of this.#pages.values()) panel.dispose();
  }

  async #read(file: vscode.Uri | undefined, run?: number): Promise<KeptReport | undefined> {
    const store = this.#stores.existing(file);
    const report = store && (await reportOf(store, run, localized));
    if (!report) return undefined;
    const kept = await store.history.decisionsOf(report.run.id);
    return { report, kept, canUndo: (await store.writes.last())?.run === report.run.id };
  }

  #open(name: string, file: vscode.Uri | undefined, run: number): OpenPage {
    const panel = vscode.window.createWebviewPanel(
      "routelmt.run",
      localized("RouteLMT Run {0}", run),
      vscode.ViewColumn.Active,
      {
        enableCommandUris: SUMMARY_COMMANDS,
        enableFindWidget: true,
        localResourceRoots: [vscode.Uri.joinPath(this.#extensionUri, "dist")],
      },
    );
    const page = { panel, file, run, html: "" };
    this.#pages.set(name, page);
    panel.onDidDispose(() => this.#pages.delete(name));
    return page;
  }

  async #drawAll(): Promise<void> {
    for (const page of this.#pages.values()) {
      const kept = await this.#read(page.file, page.run).catch(() => undefined);
      if (kept) this.#draw(page, kept);
    }
  }

  #draw(page: OpenPage, kept: KeptReport): void {
    const { webview } = page.panel;
    const style = webview.asWebviewUri(vscode.Uri.joinPath(this.#extensionUri, "dist", "run-summary.css"));
    const html = summaryPageOf({ ...summaryTexts(kept), source: webview.cspSource, style: style.toString() });
    // The same page again would lose what is open and chosen in it.
    if (html !== page.html) webview.html = html;
    page.html = html;
  }
}
