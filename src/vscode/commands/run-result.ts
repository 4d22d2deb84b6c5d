import * as vscode from "vscode";
import { RouteLmtError } from "#core/errors.js";
import { hasLocal } from "#core/routing/decision.js";
import { firstFailure, type PurchaseFailure } from "#core/routing/decision-reason.js";
import { whyNothingBought } from "#core/routing/nothing-bought.js";
import { saidText } from "#workspace/localize.js";
import { failureText } from "#workspace/reason-text.js";
import type { JobRunResult } from "#workspace/runs/translate-jobs.js";
import { allowsBuying } from "../editor/caps.js";
import { adviceOf } from "../editor/errors.js";
import { summaryText } from "../editor/plan-text.js";
import { localized, shownDollars } from "../editor/shown-text.js";
import type { Context } from "../state/context.js";
import type { EditorRun } from "./editor-run.js";

/** An action in a message. */
interface Action {
  readonly label: string;
  run(): unknown;
}

/**
 * Shows the result of a run, and never a success if something failed. Each failure is shown with its cause and the one
 * action that helps.
 */
export async function showResult(
  context: Context,
  run: EditorRun,
  result: JobRunResult,
  notes: readonly string[],
): Promise<void> {
  const { decisions, failure, historyFailure } = result;
  const purchase = firstFailure(decisions);
  if (failure !== undefined) showFailure(context, run, result);
  else if (purchase) showNotBought(context, run, result, purchase);
  else if (decisions.length === 0) showNothing(run, notes);
  else {
    const inVain = inVainText(run, result);
    const show = inVain === undefined ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
    void offer(show, `${inVain ?? "RouteLMT:"} ${summaryOf(result, notes)}`, usualActions(run, result));
  }
  // The result for one file is visible in that file.
  if (run.settings.opensSummary && run.jobs.length > 1 && decisions.length > 0 && !historyFailure)
    await vscode.commands.executeCommand("routelmt.showReport", run.file);
}

/** The message if nothing was bought, unless the user wanted it so. */
function inVainText({ command }: EditorRun, { decisions }: JobRunResult): string | undefined {
  const why = whyNothingBought(decisions);
  if (why === "all-held") return vscode.l10n.t("RouteLMT: nothing was bought: the checks refused every answer.");
  if (why === "no-budget" && command === "buy")
    return vscode.l10n.t("RouteLMT: nothing was bought: no budget is left for it.");
  return undefined;
}

function showNothing({ command }: EditorRun, notes: readonly string[]): void {
  const text =
    command === "buy"
      ? vscode.l10n.t("RouteLMT: nothing is for sale; every string is bought, edited or missing.")
      : vscode.l10n.t("RouteLMT: nothing to translate; every string has a translation.");
  void vscode.window.showInformationMessage([text, ...notes].join(" · "));
}

/** The run ended early; what was finished is written. */
function showFailure(context: Context, run: EditorRun, result: JobRunResult): void {
  const { failure, decisions } = result;
  const done = decisions.length > 0 ? ` ${summaryOf(result, [])}` : "";
  if (failure instanceof RouteLmtError && failure.code === "cancelled") {
    if (done === "") return;
    const text = vscode.l10n.t("RouteLMT: cancelled; what was finished is kept.");
    void offer(vscode.window.showWarningMessage, `${text}${done}`, [againAction(run), ...usualActions(run, result)]);
    return;
  }
  context.log.error(failure instanceof Error ? (failure.stack ?? failure.message) : String(failure));
  void offer(vscode.window.showErrorMessage, `RouteLMT: ${adviceOf(failure)}${done}`, [
    againAction(run),
    logAction(context),
  ]);
}

/** The local translations are written, but purchases failed. */
function showNotBought(context: Context, run: EditorRun, result: JobRunResult, failure: PurchaseFailure): void {
  const { largeModel, provider, baseUrl } = run.settings;
  const why = failureText(failure, localized);
  const languages = [...new Set(run.jobs.map(({ job }) => job.direction.target))].join(", ");
  context.log.error(
    `Not bought: ${why} (${largeModel} at ${provider} ${serverOf(baseUrl)}; ${run.file.fsPath}, ${languages})`,
  );
  const isKey = failure.code === "provider" && failure.error === "provider-authentication";
  const cure: Action = isKey
    ? { label: vscode.l10n.t("Set API Key…"), run: () => vscode.commands.executeCommand("routelmt.setApiKey") }
    : failure.code === "over-budget"
      ? budgetAction(run)
      : againAction(run);
  const advice = failure.code === "provider" ? saidText(failure.cure, localized) : "";
  const kept = hasLocal(result.decisions) ? localized("{0} The local translations are kept.", advice) : advice;
  const text = `${localized("RouteLMT: not bought: {0}.", why)}${advice === "" ? "" : ` ${kept}`} ${summaryOf(result, [])}`;
  void offer(vscode.window.showErrorMessage, text, [cure, logAction(context)]);
}

function summaryOf({ decisions, files, balance }: JobRunResult, notes: readonly string[]): string {
  const values = files.written.reduce((sum, one) => sum + one.values, 0);
  const { settled, reserved } = balance;
  const money = [
    ...(settled.usd > 0 ? [localized("{0} paid", shownDollars(settled.usd))] : []),
    ...(reserved.usd > 0 ? [localized("up to {0} more may be charged", shownDollars(reserved.usd))] : []),
  ];
  const copied = files.written.reduce((sum, one) => sum + one.copied, 0);
  return [summaryText(decisions, values, copied), ...money, ...notes].join(" · ");
}

function usualActions(run: EditorRun, { decisions }: JobRunResult): Action[] {
  const path = run.jobs[0]?.job.targetPath;
  const open: Action[] =
    path === undefined
      ? []
      : [
          {
            label: localized("Open {0}", vscode.workspace.asRelativePath(path)),
            run: () => vscode.window.showTextDocument(vscode.Uri.file(path)),
          },
        ];
  const isWorthIt = decisions.some(({ outcome }) => outcome === "flagged" || outcome === "draft");
  const always = [...open, summaryAction(run)];
  return isWorthIt && !allowsBuying(run.settings.caps) ? [...always, budgetAction(run)] : always;
}

/** The message goes, the summary stays. */
function summaryAction({ file }: EditorRun): Action {
  return {
    label: vscode.l10n.t("Show Summary"),
    run: () => vscode.commands.executeCommand("routelmt.showReport", file),
  };
}

function budgetAction({ file }: EditorRun): Action {
  return { label: vscode.l10n.t("Set Budget…"), run: () => vscode.commands.executeCommand("routelmt.setBudget", file) };
}

function againAction(run: EditorRun): Action {
  return { label: vscode.l10n.t("Try Again"), run: () => run.again() };
}

function logAction(context: Context): Action {
  return { label: vscode.l10n.t("Show Log"), run: () => context.log.show() };
}

/** Shows a message with actions; not awaited: a command ends with its work, not when somebody closes the message. */
async function offer(
  show: (message: string, ...labels: string[]) => Thenable<string | undefined>,
  text: string,
  actions: readonly Action[],
): Promise<void> {
  const choice = await show(text, ...actions.map(({ label }) => label));
  await actions.find(({ label }) => label === choice)?.run();
}

/** The host of an address, without any credentials. */
function serverOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : "";
}
