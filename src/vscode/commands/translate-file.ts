import * as vscode from "vscode";
import { RouteLmtError } from "#core/errors.js";
import type { Decision } from "#core/routing/decision.js";
import type { Plan } from "#core/routing/plan.js";
import { briefOf, languageNotes } from "#core/translate/language-notes.js";
import { type Approval, type RunResult, run } from "#core/translate/translate.js";
import { instructionsFor } from "#large-model/instructions.js";
import type { OpenJob } from "#workspace/open-jobs.js";
import { type FailedJob, writableJobs, writeJobs } from "#workspace/write-jobs.js";
import { vscodeWorkspace } from "../editor/files.js";
import { planText, summaryText } from "../editor/plan-text.js";
import { readSettings, type Settings } from "../editor/settings.js";
import { type Context, withProgress } from "../state/context.js";
import { largeModelFor } from "../state/large-model.js";
import { fileFor, openChoice, pickTargets } from "./pick-job.js";

/**
 * *Translate File…*: fills what the target files lack, asks before anything is paid.
 *
 * @param isStaleToo *Translate Missing and Stale Strings…*: makes stale translations of RouteLMT's again
 */
export async function translateFile(
  context: Context,
  called?: vscode.Uri,
  languages?: readonly string[],
  isStaleToo = false,
): Promise<void> {
  const file = fileFor(called);
  const settings = readSettings(file);
  const small = context.small.open(settings);
  const described = await small.describe();
  const picked = languages
    ? { source: file, targets: languages }
    : await pickTargets(file, settings, described.directions);
  if (!picked) return;
  const choice = { ...picked, isStaleToo };
  const opened = await openChoice(context, choice, settings);
  const { jobs, unwritable } = await writableJobs(vscodeWorkspace, context.records, opened);
  const segments = jobs.flatMap(({ job }) => job.preparation.segments);
  const places = new Map(
    jobs.flatMap(({ job: { preparation, format, targetPath }, sourcePath }) => {
      const [target, source] = [vscode.Uri.file(targetPath), vscode.Uri.file(sourcePath)];
      return preparation.segments.map(({ segment, key }) => [segment.id, { target, source, format, key }] as const);
    }),
  );
  const isToBuy = settings.share > 0 && context.spending.left(settings.cap) > 0;
  const large = isToBuy ? await largeModelFor(context, settings) : undefined;
  const notes = languageNotes(
    jobs.map(({ job }) => job),
    described,
  ).flatMap(({ lines }) => lines);
  for (const line of notes) context.log.info(line);
  const [first] = jobs;
  const brief = first ? briefOf(first.job) : { source: settings.source, target: settings.source };
  const cap = large ? context.spending.left(settings.cap) : 0;
  const { share, price, minimumQuality } = settings;
  const budget = { share, cap, price, instructions: instructionsFor(brief), minimumQuality };

  const decisions = new Map<string, Decision>();
  let result: RunResult | undefined;
  let failure: unknown;
  try {
    result = await withProgress(vscode.l10n.t("RouteLMT: translating"), (report, signal) =>
      run(
        segments,
        small,
        large,
        budget,
        {
          progress: (done, total) =>
            report(vscode.l10n.t("{0} of {1} strings", done, total), (100 * done) / Math.max(1, total)),
          decided: (decision) => void decisions.set(decision.segment.id, decision),
          approve: (plan) =>
            approve([planText(plan, segments.length, cap, countDrafts(plan, decisions)), ...notes], plan.largeCount),
        },
        signal,
      ),
    );
  } catch (error) {
    failure = error;
  }
  if (result && !result.isApproved) return;
  const paid = result ? result.balance.settled.usd + result.balance.reserved.usd : sumOfCosts(decisions);
  if (paid > 0) await context.spending.add(paid);
  const { written: files, failed } = await writeJobs(vscodeWorkspace, context.records, jobs, [...decisions.values()]);
  const written = files.reduce((sum, { values }) => sum + values, 0);
  for (const [id, decision] of decisions) {
    const place = places.get(id);
    if (place) context.decisions.set(place, decision);
  }
  context.log.info(`${written} values written in ${jobs.length} files; paid ${paid.toFixed(6)} US dollars`);
  const unwritten = [...unwritable, ...failed];
  for (const { error } of unwritten) context.log.error(error.message);
  if (failure !== undefined) throw failure;
  void showSummary(jobs, [...decisions.values()], written, settings, notes);
  refuseUnwritten(unwritten);
}

/** The files that could not be written, as one error; their translations are still shown where they belong. */
function refuseUnwritten(failed: readonly FailedJob[]): void {
  const [first, ...more] = failed;
  if (!first) return;
  if (more.length === 0) throw first.error;
  const messages = failed.map(({ error }) => error.message).join("; ");
  throw new RouteLmtError(first.error.code, messages, first.error.advice, { cause: first.error });
}

/** How many drafts the plan buys nothing for. */
function countDrafts({ routes }: Plan, decisions: ReadonlyMap<string, Decision>): number {
  return routes.filter(({ id, route }) => route === "local" && decisions.get(id)?.outcome === "draft").length;
}

/** Three answers mean three things; Escape is Cancel. */
async function approve(lines: readonly string[], count: number): Promise<Approval> {
  const buy = vscode.l10n.t("Buy {0}", count);
  const local = vscode.l10n.t("Use Local Only");
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t("RouteLMT: carry out this plan?"),
    { modal: true, detail: lines.join("\n") },
    buy,
    local,
  );
  return choice === buy ? "buy" : choice === local ? "local" : "cancel";
}

function sumOfCosts(decisions: ReadonlyMap<string, Decision>): number {
  return [...decisions.values()].reduce((sum, { cost }) => sum + cost, 0);
}

async function showSummary(
  jobs: readonly OpenJob[],
  decisions: readonly Decision[],
  written: number,
  settings: Settings,
  notes: readonly string[],
): Promise<void> {
  if (decisions.length === 0) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t("RouteLMT: nothing to translate; every string has a translation."),
    );
    return;
  }
  const isWorthIt = decisions.some(({ outcome }) => outcome === "flagged" || outcome === "draft");
  const open = vscode.l10n.t("Open {0}", vscode.workspace.asRelativePath(jobs[0]?.job.targetPath ?? ""));
  const actions = settings.cap === 0 && isWorthIt ? [open, vscode.l10n.t("Set Budget…")] : [open];
  const choice = await vscode.window.showInformationMessage(
    [summaryText(decisions, written), ...notes].join(" · "),
    ...actions,
  );
  if (choice === open && jobs[0]) await vscode.window.showTextDocument(vscode.Uri.file(jobs[0].job.targetPath));
  else if (choice !== undefined) await vscode.commands.executeCommand("routelmt.setBudget");
}
