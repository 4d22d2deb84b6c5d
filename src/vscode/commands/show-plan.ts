import * as vscode from "vscode";
import { planOnly } from "../../core/run/run.js";
import type { Decision } from "../../core/segment.js";
import { OpenAiCompatible } from "../../providers/openai-compatible.js";
import { type Context, withProgress } from "../context.js";
import { openJobs } from "../files.js";
import { readSettings } from "../settings.js";
import { unitsOf } from "../units.js";
import { fileFor, pickTargets } from "./pick-job.js";

interface PlanItem extends vscode.QuickPickItem {
  readonly decision: Decision;
}

/** *Show Routing Plan*: predicted gain and price of every missing string, best first; nothing is paid or written. */
export async function showPlan(context: Context, called?: vscode.Uri): Promise<void> {
  const file = fileFor(called);
  const settings = readSettings(file);
  const small = context.small.open(settings);
  const choice = await pickTargets(file, settings, (await small.describe()).directions);
  if (!choice) return;
  const jobs = await openJobs(choice.source, settings.source, choice.targets);
  const segments = jobs.flatMap(({ job }) => job.preparation.segments);
  const direction = { source: settings.source, target: choice.targets[0] ?? settings.source };
  const { instructions } = new OpenAiCompatible({ ...settings, model: settings.largeModel, key: "" });
  const money = settings.limit === 0 ? Number.POSITIVE_INFINITY : context.spending.left(settings.limit);
  const budget = { share: settings.share, money, price: settings.price, instructions: instructions(direction) };
  const { plan, decisions } = await withProgress(vscode.l10n.t("RouteLMT: estimating gains"), (report, signal) =>
    planOnly(
      segments,
      small,
      budget,
      {
        progress: (done, total) =>
          report(vscode.l10n.t("{0} of {1} strings", done, total), (100 * done) / Math.max(1, total)),
      },
      signal,
    ),
  );
  const items: PlanItem[] = decisions
    .toSorted((a, b) => b.predicted.gain - a.predicted.gain)
    .map((decision) => ({
      label: `${decision.outcome === "flagged" ? "$(arrow-up)" : "$(circle-filled)"} ${decision.segment.source.replace(/\s+/g, " ")}`,
      description: `${decision.segment.direction.target} · +${decision.predicted.gain.toFixed(1)} · $${decision.estimatedCost.toFixed(6)}`,
      detail: decision.reason,
      decision,
    }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t(
      "{0} strings · {1} worth the large model, predicted +{2} in all · estimated {3} US dollars",
      segments.length,
      plan.largeCount,
      plan.predictedGain.toFixed(0),
      plan.estimatedCost.toFixed(5),
    ),
    placeHolder: vscode.l10n.t("Nothing was sent or written. Choose a string to go to it."),
    matchOnDescription: true,
  });
  if (!chosen) return;
  const document = await vscode.workspace.openTextDocument(choice.source);
  const unit = unitsOf(document).find(({ value, source }) => (source ?? value) === chosen.decision.segment.source);
  const range = unit && new vscode.Range(document.positionAt(unit.span.start), document.positionAt(unit.span.end));
  await vscode.window.showTextDocument(document, range ? { selection: range } : {});
}
