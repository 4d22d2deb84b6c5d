import * as vscode from "vscode";
import type { Plan } from "../core/routing/plan.js";

/**
 * What a plan would do, in one line.
 *
 * @param count segments of the run; those that the plan does not route are reused
 * @param money what is left of the budget, in US dollars; infinite where there is no cap
 */
export function planText(plan: Plan, count: number, money: number): string {
  const reused = count - plan.routes.length;
  const mean = plan.predictedGain / Math.max(1, plan.largeCount);
  const price = `$${plan.estimatedCost.toFixed(5)}`;
  return [
    vscode.l10n.t("{0} segments", count),
    ...(reused > 0 ? [vscode.l10n.t("{0} reused", reused)] : []),
    vscode.l10n.t("{0} local", plan.routes.length - plan.largeCount),
    vscode.l10n.t("{0} worth the large model (predicted +{1} each)", plan.largeCount, mean.toFixed(1)),
    Number.isFinite(money)
      ? vscode.l10n.t("estimated {0} of {1}", price, `$${money.toFixed(2)}`)
      : vscode.l10n.t("estimated {0}", price),
  ].join(" · ");
}
