import * as vscode from "vscode";
import type { Decision } from "#core/routing/decision.js";
import type { FileJob } from "#core/translate/file-job.js";
import { type LanguageNote, languageNotes } from "#core/translate/language-notes.js";
import { instructionsFor } from "#large-model/instructions.js";
import { smallModelName } from "#small-model/bundled-model.js";
import { gainText } from "#workspace/decision-label.js";
import { languageLines } from "#workspace/language-text.js";
import { type JobsPlan, planJobs } from "#workspace/operations/plan-jobs.js";
import { reasonText } from "#workspace/reason-text.js";
import { paidAmong } from "#workspace/runs/paid-answers.js";
import { allowsBuying } from "../editor/caps.js";
import { type CapLeft, planText } from "../editor/plan-text.js";
import { readSettings } from "../editor/settings.js";
import { localized, shownDollars } from "../editor/shown-text.js";
import { openSource } from "../editor/source-of.js";
import { unitsOf } from "../editor/units.js";
import { leftOf } from "../state/budget.js";
import { type Context, countingStrings, withProgress } from "../state/context.js";
import { largeModelName } from "../state/large-model.js";
import { openChoice, pickTargets } from "./pick-job.js";
import { askFile } from "./pick-source.js";

interface PlanItem extends vscode.QuickPickItem {
  /** Undefined for remarks on a language. */
  readonly decision?: Decision;
}

/** *Show Routing Plan*: predicted gain and price of every missing string, best first; nothing is paid or written. */
export async function showPlan(context: Context, uri?: vscode.Uri): Promise<void> {
  const file = await askFile(context, uri);
  if (!file) return;
  const settings = readSettings(file);
  if (settings.largeProblem) throw settings.largeProblem;
  const small = context.small.open(settings);
  const model = await small.describe();
  const choice = await pickTargets(context, file, settings, model.directions);
  if (!choice) return;
  const opened = await openChoice(context, choice, settings);
  const jobs = opened.map(({ job }) => job);
  const notes = languageNotes(jobs, model, true);
  const { caps, share, price } = settings;
  const store = context.stores.for(file);
  const segments = jobs.flatMap(({ preparation }) => preparation.segments);
  const paid = await paidAmong(store, segments, await largeModelName(settings));
  const isToBuy = allowsBuying(caps);
  const planned = await withProgress(vscode.l10n.t("RouteLMT: estimating gains"), (report, signal) =>
    planJobs({
      store,
      jobs: opened,
      small,
      smallName: smallModelName(settings.modelFolder, settings.search),
      languages: notes,
      caps: isToBuy ? caps : [],
      share,
      price,
      paid,
      instructions: instructionsFor,
      progress: countingStrings(report),
      signal,
    }),
  );
  const drafts = draftsOf(jobs);
  const left = isToBuy ? leftOf(await context.budget.uses(file)) : undefined;
  const chosen = await vscode.window.showQuickPick(planItems(planned.decisions, notes, drafts), {
    title: titleOf(planned, drafts, left),
    placeHolder: vscode.l10n.t("Nothing was sent or written. Choose a string to go to it."),
    matchOnDetail: true,
  });
  const segment = chosen?.decision?.segment;
  if (segment) await goTo(segment.source, choice.source, settings.source);
}

/** The segments with a draft in their target file. */
function draftsOf(jobs: readonly FileJob[]): Set<string> {
  const prepared = jobs.flatMap(({ preparation }) => preparation.segments);
  return new Set(prepared.flatMap(({ segment, hasDraft }) => (hasDraft ? [segment.id] : [])));
}

function titleOf({ plan, segments }: JobsPlan, drafts: ReadonlySet<string>, left: CapLeft | undefined): string {
  const localDrafts = plan.routes.filter(({ id, route }) => route === "local" && drafts.has(id));
  return planText(plan, segments, left, localDrafts.length);
}

function planItems(
  decisions: readonly Decision[],
  notes: readonly LanguageNote[],
  drafts: ReadonlySet<string>,
): PlanItem[] {
  const lines = notes.flatMap((note) => languageLines(note, localized));
  return [
    ...lines.map((line): PlanItem => ({ label: `$(info) ${line}` })),
    ...decisions
      .toSorted((a, b) => b.predicted.gain - a.predicted.gain)
      .map((decision) => ({
        label: `${iconOf(decision)} ${decision.segment.source.replace(/\s+/g, " ")}`,
        // Next to a long text there would be no room for the numbers.
        detail: `${numbersOf(decision, drafts.has(decision.segment.id))} · ${reasonText(decision, localized)}`,
        decision,
      })),
  ];
}

/** Opens the source file at a text. */
async function goTo(text: string, file: vscode.Uri, language: string): Promise<void> {
  const document = await openSource(file, language);
  const unit = (await unitsOf(document, { source: language })).find(({ value, source }) => (source ?? value) === text);
  const range = unit && new vscode.Range(document.positionAt(unit.span.start), document.positionAt(unit.span.end));
  await vscode.window.showTextDocument(document, range ? { selection: range } : {});
}

function iconOf({ outcome }: Decision): string {
  if (outcome === "memory") return "$(history)";
  return outcome === "flagged" ? "$(arrow-up)" : "$(circle-filled)";
}

/** @param isDraft whether the target file has a draft of it */
function numbersOf({ segment, outcome, chosen, predicted, estimatedCost }: Decision, isDraft: boolean): string {
  const { target } = segment.direction;
  if (outcome === "memory") return localized("{0} · reused: {1}", target, `${chosen?.text}`);
  const now = isDraft ? ` · ${vscode.l10n.t("◌ draft")}` : "";
  return `${target} · ${gainText(predicted)} · ${shownDollars(estimatedCost)}${now}`;
}
