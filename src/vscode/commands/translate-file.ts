import * as vscode from "vscode";
import type { OpenJob } from "#workspace/open-jobs.js";
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
  /** Their keys, as `keyId` makes them; by default, all that are for sale. Of several sales, none has its own. */
  readonly only?: ReadonlySet<string> | undefined;
}

/**
 * *Buy Flagged Translations…*: offers local translations to the large model, of a file, a group, one string or a project, in one plan.
 * Replaces only values that are still as RouteLMT wrote them.
 *
 * @param on a file, whose languages are asked for, or what is offered; if omitted, the file is asked for, too
 */
export async function buyFlagged(context: Context, on?: vscode.Uri | Sale | readonly Sale[]): Promise<void> {
  const told = salesOf(on);
  const file = told ? told[0]?.source : await askFile(context, on as vscode.Uri | undefined);
  if (!file) return;
  let settings = readSettings(file);
  if (!allowsBuying(settings.caps)) {
    await vscode.commands.executeCommand("routelmt.setBudget", file);
    settings = readSettings(file);
    if (!allowsBuying(settings.caps)) return;
  }
  const described = await describeSmall(context, settings);
  const picked = told ? undefined : await pickTargets(context, file, settings, described.directions);
  const sales = told ?? (picked ? [{ source: picked.source, languages: picked.targets }] : []);
  const [first] = sales;
  if (!first) return;
  const again = (): Promise<void> => buyFlagged(context, sales);
  const jobs: OpenJob[] = [];
  for (const { source, languages, only } of sales)
    jobs.push(...(await openChoice(context, { source, targets: languages, forSale: only ?? "all" }, settings)));
  const { source, only } = first;
  await runJobs(context, { file: source, jobs, settings, described, command: "buy", again, only });
}

function salesOf(on: vscode.Uri | Sale | readonly Sale[] | undefined): readonly Sale[] | undefined {
  if (on === undefined) return undefined;
  if ("languages" in on) return [on];
  return "length" in on ? on : undefined;
}
