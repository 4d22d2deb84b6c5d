import { draftsIn } from "#core/translate/file-job.js";
import { briefOf } from "#core/translate/language-notes.js";
import { planOnly } from "#core/translate/translate.js";
import { instructionsFor } from "#large-model/instructions.js";
import { NodeWorkspace } from "#node/node-workspace.js";
import { SourceRecords } from "#workspace/source-records.js";
import { EXIT } from "../exit-code.js";
import { parseRunOptions } from "../options.js";
import { dollars, printDecisions, printLanguages, toJson } from "../report.js";
import type { Terminal } from "../terminal.js";
import { notesOf, openRun } from "./jobs.js";
import { openSmallModel } from "./small-model.js";

/**
 * `routelmt plan`: the prefill of every missing string and the plan; no writes, no calls.
 *
 * @throws {RouteLmtError} for bad input, an unusable model, and cancellation
 */
export async function planCommand(args: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<number> {
  const options = parseRunOptions(args);
  const workspace = new NodeWorkspace();
  const jobs = await openRun(options, workspace, new SourceRecords(workspace), terminal);
  const segments = jobs.flatMap(({ job }) => job.preparation.segments);
  const [first] = jobs;
  const brief = first ? briefOf(first.job) : { source: options.source, target: options.source };
  const instructions = instructionsFor(brief);
  const budget = {
    share: options.share,
    cap: options.cap ?? Number.POSITIVE_INFINITY,
    price: options.price,
    instructions,
  };
  const small = openSmallModel(options, terminal);
  try {
    const languages = await notesOf(jobs, small);
    const progress = (done: number, total: number): void => terminal.status(`Estimating ${done} of ${total} strings`);
    const { decisions, plan } = await planOnly(segments, small, budget, { progress }, signal);
    const existing = jobs.reduce((sum, { job }) => sum + job.preparation.existing, 0);
    const reused = decisions.filter(({ outcome }) => outcome === "memory").length;
    // What else becomes a draft is seen when it is translated.
    const drafts = jobs.reduce((sum, { job }) => sum + draftsIn(job), 0);
    if (options.json) {
      const { largeCount, estimatedCost, predictedGain } = plan;
      const summary = {
        segments: segments.length,
        drafts,
        existing,
        reused,
        large: largeCount,
        estimatedCost,
        predictedGain,
      };
      terminal.json({ plan: summary, languages, decisions: decisions.map(toJson) });
      return EXIT.done;
    }
    terminal.status("");
    const mean = plan.largeCount ? plan.predictedGain / plan.largeCount : 0;
    terminal.out(
      `${segments.length} strings${drafts > 0 ? `, ${drafts} of them drafts` : ""} · ${existing} translated already · ${reused} from memory · ` +
        `${segments.length - reused - plan.largeCount} local · ` +
        `${plan.largeCount} worth the large model (predicted +${mean.toFixed(1)} each) · estimated ${dollars(plan.estimatedCost)}`,
    );
    printLanguages(languages, terminal);
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
    terminal.out("Nothing was written and nobody was called.");
    return EXIT.done;
  } finally {
    small.dispose();
  }
}
