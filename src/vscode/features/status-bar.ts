import * as vscode from "vscode";
import { spentText } from "../editor/plan-text.js";
import { localized, shownAmount, shownCents } from "../editor/shown-text.js";
import { type CapUse, type ProjectBudgets, tightest } from "../state/budget.js";
import type { DecisionStore } from "../state/decision-store.js";

/** Milliseconds without a change after which drafts are counted. */
const DELAY = 300;
/** US dollars from which a cap makes fractions of a cent uninteresting. */
const MIN_CENTS = 0.1;

/** The budget in the status bar, and the number of drafts; a click changes the budget. */
export class BudgetStatus implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #budget: ProjectBudgets;
  readonly #decisions: DecisionStore;
  readonly #subscriptions: vscode.Disposable[];
  #drafts = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(budget: ProjectBudgets, decisions: DecisionStore) {
    this.#budget = budget;
    this.#decisions = decisions;
    this.#item = vscode.window.createStatusBarItem("routelmt.budget", vscode.StatusBarAlignment.Right, 90);
    this.#item.name = vscode.l10n.t("RouteLMT Budget");
    this.#item.command = "routelmt.setBudget";
    this.#subscriptions = [
      budget.onDidChange(() => void this.#update()),
      vscode.window.onDidChangeActiveTextEditor(() => void this.#update()),
      vscode.window.onDidChangeWindowState(({ focused }) => focused && void this.#update()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("routelmt")) void this.#update();
      }),
      decisions.onDidChange(() => this.#countLater()),
      vscode.workspace.onDidSaveTextDocument(() => this.#countLater()),
    ];
    void this.#update();
    this.#countLater();
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
      await this.#update();
    }, DELAY);
  }

  async #update(): Promise<void> {
    let use: CapUse | undefined;
    try {
      use = tightest(await this.#budget.uses(vscode.window.activeTextEditor?.document.uri));
    } catch {
      // An invalid setting, or a database that cannot be read, is reported by the command that needs it.
    }
    const { budget, explanation } = budgetTexts(use);
    const { text, tooltip } = draftTexts(this.#drafts);
    this.#item.text = budget + text;
    this.#item.tooltip = tooltip === "" ? explanation : `${explanation}\n${tooltip}`;
    const isNear = use !== undefined && use.cap.limit > 0 && use.used >= use.cap.limit * 0.9;
    this.#item.backgroundColor = isNear ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
  }
}

/** The text for the cap with the smallest share left. */
function budgetTexts(use: CapUse | undefined): { readonly budget: string; readonly explanation: string } {
  if (!use || use.cap.limit === 0) {
    return {
      budget: vscode.l10n.t("RouteLMT: local only"),
      explanation: [
        vscode.l10n.t("The budget is 0: nothing is sent to a large model."),
        vscode.l10n.t("Click to set a budget."),
      ].join(" "),
    };
  }
  const { unit, limit, period } = use.cap;
  const [spent, cap] = [shownAmount(use.used, unit), shownAmount(limit, unit)];
  const left = period === "month" ? ` · ${daysLeftText(daysLeftInMonth(new Date()))}` : "";
  return {
    budget: `RouteLMT ${unit === "usd" && limit >= MIN_CENTS ? shownCents(use.used) : spent} / ${cap}${left}`,
    explanation: `${spentText(period, spent, cap)} ${vscode.l10n.t("Click to change the budget.")}`,
  };
}

/** The text for open drafts; empty if there are none. */
function draftTexts(count: number): { readonly text: string; readonly tooltip: string } {
  if (count === 0) return { text: "", tooltip: "" };
  return {
    text: ` · ◌ ${count}`,
    tooltip: localized(
      "{0, plural, one {# local translation is a draft} other {# local translations are drafts}}: likely wrong, and not counted as done.",
      count,
    ),
  };
}

function daysLeftText(days: number): string {
  return localized("{0, plural, one {# day} other {# days}} left", days);
}

/** Days until a monthly cap begins again, including today. */
function daysLeftInMonth(now: Date): number {
  return new Date(now.getFullYear(), now.getMonth() + 1, 0).getDate() - now.getDate() + 1;
}
