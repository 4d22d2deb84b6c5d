import * as vscode from "vscode";
import { type ReadAmount, readAmount, writeAmount } from "#core/language/read-amount.js";
import type { CapUnit } from "#core/routing/amount.js";
import { askProject, withProject } from "../editor/ask-project.js";
import { periodText } from "../editor/plan-text.js";
import { localized, shownAmount, shownList } from "../editor/shown-text.js";
import type { CapUse } from "../state/budget.js";
import type { Context } from "../state/context.js";

const { language } = vscode.env;

/**
 * *Set Budget…*: the user's own cap, which applies to each project separately. It is never written into a workspace: a
 * workspace can only lower it.
 *
 * @param file of the project; if omitted, see {@link askProject}
 * @param more US dollars that the suggested cap allows on top of what was spent; without it, the cap as it is
 */
export async function setBudget(context: Context, file?: vscode.Uri, more?: number): Promise<void> {
  const settings = vscode.workspace.getConfiguration("routelmt");
  const project = await askProject(file);
  if (!project) return;
  const [own, ...workspace] = await context.budget.uses(project.resource);
  const { unit, period } = own.cap;
  const lower = shownList(workspace.map(({ cap }) => shownAmount(cap.limit, cap.unit)));
  const text = await vscode.window.showInputBox({
    title: withProject(vscode.l10n.t("RouteLMT: Set Budget…"), project),
    prompt: [
      questionText(unit, periodText(period)),
      localized("Spent so far: {0}.", shownAmount(own.used, unit)),
      ...(lower === "" ? [] : [localized("This workspace allows {0} at most.", lower)]),
    ].join(" "),
    value: writeAmount(more === undefined || unit !== "usd" ? own.cap.limit : capFor(own, more), language),
    validateInput: (value) => problemText(readAmount(value, language)),
    // The panel that asks for it may take the focus back a moment later.
    ignoreFocusOut: true,
  });
  const amount = text === undefined ? undefined : readAmount(text, language);
  if (!amount || "problem" in amount) return;
  await settings.update("budget.limit", amount.value, vscode.ConfigurationTarget.Global);
  context.budget.changed();
}

/** A cap in whole tenths of a cent that allows some dollars more than were spent. */
function capFor({ cap, used }: CapUse, more: number): number {
  const spent = cap.period === "run" ? 0 : used;
  return Math.ceil((spent + more) * 1000) / 1000;
}

/** What is wrong with the input; undefined if it is valid. */
function problemText(amount: ReadAmount): string | undefined {
  if (!("problem" in amount)) return undefined;
  return amount.problem === "ambiguous"
    ? localized("Write the number without thousands separators, such as {0}.", writeAmount(1000.5, language))
    : localized("A number of 0 or more, such as {0} or {1}", 2, 0.5);
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
