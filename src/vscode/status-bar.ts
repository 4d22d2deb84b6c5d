import * as vscode from "vscode";
import type { Spending } from "./budget.js";
import { readSettings } from "./settings.js";

/** The budget in the status bar; a click changes it. */
export class BudgetStatus implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #spending: Spending;
  readonly #subscriptions: vscode.Disposable[];

  constructor(spending: Spending) {
    this.#spending = spending;
    this.#item = vscode.window.createStatusBarItem("routelmt.budget", vscode.StatusBarAlignment.Right, 90);
    this.#item.name = vscode.l10n.t("RouteLMT Budget");
    this.#item.command = "routelmt.setBudget";
    this.#subscriptions = [
      spending.onDidChange(() => this.#update()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("routelmt")) this.#update();
      }),
    ];
    this.#update();
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #update(): void {
    let limit = 0;
    try {
      ({ limit } = readSettings(undefined));
    } catch {
      // An invalid setting is reported by the command that needs it.
    }
    const { spent } = this.#spending;
    this.#item.text =
      limit === 0 ? vscode.l10n.t("RouteLMT: local only") : `RouteLMT $${spent.toFixed(2)} / $${limit.toFixed(2)}`;
    this.#item.tooltip =
      limit === 0
        ? vscode.l10n.t("The budget is 0: nothing is sent to a large model. Click to set a budget.")
        : vscode.l10n.t(
            "Spent {0} of {1} US dollars in this workspace. Click to change the budget.",
            spent.toFixed(4),
            limit.toFixed(2),
          );
    const near = limit > 0 && spent >= limit * 0.9;
    this.#item.backgroundColor = near ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
  }
}
