import { isStoreError, type RouteLmtError } from "#core/errors.js";
import type { LanguageTag } from "#core/language/tag.js";
import type { Decision } from "#core/routing/decision.js";
import { firstFailure } from "#core/routing/decision-reason.js";
import type { Cap } from "#core/routing/ledger.js";
import { whyNothingBought } from "#core/routing/nothing-bought.js";
import type { LanguageNote } from "#core/translate/language-notes.js";
import { NodeWorkspace } from "#node/node-workspace.js";
import { smallModelName } from "#small-model/bundled-model.js";
import { ProjectStore } from "#store/project-store.js";
import { notesOf } from "#workspace/operations/open-run.js";
import { type JobRunResult, translateJobs } from "#workspace/runs/translate-jobs.js";
import { SourceRecords } from "#workspace/source-records.js";
import { writableJobs } from "#workspace/write-jobs.js";
import { EXIT, exitCodeOfFailure } from "../exit-code.js";
import { largeModelFor } from "../large-model.js";
import { withPairs } from "../named-pairs.js";
import { parseRunOptions, type RunCommandOptions } from "../options.js";
import { printRun } from "../run-report.js";
import { type Terminal, tell } from "../terminal.js";
import { chosenOf, forSaleOf, openRun, withoutUnserved } from "./jobs.js";
import { openSmallModel } from "./small-model.js";

/**
 * `routelmt translate`: fills in what the target files lack. If it is cancelled, finished translations
 * are written.
 *
 * @throws {RouteLmtError} for bad input (nothing is written), an unusable model, a missing key
 */
export async function translateCommand(
  args: readonly string[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const workspace = new NodeWorkspace();
  const options = await withPairs(parseRunOptions(args), workspace);
  const hasLarge = (options.cap ?? 0) > 0 && options.share > 0;
  const large = largeModelFor(options, hasLarge);
  const records = new SourceRecords(workspace);
  const store = ProjectStore.for(options.files[0] ?? process.cwd(), process.cwd());
  const opened = await openRun(options, workspace, records, terminal, forSaleOf(options, store, records));
  const { jobs: writable, unwritable } = await writableJobs(workspace, records, opened);
  const chosen = await chosenOf(options, store, writable, terminal);
  const small = openSmallModel(options, terminal);
  const { share } = chosen;
  let jobs = chosen.jobs;
  let leftOut: readonly LanguageTag[] = [];
  let languages: readonly LanguageNote[] = [];
  let run: JobRunResult;
  try {
    ({ jobs, leftOut } = await withoutUnserved(options, jobs, small, hasLarge, terminal));
    languages = await notesOf(jobs, small, hasLarge);
    run = await translateJobs({
      workspace,
      records,
      store,
      jobs,
      small,
      smallName: smallModelName(options.modelFolder, options.search),
      large: hasLarge ? large : undefined,
      languages,
      instructions: (brief) => large.instructions(brief),
      options: { share, price: options.price, minimumQuality: options.minimumQuality },
      caps: [capOf(options)],
      command: "translate",
      listener: {
        progress: (done, total) => terminal.status(`Translating ${done} of ${total} strings`),
        withoutHistory: (error) => terminal.err(withoutHistory(error, hasLarge)),
      },
      signal,
    });
  } finally {
    small.dispose();
    terminal.status("");
    await store.close();
  }
  const { decisions, balance, files, failure, historyFailure } = run;
  if (failure !== undefined && decisions.length === 0) throw failure;
  const failed = [...unwritable, ...files.failed];
  printRun(options, terminal, { jobs, decisions, written: files.written, failed, leftOut, languages, balance });
  if (failure !== undefined) {
    if (!isStoreError(failure)) throw failure;
    // The translations are written; a run that could not be stored is no reason to fail if nothing was to be bought.
    tell(terminal, failure);
    if (hasLarge) return EXIT.partial;
  }
  if (hasLarge && historyFailure) return EXIT.partial;
  const notBought = firstFailure(decisions);
  if (notBought) return exitCodeOfFailure(notBought);
  if (hasLarge && isInVain(decisions, options.buy)) return EXIT.partial;
  return failed.length > 0 || leftOut.length > 0 || decisions.some(isOpen) ? EXIT.partial : EXIT.done;
}

/**
 * Whether nothing came of a purchase. A used-up cap is not a failure of a run that translates what is missing, but is
 * one where buying is all that was asked for.
 */
function isInVain(decisions: readonly Decision[], isToBuy: boolean): boolean {
  const why = whyNothingBought(decisions);
  return why === "all-held" || (why === "no-budget" && isToBuy);
}

/** Whether a string has no translation after the run; drafts are left out because the user wants it so. */
function isOpen({ outcome, chosen }: Decision): boolean {
  return outcome === "failed" || (outcome !== "draft" && !chosen);
}

function withoutHistory({ message, advice }: RouteLmtError, hasLarge: boolean): string {
  const loss = hasLarge
    ? "Nothing is bought, because it could not be counted, and this run is not kept."
    : "This run is not kept.";
  return `Warning: ${message}. ${loss} ${advice}`;
}

/** The cap in the options; without one, nothing is bought. */
function capOf({ cap = 0, unit, period }: RunCommandOptions): Cap {
  return { unit, period, limit: cap };
}
