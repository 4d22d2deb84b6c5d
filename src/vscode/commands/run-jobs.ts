import * as vscode from "vscode";
import { RouteLmtError, said } from "#core/errors.js";
import { dollars } from "#core/routing/amount.js";
import type { Decision } from "#core/routing/decision.js";
import { languageNotes } from "#core/translate/language-notes.js";
import type { LargeModel } from "#core/translate/models.js";
import { instructionsFor } from "#large-model/instructions.js";
import { smallModelName } from "#small-model/bundled-model.js";
import { languageLines } from "#workspace/language-text.js";
import type { OpenJob } from "#workspace/open-jobs.js";
import { refusedNote } from "#workspace/reason-text.js";
import { saleOf } from "#workspace/runs/for-sale.js";
import { type JobRun, type JobRunResult, translateJobs } from "#workspace/runs/translate-jobs.js";
import { type FailedJob, writableJobs } from "#workspace/write-jobs.js";
import { allowsBuying } from "../editor/caps.js";
import { adviceOf } from "../editor/errors.js";
import { vscodeWorkspace } from "../editor/files.js";
import { saleText, summaryText } from "../editor/plan-text.js";
import { restrictedSettings } from "../editor/restricted-settings.js";
import { localized, shownList } from "../editor/shown-text.js";
import { type Context, countingStrings, withProgress } from "../state/context.js";
import { largeModelFor, largeModelName } from "../state/large-model.js";
import { approvePlan } from "./approve-plan.js";
import type { EditorRun } from "./editor-run.js";
import { showResult } from "./run-result.js";

/**
 * Runs jobs with progress, asks before anything is paid, and shows the result. Local translations are shown and, once
 * the plan is answered, written as they come; *Cancel* at the plan changes nothing.
 *
 * @throws {RouteLmtError} what opening and writing throw
 */
export async function runJobs(context: Context, run: EditorRun): Promise<void> {
  const { file, settings, described, command, only } = run;
  const { records, stores, small } = context;
  const store = stores.for(file);
  const { jobs: writable, unwritable } = await writableJobs(vscodeWorkspace, records, run.jobs);
  const isToBuy = allowsBuying(settings.caps) && (command === "buy" || settings.share > 0);
  const large = isToBuy ? await largeModelFor(context, settings) : undefined;
  // Leaving the question for the key cancels the run.
  if (isToBuy && !large) return;
  const model = large?.name ?? (await largeModelName(settings));
  const sale = command === "buy" ? await saleOf(store, writable, { model, only }) : undefined;
  const { jobs, share } = sale ?? { jobs: writable, share: settings.share };
  const parts = saleText(sale?.counts ?? new Map());
  const ownJobs = jobs.map(({ job }) => job);
  const languages = languageNotes(ownJobs, described, large !== undefined);
  const refused = refusedNote(sale?.refused ?? 0, localized);
  const notes = [
    ...(refused === undefined ? [] : [refused]),
    ...languages.flatMap((note) => languageLines(note, localized)),
    ...(await restrictionNotes(file)),
  ];
  for (const line of notes) context.log.info(line);
  let isToAdjust = false;
  const adjust = (): void => {
    isToAdjust = true;
  };
  const result = await withProgress(vscode.l10n.t("RouteLMT: translating"), (report, signal) =>
    translateJobs({
      workspace: vscodeWorkspace,
      records,
      store,
      jobs,
      small: small.open(settings),
      smallName: smallModelName(settings.modelFolder, settings.search),
      large,
      caps: settings.caps,
      command,
      languages,
      instructions: instructionsFor,
      options: optionsOf(run, jobs, share),
      listener: {
        ...deciding(context, {
          file,
          command,
          large,
          notes: [...(parts === "" ? [] : [parts]), ...notes],
          adjust,
          places: placesOf(jobs),
        }),
        progress: countingStrings(report),
      },
      signal,
    }),
  );
  if (large) context.budget.changed();
  if (!result.isApproved || command === "buy") context.decisions.reload();
  if (!result.isApproved) return;
  logRun(context, result, large);
  await showResult(context, run, result, notes);
  if (isToAdjust) await vscode.commands.executeCommand("routelmt.showBudget", file);
  refuseUnwritten(context, [...unwritable, ...result.files.failed]);
}

/** In Restricted Mode, that some settings do not apply. */
async function restrictionNotes(file: vscode.Uri): Promise<string[]> {
  const names = await restrictedSettings(file);
  return names.length === 0
    ? []
    : [localized("Restricted Mode: these settings of the workspace do not apply: {0}", shownList(names))];
}

/** Of what is for sale, whatever gains is bought; strings that a person chose are bought in any case. */
function optionsOf({ command, settings, only }: EditorRun, jobs: readonly OpenJob[], share: number): JobRun["options"] {
  const { price, minimumQuality } = settings;
  if (command !== "buy" || !only) return { share, price, minimumQuality };
  const segments = jobs.flatMap(({ job }) => job.preparation.segments);
  const pins = new Map(segments.map(({ segment }) => [segment.id, "large" as const]));
  return { share, price, minimumQuality, pins };
}

/** What the listener of a run needs. */
interface Deciding {
  readonly file: vscode.Uri;
  readonly command: EditorRun["command"];
  readonly large: LargeModel | undefined;
  readonly notes: readonly string[];
  readonly adjust: () => void;
  readonly places: ReturnType<typeof placesOf>;
}

function deciding(
  context: Context,
  { file, command, large, notes, adjust, places }: Deciding,
): Pick<JobRun["listener"], "decided" | "approve" | "withoutHistory"> {
  const decisions = new Map<string, Decision>();
  return {
    decided: (decision) => {
      decisions.set(decision.segment.id, decision);
      // The estimates of a purchase say nothing new about the existing translation.
      if (command === "buy" && decision.outcome !== "large" && decision.outcome !== "held") return;
      const place = places.get(decision.segment.id);
      if (place) context.decisions.set(place, decision);
    },
    approve: (plan) => approvePlan({ context, file, notes, decisions, adjust, large: large as LargeModel }, plan),
    withoutHistory: (error) => warnOfHistory(context, error, large !== undefined),
  };
}

/** A run that would buy reports at once that it will not. */
function warnOfHistory({ log }: Context, error: RouteLmtError, wantsToBuy: boolean): void {
  log.warn(`${error.message}. This run is not kept. ${error.advice}`);
  if (!wantsToBuy) return;
  const message = localized("Nothing is bought, because the spending could not be recorded: {0}", adviceOf(error));
  void vscode.window.showWarningMessage(message);
}

/** The places of the segments of some jobs, by id. */
export function placesOf(jobs: readonly OpenJob[]): Map<string, Parameters<Context["decisions"]["set"]>[0]> {
  return new Map(
    jobs.flatMap(({ job: { preparation, format, targetPath }, sourcePath }) => {
      const [target, source] = [vscode.Uri.file(targetPath), vscode.Uri.file(sourcePath)];
      return preparation.segments.map(({ segment, key }) => [segment.id, { target, source, format, key }] as const);
    }),
  );
}

function logRun(context: Context, { decisions, files, balance }: JobRunResult, large: LargeModel | undefined): void {
  const values = files.written.reduce((sum, one) => sum + one.values, 0);
  const paid = large ? `; ${dollars(balance.settled.usd)} paid to ${large.provider} for ${large.name}` : "";
  const open = balance.reserved.usd > 0 ? `; up to ${dollars(balance.reserved.usd)} more may be charged` : "";
  context.log.info(
    `${decisions.length} strings, ${values} values written in ${files.written.length} files${paid}${open}`,
  );
  const copied = files.written.reduce((sum, one) => sum + one.copied, 0);
  context.log.info(summaryText(decisions, values, copied));
  for (const one of files.written) context.log.info(`${one.path}: ${one.values} values, ${one.drafts} drafts`);
}

/** The files that could not be written, as one error; their translations are still shown where they belong. */
function refuseUnwritten(context: Context, failed: readonly FailedJob[]): void {
  for (const { error } of failed) context.log.error(error.message);
  const [first, ...more] = failed;
  if (!first) return;
  if (more.length === 0) throw first.error;
  const messages = said`${failed.map(({ error }) => error.what)}`;
  throw new RouteLmtError(first.error.code, messages, first.error.cure, { cause: first.error });
}
