import { existsSync } from "node:fs";
import { type Cap, dollars } from "#core/routing/cap.js";
import { MemoryLedger } from "#core/routing/ledger.js";
import { draftsIn } from "#core/translate/file-job.js";
import { briefOf, largeOnlyIn } from "#core/translate/language-notes.js";
import { planOnly } from "#core/translate/translate.js";
import { instructionsFor } from "#large-model/instructions.js";
import { NodeWorkspace } from "#node/node-workspace.js";
import { ProjectStore } from "#store/project-store.js";
import { SourceRecords } from "#workspace/source-records.js";
import { EXIT } from "../exit-code.js";
import { parseRunOptions, type RunOptions } from "../options.js";
import { printDecisions, printLanguages, toJson } from "../report.js";
import { withSource } from "../source-language.js";
import type { Terminal } from "../terminal.js";
import { forSaleOf, notesOf, openRun } from "./jobs.js";
import { openSmallModel } from "./small-model.js";

/**
 * `routelmt plan`: the prefill of every missing string and the plan; no writes, no calls.
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
  const segments = jobs.flatMap(({ job }) => job.preparation.segments);
  const [first] = jobs;
  const brief = first ? briefOf(first.job) : { source: options.source, target: options.source };
  const instructions = instructionsFor(brief);
  const budget = {
    share: options.share,
    cap: options.cap === 0 ? 0 : Number.POSITIVE_INFINITY,
    ledger: new MemoryLedger(await capsLeft(store, options)),
    price: options.price,
    instructions,
  };
  const small = openSmallModel(options, terminal);
  try {
    const languages = await notesOf(jobs, small, options.cap !== 0);
    const progress = (done: number, total: number): void => terminal.status(`Estimating ${done} of ${total} strings`);
    const largeOnly = largeOnlyIn(languages);
    const { decisions, plan } = await planOnly(segments, small, { ...budget, largeOnly }, { progress }, signal);
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
    terminal.out("Nothing was written and nobody was called.");
    return EXIT.done;
  } finally {
    small.dispose();
    await store.close();
  }
}

/** What is left of the budget that the options name, as the cap of one run. */
async function capsLeft(store: ProjectStore, { cap, unit, period }: RunOptions): Promise<Cap[]> {
  if (cap === undefined) return [];
  // A plan makes no database where there is none.
  const isCounted = period !== "run" && existsSync(store.path);
  const [used = 0] = isCounted ? await store.book.used([{ unit, period, limit: cap }]) : [];
  return [{ unit, period: "run", limit: Math.max(0, cap - used) }];
}
