import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { messageOf } from "#core/errors.js";
import { pageOf } from "#panel/page.js";
import type { PanelData, PanelDataMessage, PanelRequestMessage } from "#panel/protocol.js";
import { ledgerCsv } from "#store/ledger-book.js";
import type { KeptDecision } from "#store/placed-decision.js";
import { budgetData } from "#workspace/reports/budget-data.js";
import { type AskedProject, askProject, withProject } from "../editor/ask-project.js";
import { openSource } from "../editor/source-of.js";
import { unitsOf } from "../editor/units.js";
import { type Context, showingErrors } from "../state/context.js";
import { pricesOf, salesIn } from "./panel-sale.js";
import { panelTexts } from "./panel-texts.js";

/** The *Budget* panel: what more money would buy, what was spent, and the ledger. One per window. */
export class BudgetPanel implements vscode.Disposable {
  readonly #context: Context;
  #panel: vscode.WebviewPanel | undefined;
  /** What the panel shows. */
  #project: AskedProject = { resource: undefined, name: "" };
  #kept: readonly KeptDecision[] = [];
  /** Those of them that are for sale. */
  #offered: readonly KeptDecision[] = [];
  readonly #subscriptions: vscode.Disposable[];
  #timer: NodeJS.Timeout | undefined;

  constructor(context: Context) {
    this.#context = context;
    const later = (): void => this.#updateLater();
    this.#subscriptions = [context.budget.onDidChange(later), context.decisions.onDidChange(later)];
  }

  /**
   * *Show Budget*: opens the panel, or brings it to the front.
   *
   * @param file of the project; if omitted, see {@link askProject}
   */
  async show(file?: vscode.Uri): Promise<void> {
    const project = await askProject(file);
    if (!project) return;
    this.#project = project;
    const title = withProject(vscode.l10n.t("RouteLMT Budget"), project);
    if (this.#panel) {
      this.#panel.title = title;
      this.#panel.reveal();
      await this.#update();
      return;
    }
    const { extensionUri } = this.#context;
    const dist = vscode.Uri.joinPath(extensionUri, "dist");
    const panel = vscode.window.createWebviewPanel("routelmt.budget", title, vscode.ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [dist],
    });
    this.#panel = panel;
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    panel.onDidChangeViewState(() => panel.visible && this.#updateLater());
    panel.webview.onDidReceiveMessage((message: PanelRequestMessage) =>
      showingErrors(this.#context, () => this.#answer(message))(),
    );
    panel.webview.html = pageOf({
      source: panel.webview.cspSource,
      script: panel.webview.asWebviewUri(vscode.Uri.joinPath(dist, "budget-panel.js")).toString(),
      style: panel.webview.asWebviewUri(vscode.Uri.joinPath(dist, "budget-panel.css")).toString(),
      language: vscode.env.language,
      nonce: randomBytes(16).toString("base64"),
    });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#panel?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #updateLater(): void {
    clearTimeout(this.#timer);
    const update = (): void =>
      void this.#update().catch((error) => this.#context.log.warn(`The budget panel: ${messageOf(error)}`));
    if (this.#panel?.visible) this.#timer = setTimeout(update, 500);
  }

  async #update(): Promise<void> {
    const { resource } = this.#project;
    const store = this.#context.stores.for(resource);
    const { data, kept } = await budgetData(store, (all) => pricesOf(this.#context, store, all));
    const uses = await this.#context.budget.uses(resource);
    const caps = uses.map(({ cap, used }) => ({ ...cap, used }));
    this.#kept = kept;
    this.#offered = kept.filter((_, id) => data.strings[id]?.isOffered);
    const full: PanelData = { ...data, caps, texts: panelTexts() };
    const message: PanelDataMessage = { type: "data", data: full };
    await this.#panel?.webview.postMessage(message);
  }

  async #answer(message: PanelRequestMessage): Promise<void> {
    if (message.type === "ready") await this.#update();
    else if (message.type === "budget")
      await vscode.commands.executeCommand("routelmt.setBudget", this.#project.resource, message.more);
    else if (message.type === "buy")
      await vscode.commands.executeCommand("routelmt.buyFlagged", salesIn(this.#offered));
    else if (message.type === "open") await open(this.#kept[message.id]);
    else await this.#export(message.as);
  }

  async #export(as: "csv" | "json"): Promise<void> {
    const entries = await this.#context.stores.for(this.#project.resource).book.entries();
    const content = as === "csv" ? ledgerCsv(entries) : JSON.stringify(entries, null, 2);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language: as }));
  }
}

/** Opens a string in its source file. */
async function open(kept: KeptDecision | undefined): Promise<void> {
  if (!kept) return;
  const { direction } = kept.decision.segment;
  const document = await openSource(vscode.Uri.file(kept.sourcePath), direction.source);
  const key = JSON.stringify(kept.key);
  const units = await unitsOf(document, { source: direction.source });
  const unit = units.find((one) => JSON.stringify(one.key) === key);
  const range = unit && new vscode.Range(document.positionAt(unit.span.start), document.positionAt(unit.span.end));
  await vscode.window.showTextDocument(document, range ? { selection: range } : {});
}
