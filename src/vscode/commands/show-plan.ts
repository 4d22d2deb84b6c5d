import * as vscode from "vscode";
import type { Decision } from "#core/routing/decision.js";
import { languageNotes } from "#core/translate/language-notes.js";
import { instructionsFor } from "#large-model/instructions.js";
import { languageLines } from "#workspace/language-text.js";
import { planJobs } from "#workspace/operations/plan-jobs.js";
import { reasonText } from "#workspace/reason-text.js";
import { allowsBuying } from "../editor/caps.js";
import { gainText } from "../editor/decision-label.js";
import { planText } from "../editor/plan-text.js";
import { readSettings } from "../editor/settings.js";
import { localized, shownDollars } from "../editor/shown-text.js";
import { unitsOf } from "../editor/units.js";
import { tightest } from "../state/budget.js";
import { type Context, withProgress } from "../state/context.js";
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
  const jobs = await openChoice(context, choice, settings);
  const notes = languageNotes(
    jobs.map(({ job }) => job),
    model,
    true,
  );
  const { share, price } = settings;
  const isToBuy = allowsBuying(settings.caps);
  const { plan, decisions, segments } = await withProgress(
    vscode.l10n.t("RouteLMT: estimating gains"),
    (report, signal) =>
      planJobs({
        store: context.stores.for(file),
        jobs,
        small,
        languages: notes,
        caps: isToBuy ? settings.caps : [],
        share,
        price,
        instructions: instructionsFor,
        progress: (done, total) =>
          report(localized("{0} of {1} strings", done, total), (100 * done) / Math.max(1, total)),
        signal,
      }),
  );
  const isLocal = new Set(plan.routes.flatMap(({ id, route }) => (route === "local" ? [id] : [])));
  const prepared = jobs.flatMap(({ job }) => job.preparation.segments);
  const drafts = new Set(prepared.flatMap(({ segment, hasDraft }) => (hasDraft ? [segment.id] : [])));
  const said: PlanItem[] = notes.flatMap((note) =>
    languageLines(note, localized).map((line) => ({ label: `$(info) ${line}` })),
  );
  const items: PlanItem[] = decisions
    .toSorted((a, b) => b.predicted.gain - a.predicted.gain)
    .map((decision) => ({
      label: `${iconOf(decision)} ${decision.segment.source.replace(/\s+/g, " ")}`,
      description: descriptionOf(decision, drafts.has(decision.segment.id)),
      detail: reasonText(decision, localized),
      decision,
    }));
  const least = isToBuy ? tightest(await context.budget.uses(file)) : undefined;
  const left = least && { unit: least.cap.unit, amount: Math.max(0, least.cap.limit - least.used) };
  const chosen = await vscode.window.showQuickPick([...said, ...items], {
    title: planText(plan, segments, left, [...drafts].filter((id) => isLocal.has(id)).length),
    placeHolder: vscode.l10n.t("Nothing was sent or written. Choose a string to go to it."),
    matchOnDescription: true,
  });
  const segment = chosen?.decision?.segment;
  if (!segment) return;
  const document = await vscode.workspace.openTextDocument(choice.source);
  const unit = unitsOf(document, { source: settings.source }).find(
    ({ value, source }) => (source ?? value) === segment.source,
  );
  const range = unit && new vscode.Range(document.positionAt(unit.span.start), document.positionAt(unit.span.end));
  await vscode.window.showTextDocument(document, range ? { selection: range } : {});
}

function iconOf({ outcome }: Decision): string {
  if (outcome === "memory") return "$(history)";
  return outcome === "flagged" ? "$(arrow-up)" : "$(circle-filled)";
}

/** @param isDraft whether the target file has a draft of it */
function descriptionOf({ segment, outcome, chosen, predicted, estimatedCost }: Decision, isDraft: boolean): string {
  const { target } = segment.direction;
  if (outcome === "memory") return localized("{0} · reused: {1}", target, `${chosen?.text}`);
  const now = isDraft ? ` · ${vscode.l10n.t("◌ draft")}` : "";
  return `${target} · ${gainText(predicted)} · ${shownDollars(estimatedCost)}${now}`;
}
