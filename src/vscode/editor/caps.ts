import * as vscode from "vscode";
import { RouteLmtError, type Said, said } from "#core/errors.js";
import { CAP_UNITS } from "#core/routing/amount.js";
import { CAP_PERIODS, type Cap } from "#core/routing/ledger.js";

/** The levels of settings, the user's own first. */
export const LEVELS = ["globalValue", "workspaceValue", "workspaceFolderValue"] as const;

/**
 * The caps of `routelmt.budget`: the user's own, and those of the workspace and the folder. All of them apply, so a
 * workspace can lower the user's cap but never raise it. Without the user's own cap, nothing is bought.
 *
 * @throws {RouteLmtError} `option-invalid`, naming the setting
 */
export function readCaps(resource: vscode.Uri | undefined): readonly [Cap, ...Cap[]] {
  const settings = vscode.workspace.getConfiguration("routelmt", resource);
  const at = (name: string, level: (typeof LEVELS)[number]): unknown => settings.inspect<unknown>(name)?.[level];
  const [user, ...workspace] = LEVELS.map((level): Cap | undefined => {
    const limit = at("budget.limit", level);
    if (limit === undefined) return undefined;
    if (typeof limit !== "number" || !(limit >= 0 && limit < Number.POSITIVE_INFINITY))
      throw invalid("limit", said`it must be a number of 0 or more`);
    const [unit, period] = [at("budget.unit", level) ?? "usd", at("budget.period", level) ?? "total"];
    return { limit, unit: oneOf(unit, CAP_UNITS, "unit"), period: oneOf(period, CAP_PERIODS, "period") };
  });
  const own: Cap = user ?? { limit: 0, unit: "usd", period: "total" };
  return [own, ...workspace.filter((cap) => cap !== undefined)];
}

/** Whether the caps allow buying anything. */
export function allowsBuying(caps: readonly Cap[]): boolean {
  return caps.every(({ limit }) => limit > 0);
}

function oneOf<Choice extends string>(value: unknown, choices: readonly Choice[], name: string): Choice {
  const choice = choices.find((one) => one === value);
  if (choice) return choice;
  throw invalid(name, said`it must be one of ${choices}`);
}

function invalid(name: string, reason: Said): RouteLmtError {
  return new RouteLmtError(
    "option-invalid",
    said`The setting ${`routelmt.budget.${name}`} cannot be used: ${reason}`,
    said`Change it in the settings.`,
  );
}
