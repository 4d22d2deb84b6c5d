import * as vscode from "vscode";
import { readSettings } from "../editor/settings.js";
import type { DecisionStore } from "../state/decision-store.js";
import type { Spending } from "../state/spending.js";

/** Milliseconds without a change after which drafts are counted. */
const DELAY = 300;

/** The budget in the status bar, and the drafts that are waiting for it; a click changes it. */
export class BudgetStatus implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #spending: Spending;
  readonly #decisions: DecisionStore;
  readonly #subscriptions: vscode.Disposable[];
  #drafts = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(spending: Spending, decisions: DecisionStore) {
    this.#spending = spending;
    this.#decisions = decisions;
    this.#item = vscode.window.createStatusBarItem("routelmt.budget", vscode.StatusBarAlignment.Right, 90);
    this.#item.name = vscode.l10n.t("RouteLMT Budget");
    this.#item.command = "routelmt.setBudget";
    this.#subscriptions = [
      spending.onDidChange(() => this.#update()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("routelmt")) this.#update();
      }),
      decisions.onDidChange(() => this.#countLater()),
      vscode.workspace.onDidSaveTextDocument(() => this.#countLater()),
    ];
    this.#update();
    this.#item.show();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#item.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #countLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      this.#drafts = await this.#decisions.countDrafts();
      this.#update();
    }, DELAY);
  }

  #update(): void {
    let cap = 0;
    try {
      ({ cap } = readSettings(undefined));
    } catch {
      // An invalid setting is reported by the command that needs it.
    }
    const { spent } = this.#spending;
    const budget =
      cap === 0 ? vscode.l10n.t("RouteLMT: local only") : `RouteLMT $${spent.toFixed(2)} / $${cap.toFixed(2)}`;
    const explanation =
      cap === 0
        ? vscode.l10n.t("The budget is 0: nothing is sent to a large model. Click to set a budget.")
        : vscode.l10n.t(
            "Spent {0} of {1} US dollars in this workspace. Click to change the budget.",
            spent.toFixed(4),
            cap.toFixed(2),
          );
    const { text, tooltip } = draftTexts(this.#drafts);
    this.#item.text = budget + text;
    this.#item.tooltip = tooltip === "" ? explanation : `${explanation}\n${tooltip}`;
    const near = cap > 0 && spent >= cap * 0.9;
    this.#item.backgroundColor = near ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
  }
}

/** What is said of drafts that are open; empty where there are none. */
function draftTexts(count: number): { readonly text: string; readonly tooltip: string } {
  if (count === 0) return { text: "", tooltip: "" };
  return {
    text: ` · ◌ ${count}`,
    tooltip: vscode.l10n.t("{0} local translations are drafts: likely wrong, and not taken for done.", count),
  };
}
