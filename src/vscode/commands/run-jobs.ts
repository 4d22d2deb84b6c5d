import * as vscode from "vscode";
import { RouteLmtError, said } from "#core/errors.js";
import { dollars } from "#core/routing/cap.js";
import type { Decision } from "#core/routing/decision.js";
import { languageNotes } from "#core/translate/language-notes.js";
import type { LargeModel } from "#core/translate/models.js";
import { instructionsFor } from "#large-model/instructions.js";
import { smallModelName } from "#small-model/bundled-model.js";
import { languageLines } from "#workspace/language-text.js";
import type { OpenJob } from "#workspace/open-jobs.js";
import { onlyForSale } from "#workspace/runs/for-sale.js";
import { type JobRunResult, translateJobs } from "#workspace/runs/translate-jobs.js";
import { type FailedJob, writableJobs } from "#workspace/write-jobs.js";
import { allowsBuying } from "../editor/caps.js";
import { adviceOf } from "../editor/errors.js";
import { vscodeWorkspace } from "../editor/files.js";
import { summaryText } from "../editor/plan-text.js";
import { restrictedSettings } from "../editor/restricted-settings.js";
import { localized, shownList } from "../editor/shown-text.js";
import { type Context, withProgress } from "../state/context.js";
import { largeModelFor } from "../state/large-model.js";
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
  const small = context.small.open(settings);
  const store = context.stores.for(file);
  const { jobs: writable, unwritable } = await writableJobs(vscodeWorkspace, context.records, run.jobs);
  const jobs = command === "buy" ? await onlyForSale(store, writable, only) : writable;
  const isToBuy = allowsBuying(settings.caps) && (settings.share > 0 || command === "buy");
  const large = isToBuy ? await largeModelFor(context, settings) : undefined;
  // Leaving the question for the key cancels the run.
  if (isToBuy && !large) return;
  const languages = languageNotes(
    jobs.map(({ job }) => job),
    described,
    large !== undefined,
  );
  const restricted = await restrictedSettings(file);
  const notes = [
    ...languages.flatMap((note) => languageLines(note, localized)),
    ...(restricted.length > 0
      ? [localized("Restricted Mode: these settings of the workspace do not apply: {0}", shownList(restricted))]
      : []),
  ];
  for (const line of notes) context.log.info(line);
  const segments = jobs.flatMap(({ job }) => job.preparation.segments);
  const places = placesOf(jobs);
  const shown = new Map<string, Decision>();
  const { price, minimumQuality, modelFolder, search } = settings;
  const result = await withProgress(vscode.l10n.t("RouteLMT: translating"), (report, signal) =>
    translateJobs({
      workspace: vscodeWorkspace,
      records: context.records,
      store,
      jobs,
      small,
      smallName: smallModelName(modelFolder, search),
      large,
      caps: settings.caps,
      command,
      languages,
      instructions: instructionsFor,
      options: {
        share: command === "buy" ? 1 : settings.share,
        price,
        minimumQuality,
        ...(command === "buy" && only
          ? { pins: new Map(segments.map(({ segment }) => [segment.id, "large" as const])) }
          : {}),
      },
      listener: {
        progress: (done, total) =>
          report(localized("{0} of {1} strings", done, total), (100 * done) / Math.max(1, total)),
        decided: (decision) => {
          shown.set(decision.segment.id, decision);
          const place = places.get(decision.segment.id);
          if (place) context.decisions.set(place, decision);
        },
        approve: (plan) => approvePlan({ context, file, notes, decisions: shown, large: large as LargeModel }, plan),
        withoutHistory: (error) => warnOfHistory(context, error, large !== undefined),
      },
      signal,
    }),
  );
  if (large) context.budget.changed();
  if (!result.isApproved) {
    context.decisions.reload();
    return;
  }
  logRun(context, result, large);
  await showResult(context, run, result, notes);
  refuseUnwritten(context, [...unwritable, ...result.files.failed]);
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
  context.log.info(summaryText(decisions, values));
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
