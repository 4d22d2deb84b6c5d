import * as vscode from "vscode";
import type { Decision } from "#core/routing/decision.js";
import type { Plan } from "#core/routing/plan.js";
import type { LargeModel } from "#core/translate/models.js";
import type { Approval } from "#core/translate/translate.js";
import { planText } from "../editor/plan-text.js";
import { localized } from "../editor/shown-text.js";
import { leftOf } from "../state/budget.js";
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
  /** Called where nothing is bought now, as the person first wants to see what other budgets would buy. */
  adjust?(): void;
}

/** Asks before anything is paid. */
export async function approvePlan(
  { context, file, large, notes, decisions, adjust }: PlanQuestion,
  plan: Plan,
): Promise<Approval> {
  const left = leftOf(await context.budget.uses(file));
  const drafts = plan.routes.filter(({ id, route }) => route === "local" && decisions.get(id)?.outcome === "draft");
  const detail = [
    planText(plan, decisions.size, left, drafts.length),
    localized("{0} at {1}", large.name, large.provider),
    ...notes,
  ];
  return answerTo(plan.largeCount, detail, adjust);
}

/**
 * Asks for the answer to a plan: three distinct answers; Escape is Cancel.
 *
 * @param count translations that it would buy
 * @param detail the plan, line by line
 * @param adjust offers a fourth answer, which calls it and buys nothing
 */
export async function answerTo(count: number, detail: readonly string[], adjust?: () => void): Promise<Approval> {
  const buy = localized("Buy {0}", count);
  const local = vscode.l10n.t("Use Local Only");
  const other = vscode.l10n.t("Adjust Budget…");
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t("RouteLMT: carry out this plan?"),
    { modal: true, detail: detail.join("\n") },
    buy,
    local,
    ...(adjust ? [other] : []),
  );
  if (choice === other) adjust?.();
  return choice === buy ? "buy" : choice === local || choice === other ? "local" : "cancel";
}
