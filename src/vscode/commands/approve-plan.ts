import * as vscode from "vscode";
import type { Decision } from "#core/routing/decision.js";
import type { Plan } from "#core/routing/plan.js";
import type { LargeModel } from "#core/translate/models.js";
import type { Approval } from "#core/translate/translate.js";
import { planText } from "../editor/plan-text.js";
import { localized } from "../editor/shown-text.js";
import { tightest } from "../state/budget.js";
import type { Context } from "../state/context.js";

/** The content of the question about a plan. */
export interface PlanQuestion {
  readonly context: Context;
  /** The file whose budget applies. */
  readonly file: vscode.Uri;
  readonly large: LargeModel;
  /** Remarks on the languages. */
  readonly notes: readonly string[];
  /** Decisions so far, by segment. */
  readonly decisions: ReadonlyMap<string, Decision>;
}

/** Asks before anything is paid. */
export async function approvePlan(
  { context, file, large, notes, decisions }: PlanQuestion,
  plan: Plan,
): Promise<Approval> {
  const { cap, used } = tightest(await context.budget.uses(file));
  const left = { unit: cap.unit, amount: Math.max(0, cap.limit - used) };
  const drafts = plan.routes.filter(({ id, route }) => route === "local" && decisions.get(id)?.outcome === "draft");
  const detail = [
    planText(plan, decisions.size, left, drafts.length),
    localized("{0} at {1}", large.name, large.provider),
    ...notes,
  ];
  return answerTo(plan.largeCount, detail);
}

/**
 * Asks for the answer to a plan: three distinct answers; Escape is Cancel.
 *
 * @param count translations that it would buy
 * @param detail the plan, line by line
 */
export async function answerTo(count: number, detail: readonly string[]): Promise<Approval> {
  const buy = localized("Buy {0}", count);
  const local = vscode.l10n.t("Use Local Only");
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t("RouteLMT: carry out this plan?"),
    { modal: true, detail: detail.join("\n") },
    buy,
    local,
  );
  return choice === buy ? "buy" : choice === local ? "local" : "cancel";
}
