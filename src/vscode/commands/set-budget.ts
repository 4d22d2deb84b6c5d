import * as vscode from "vscode";
import type { CapUnit } from "#core/routing/cap.js";
import { periodText } from "../editor/plan-text.js";
import { localized, shownAmount, shownList } from "../editor/shown-text.js";
import type { Context } from "../state/context.js";

/**
 * *Set Budget…*: the user's own cap, which every project has for itself. It is never written into a workspace: a
 * workspace can only lower it.
 */
export async function setBudget(context: Context): Promise<void> {
  const settings = vscode.workspace.getConfiguration("routelmt");
  const [own, ...workspace] = await context.budget.uses(vscode.window.activeTextEditor?.document.uri);
  const { unit, period } = own.cap;
  const lower = shownList(workspace.map(({ cap }) => shownAmount(cap.limit, cap.unit)));
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t("RouteLMT: Set Budget…"),
    prompt: [
      questionText(unit, periodText(period)),
      localized("Spent so far: {0}.", shownAmount(own.used, unit)),
      ...(lower === "" ? [] : [localized("This workspace allows {0} at most.", lower)]),
    ].join(" "),
    value: String(own.cap.limit),
    validateInput: (value) =>
      value.trim() !== "" && Number.isFinite(Number(value)) && Number(value) >= 0
        ? undefined
        : vscode.l10n.t("A number of 0 or more, such as 2 or 0.5"),
  });
  if (text === undefined) return;
  await settings.update("budget.limit", Number(text), vscode.ConfigurationTarget.Global);
  context.budget.changed();
}

function questionText(unit: CapUnit, period: string): string {
  switch (unit) {
    case "usd":
      return localized("US dollars for the large model, {0}; 0 keeps everything local.", period);
    case "tokens":
      return localized("Tokens for the large model, {0}; 0 keeps everything local.", period);
    case "segments":
      return localized("Strings for the large model, {0}; 0 keeps everything local.", period);
  }
}
