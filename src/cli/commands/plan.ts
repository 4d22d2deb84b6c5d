import { dollars } from "#core/routing/cap.js";
import { instructionsFor } from "#large-model/instructions.js";
import { NodeWorkspace } from "#node/node-workspace.js";
import { ProjectStore } from "#store/project-store.js";
import { languageJson } from "#workspace/language-text.js";
import { notesOf } from "#workspace/operations/open-run.js";
import { planJobs } from "#workspace/operations/plan-jobs.js";
import { SourceRecords } from "#workspace/source-records.js";
import { EXIT } from "../exit-code.js";
import { parseRunOptions } from "../options.js";
import { printDecisions, printLanguages, toJson } from "../report.js";
import { withSource } from "../source-language.js";
import type { Terminal } from "../terminal.js";
import { forSaleOf, openRun } from "./jobs.js";
import { openSmallModel } from "./small-model.js";

/**
 * `routelmt plan`: runs the prefill for every missing string and plans; writes and sends nothing.
 *
 * @throws {RouteLmtError} for bad input, an unusable model, and cancellation
 */
export async function planCommand(args: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<number> {
  const workspace = new NodeWorkspace();
  const options = await withSource(parseRunOptions(args), workspace);
  const records = new SourceRecords(workspace);
  const store = ProjectStore.for(options.files[0] ?? process.cwd(), process.cwd());
  const jobs = await openRun(
    options,
    workspace,
    records,
    terminal,
    options.buy ? forSaleOf(store, records) : undefined,
  );
  const small = openSmallModel(options, terminal);
  try {
    const languages = await notesOf(jobs, small, options.cap !== 0);
    const { cap, unit, period, share, price } = options;
    const { decisions, plan, segments, existing, reused, drafts } = await planJobs({
      store,
      jobs,
      small,
      languages,
      caps: cap === undefined ? [] : [{ unit, period, limit: cap }],
      share,
      price,
      instructions: instructionsFor,
      progress: (done, total) => terminal.status(`Estimating ${done} of ${total} strings`),
      signal,
    });
    if (options.json) {
      const { largeCount, estimatedCost, predictedGain } = plan;
      const summary = {
        segments,
        drafts,
        existing,
        reused,
        large: largeCount,
        estimatedCost,
        predictedGain,
      };
      terminal.json({ plan: summary, languages: languages.map(languageJson), decisions: decisions.map(toJson) });
      return EXIT.done;
    }
    terminal.status("");
    const mean = plan.largeCount ? plan.predictedGain / plan.largeCount : 0;
    terminal.out(
      `${segments} strings${drafts > 0 ? `, ${drafts} of them drafts` : ""} · ${existing} translated already · ${reused} from memory · ` +
        `${segments - reused - plan.largeCount} local · ` +
        `${plan.largeCount} worth the large model (predicted +${mean.toFixed(1)} each) · estimated ${dollars(plan.estimatedCost)}`,
    );
    printLanguages(languages, decisions, terminal);
    terminal.out("");
    printDecisions(decisions, terminal, { all: options.all, targets: false });
    terminal.out("");
    const beyond = decisions.filter(({ outcome }) => outcome === "flagged").length - plan.largeCount;
    if (beyond > 0) terminal.out(`${beyond} more would be worth it within the share, but are beyond the budget.`);
    const elsewhere = decisions.find(({ predicted }) => predicted.calibratedOn)?.predicted.calibratedOn;
    if (elsewhere)
      terminal.out(
        `Gains of other languages than ${elsewhere.join(", ")} are less sure: the probe was calibrated on these.`,
      );
    terminal.out("Nothing was written, and nothing was sent.");
    return EXIT.done;
  } finally {
    small.dispose();
    await store.close();
  }
}
