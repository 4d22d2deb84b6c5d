import type { Decision } from "#core/routing/decision.js";
import { failureOf, type PurchaseFailure } from "#core/routing/decision-reason.js";
import { briefOf, type LanguageNote } from "#core/translate/language-notes.js";
import { type RunResult, run } from "#core/translate/translate.js";
import { NodeWorkspace } from "#node/node-workspace.js";
import { inEnglish } from "#workspace/localize.js";
import type { OpenJob } from "#workspace/open-jobs.js";
import { failureText } from "#workspace/reason-text.js";
import { SourceRecords } from "#workspace/source-records.js";
import { type WrittenJob, type WrittenJobs, writableJobs, writeJobs } from "#workspace/write-jobs.js";
import { EXIT, exitCodeOfFailure } from "../exit-code.js";
import { largeModelFor } from "../large-model.js";
import { parseRunOptions, type RunOptions } from "../options.js";
import { countOutcomes, dollars, printDecisions, printLanguages, toJson } from "../report.js";
import { printSummary } from "../summary.js";
import { type Terminal, tell } from "../terminal.js";
import { notesOf, openRun } from "./jobs.js";
import { openSmallModel } from "./small-model.js";

/**
 * `routelmt translate`: fills what the target files lack. When it is cancelled, what was finished
 * is written.
 *
 * @throws {RouteLmtError} for bad input (nothing is written), an unusable model, a missing key
 */
export async function translateCommand(
  args: readonly string[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const options = parseRunOptions(args);
  const large = largeModelFor(options);
  const workspace = new NodeWorkspace();
  const records = new SourceRecords(workspace);
  const opened = await openRun(options, workspace, records, terminal);
  const { jobs, unwritable } = await writableJobs(workspace, records, opened);
  const segments = jobs.flatMap(({ job }) => job.preparation.segments);
  const [first] = jobs;
  const brief = first ? briefOf(first.job) : { source: options.source, target: options.source };
  const budget = {
    share: options.share,
    cap: options.cap ?? 0,
    price: options.price,
    instructions: large.instructions(brief),
    minimumQuality: options.minimumQuality,
  };
  const small = openSmallModel(options, terminal);
  const decisions = new Map<string, Decision>();
  const listener = {
    progress: (done: number, total: number): void => terminal.status(`Translating ${done} of ${total} strings`),
    decided: (decision: Decision): void => void decisions.set(decision.segment.id, decision),
  };
  let result: RunResult | undefined;
  let languages: readonly LanguageNote[] = [];
  let failure: unknown;
  try {
    languages = await notesOf(jobs, small);
    result = await run(segments, small, budget.cap > 0 ? large : undefined, budget, listener, signal);
  } catch (error) {
    failure = error;
  } finally {
    small.dispose();
    terminal.status("");
  }
  const finished = result?.decisions ?? [...decisions.values()];
  if (failure !== undefined && finished.length === 0) throw failure;
  const files = await writeJobs(workspace, records, jobs, finished);
  const failed = [...unwritable, ...files.failed];
  report(options, terminal, { jobs, decisions: finished, written: files.written, failed, languages, result });
  if (failure !== undefined) throw failure;
  const notBought = firstFailure(finished);
  if (notBought) return exitCodeOfFailure(notBought);
  const isIncomplete = failed.length > 0 || finished.some(({ outcome }) => outcome === "failed");
  return isIncomplete ? EXIT.partial : EXIT.done;
}

interface Report extends WrittenJobs {
  readonly jobs: readonly OpenJob[];
  readonly decisions: readonly Decision[];
  readonly languages: readonly LanguageNote[];
  readonly result: RunResult | undefined;
}

function report(
  options: RunOptions,
  terminal: Terminal,
  { jobs, decisions, written, failed, languages, result }: Report,
): void {
  for (const { error } of failed) tell(terminal, error);
  if (options.json) {
    const unwritten = failed.map(({ path, error: { code, message } }) => ({ path, code, message }));
    const { balance } = result ?? {};
    const all = { files: written, failed: unwritten, languages, balance, decisions: decisions.map(toJson) };
    terminal.json(all);
    return;
  }
  printLanguages(languages, terminal);
  if (options.all) printDecisions(decisions, terminal, { all: true, targets: true });
  else printSummary(decisions, { existing: existingIn(jobs), largeModel: options.largeModel }, terminal);
  terminal.out("");
  for (const one of written) terminal.out(`${one.path}: ${describe(one)}`);
  const spent = result ? ` Spent ${dollars(result.balance.settled.usd)} of ${dollars(options.cap ?? 0)}.` : "";
  terminal.out(`${countOutcomes(decisions)}.${spent}`);
  const failure = firstFailure(decisions);
  if (failure === undefined) return;
  const advice = failure.code === "provider" ? failure.advice : "The local translations are kept.";
  terminal.err(`Warning: Worth the large model, but not bought: ${failureText(failure, inEnglish)}. ${advice}`);
}

/** Why something could not be bought: a failure of the provider's, before what concerns some strings alone. */
function firstFailure(decisions: readonly Decision[]): PurchaseFailure | undefined {
  const failures = decisions.flatMap(({ reason }) => failureOf(reason) ?? []);
  return failures.find(({ code }) => code === "provider") ?? failures[0];
}

function describe({ values, drafts, draftsLeftOut, overtaken }: WrittenJob): string {
  const nothing = draftsLeftOut > 0 ? "nothing written" : "nothing to fill in";
  const marked = drafts > 0 ? `, ${drafts} of them drafts` : "";
  return [
    values === 0 ? nothing : `${values} values written${marked}`,
    ...(draftsLeftOut > 0 ? [`${draftsLeftOut} drafts left out (--write-drafts)`] : []),
    ...(overtaken.length > 0 ? [`${overtaken.length} edited meanwhile and kept: ${overtaken.join(", ")}`] : []),
  ].join("; ");
}

/** How many translations each language had before. */
function existingIn(jobs: readonly OpenJob[]): Map<string, number> {
  const existing = new Map<string, number>();
  for (const { job } of jobs) {
    const { target } = job.direction;
    existing.set(target, (existing.get(target) ?? 0) + job.preparation.existing);
  }
  return existing;
}
