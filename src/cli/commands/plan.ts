import { dollars } from "#core/routing/amount.js";
import type { LanguageNote } from "#core/translate/language-notes.js";
import { instructionsFor } from "#large-model/instructions.js";
import { NodeWorkspace } from "#node/node-workspace.js";
import { smallModelName } from "#small-model/bundled-model.js";
import { ProjectStore } from "#store/project-store.js";
import { languageJson } from "#workspace/language-text.js";
import { inEnglish } from "#workspace/localize.js";
import { notesOf } from "#workspace/operations/open-run.js";
import { type JobsPlan, planJobs } from "#workspace/operations/plan-jobs.js";
import { paidAmong } from "#workspace/runs/paid-answers.js";
import { SourceRecords } from "#workspace/source-records.js";
import { EXIT } from "../exit-code.js";
import { withPairs } from "../named-pairs.js";
import { parseRunOptions } from "../options.js";
import { printDecisions, printLanguages, toJson } from "../report.js";
import type { Terminal } from "../terminal.js";
import { chosenOf, forSaleOf, openRun, withoutUnserved } from "./jobs.js";
import { openSmallModel } from "./small-model.js";

/**
 * `routelmt plan`: runs the prefill for every missing string and plans; writes and sends nothing.
 *
 * @throws {RouteLmtError} for bad input, an unusable model, and cancellation
 */
export async function planCommand(args: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<number> {
  const workspace = new NodeWorkspace();
  const options = await withPairs(parseRunOptions(args), workspace);
  const records = new SourceRecords(workspace);
  const store = ProjectStore.for(options.files[0] ?? process.cwd(), process.cwd());
  const opened = await openRun(options, workspace, records, terminal, forSaleOf(options, store, records));
  const { jobs: chosen, share } = await chosenOf(options, store, opened, terminal);
  const small = openSmallModel(options, terminal);
  try {
    const hasLarge = options.cap !== 0;
    const { jobs, leftOut } = await withoutUnserved(options, chosen, small, hasLarge, terminal);
    const languages = await notesOf(jobs, small, hasLarge);
    const { cap, unit, period, price, largeModel } = options;
    const segments = jobs.flatMap(({ job }) => job.preparation.segments);
    const planned = await planJobs({
      store,
      jobs,
      small,
      smallName: smallModelName(options.modelFolder, options.search),
      languages,
      caps: cap === undefined ? [] : [{ unit, period, limit: cap }],
      share,
      price,
      paid: await paidAmong(store, segments, largeModel),
      instructions: instructionsFor,
      progress: (done, total) => terminal.status(`Estimating ${done} of ${total} strings`),
      signal,
    });
    if (options.json) terminal.json({ ...planJson(planned, languages), leftOut });
    else printPlan(planned, languages, terminal, options.all);
    return EXIT.done;
  } finally {
    small.dispose();
    await store.close();
  }
}

function planJson(planned: JobsPlan, languages: readonly LanguageNote[]): object {
  const { decisions, plan, segments, existing, reused, copied, drafts } = planned;
  const { largeCount, estimatedCost, predictedGain } = plan;
  const summary = { segments, drafts, existing, reused, copied, large: largeCount, estimatedCost, predictedGain };
  return { plan: summary, languages: languages.map(languageJson), decisions: decisions.map(toJson) };
}

function printPlan(planned: JobsPlan, languages: readonly LanguageNote[], terminal: Terminal, all: boolean): void {
  const { decisions, plan, segments, existing, reused, copied, drafts } = planned;
  terminal.status("");
  const mean = plan.largeCount ? plan.predictedGain / plan.largeCount : 0;
  terminal.out(
    `${inEnglish("{0, plural, one {# string} other {# strings}}", segments)}${drafts > 0 ? `, ${drafts} of them drafts` : ""} · ${existing} translated already · ${copied > 0 ? `${copied} without words to translate · ` : ""}${reused} reused · ` +
      `${segments - reused - plan.largeCount} local · ` +
      `${plan.largeCount} worth the large model (predicted +${mean.toFixed(1)} each) · estimated ${dollars(plan.estimatedCost)}`,
  );
  printLanguages(languages, decisions, terminal);
  terminal.out("");
  printDecisions(decisions, terminal, { all, targets: false });
  terminal.out("");
  const beyond = decisions.filter(({ outcome }) => outcome === "flagged").length - plan.largeCount;
  if (beyond > 0) terminal.out(`${beyond} more would be worth it within the share, but are beyond the budget.`);
  const elsewhere = decisions.find(({ predicted }) => predicted.calibratedOn)?.predicted.calibratedOn;
  if (elsewhere)
    terminal.out(
      `Gains for languages other than ${elsewhere.join(", ")} are less certain: the probe was calibrated on these.`,
    );
  terminal.out("Nothing was written, and nothing was sent.");
}
