import * as vscode from "vscode";
import { allowsBuying } from "../editor/caps.js";
import { readSettings } from "../editor/settings.js";
import type { Context } from "../state/context.js";
import { describeSmall, openChoice, pickTargets } from "./pick-job.js";
import { askFile } from "./pick-source.js";
import { runJobs } from "./run-jobs.js";

/**
 * *Translate File…*: fills what the target files lack, asks before anything is paid.
 *
 * @param isStaleToo *Translate Missing and Stale Strings…*: also redoes RouteLMT's own stale translations
 * @param only keys to translate, as `keyId` makes them; by default, all
 */
export async function translateFile(
  context: Context,
  uri?: vscode.Uri,
  languages?: readonly string[],
  isStaleToo = false,
  only?: ReadonlySet<string>,
): Promise<void> {
  const file = await askFile(context, uri);
  if (!file) return;
  const settings = readSettings(file);
  const described = await describeSmall(context, settings);
  const picked = languages
    ? { source: file, targets: languages }
    : await pickTargets(context, file, settings, described.directions);
  if (!picked) return;
  const again = (): Promise<void> => translateFile(context, picked.source, picked.targets, isStaleToo, only);
  const jobs = await openChoice(context, { ...picked, isStaleToo, ...(only ? { only } : {}) }, settings);
  await runJobs(context, { file: picked.source, jobs, settings, described, command: "translate", again });
}

/** The strings for *Buy Flagged Translations…*. */
export interface Sale {
  readonly source: vscode.Uri;
  readonly languages: readonly string[];
  /** Their keys, as `keyId` makes them; by default, all that are for sale. */
  readonly only?: ReadonlySet<string>;
}

/**
 * *Buy Flagged Translations…*: offers local translations to the large model, of a file, a group or one string. Replaces only
 * values that are still as RouteLMT wrote them.
 */
export async function buyFlagged(context: Context, on?: vscode.Uri | Sale): Promise<void> {
  const sale = on && "languages" in on ? on : undefined;
  const file = sale?.source ?? (await askFile(context, on as vscode.Uri | undefined));
  if (!file) return;
  let settings = readSettings(file);
  if (!allowsBuying(settings.caps)) {
    await vscode.commands.executeCommand("routelmt.setBudget", file);
    settings = readSettings(file);
    if (!allowsBuying(settings.caps)) return;
  }
  const described = await describeSmall(context, settings);
  const picked = sale
    ? { source: sale.source, targets: sale.languages }
    : await pickTargets(context, file, settings, described.directions);
  if (!picked) return;
  const again = (): Promise<void> => buyFlagged(context, { source: picked.source, languages: picked.targets, ...sale });
  const forSale = sale?.only ?? "all";
  const jobs = await openChoice(context, { ...picked, forSale }, settings);
  await runJobs(context, { file: picked.source, jobs, settings, described, command: "buy", again, only: sale?.only });
}
