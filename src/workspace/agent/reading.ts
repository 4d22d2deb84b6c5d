import { existsSync } from "node:fs";
import { RouteLmtError, said } from "#core/errors.js";
import { countStates } from "#core/status/language-state.js";
import { languageLines } from "../language-text.js";
import { inEnglish } from "../localize.js";
import { checkFiles, checkJson, countFindings } from "../operations/check-files.js";
import { pairsOf } from "../operations/open-run.js";
import { planJobs } from "../operations/plan-jobs.js";
import { projectSpending } from "../operations/spending.js";
import { countAll } from "../operations/status-json.js";
import { reportedDecision, reportOf } from "../reports/run-report.js";
import { paidAmong } from "../runs/paid-answers.js";
import type { AgentInput } from "./input.js";
import type { AgentCall, AgentProject } from "./project.js";
import { mayBuy } from "./project.js";
import { cut, openFor, shown, statusOf } from "./scope.js";

/** What is missing, stale and unused, by file and language. */
export async function status(project: AgentProject, input: AgentInput, call: AgentCall): Promise<object> {
  const found = await statusOf(project, input, call);
  const files = found.states.map(({ source, target, language, state }) => ({
    source: shown(project, source),
    target: shown(project, target),
    language,
    counts: countStates([state]),
    missing: cut(state.missing, input.limit).shown.map(({ key }) => key),
    stale: cut(state.stale, input.limit).shown.map(({ key, stale }) => ({ key, byRouteLmt: stale?.isOurs ?? false })),
  }));
  return { project: project.folder, counts: countAll(found), files, failed: failedJson(project, found.failed) };
}

/** What a run would buy, and for how much; nothing is sent or written. */
export async function plan(project: AgentProject, input: AgentInput, call: AgentCall): Promise<object> {
  const { store, small, smallName, share, price, largeModel } = project;
  const { jobs, languages } = await openFor(project, input, call, true);
  const caps = mayBuy(project) ? project.caps : [];
  const instructions = project.instructions.bind(project);
  const { progress, signal } = call;
  const segments = jobs.flatMap(({ job }) => job.preparation.segments);
  const paid = await paidAmong(store, segments, largeModel);
  const how = { caps, share, price, paid, instructions, progress, signal };
  const made = await planJobs({ store, jobs, small, smallName, languages, ...how });
  const { largeCount, estimatedCost, predictedGain } = made.plan;
  const worth = made.decisions
    .filter(({ outcome }) => outcome === "flagged")
    .toSorted((a, b) => b.predicted.gain - a.predicted.gain)
    .map((one) => reportedDecision(fileOf(one.segment.id, project, jobs), one));
  const listed = cut(worth, input.limit);
  return {
    project: project.folder,
    summary: {
      strings: made.segments,
      reused: made.reused,
      drafts: made.drafts,
      worthLargeModel: worth.length,
      inPlan: largeCount,
      estimatedCost,
      predictedGain,
    },
    caps: await capsJson(project),
    notes: languages.flatMap((note) => languageLines(note, inEnglish)),
    worth: listed.shown,
    leftOut: listed.leftOut,
  };
}

/** What the checks find in the existing translations. */
export async function check(project: AgentProject, input: AgentInput, call: AgentCall): Promise<object> {
  const { workspace, records, source, namedTarget, termbases } = project;
  const pairs = pairsOf((await statusOf(project, input, call)).states);
  const reports = await checkFiles(workspace, records, { source, namedTarget, termbases, pairs }, call.signal);
  const counts = countFindings(reports);
  let left = input.limit;
  const files = reports.map((report) => {
    const { shown: findings } = cut(report.findings, left);
    left -= findings.length;
    return checkJson({ ...report, path: shown(project, report.path), findings });
  });
  const total = counts.errors + counts.warnings;
  return { project: project.folder, counts, files, leftOut: Math.max(0, total - input.limit) };
}

/** Every decision of a run with its reason and price. */
export async function report(project: AgentProject, input: AgentInput): Promise<object> {
  const made = existsSync(project.store.path) ? await reportOf(project.store, input.run) : undefined;
  if (!made)
    throw new RouteLmtError(
      "option-invalid",
      said`There is no such run in this project`,
      said`Translate something first.`,
    );
  const { run, counts, paid, inDoubt } = made;
  const { shown: decisions, leftOut } = cut(made.decisions, input.limit);
  return { project: made.project, run, counts, paid, inDoubt, decisions, leftOut };
}

/** What was spent and on what, and what is left. */
export async function ledger(project: AgentProject, input: AgentInput): Promise<object> {
  const { store } = project;
  // Reading must not create a database.
  const entries = existsSync(store.path) ? await store.book.entries() : [];
  const spending = existsSync(store.path) ? await projectSpending(store, entries) : {};
  const { shown: requests, leftOut } = cut(entries.toReversed(), input.limit);
  const caps = await capsJson(project);
  return { project: store.root, database: store.path, caps, spending, requests, leftOut };
}

/** The user's caps and what was used of them; empty if nothing can be bought. */
export async function capsJson({ caps, store }: AgentProject): Promise<object[]> {
  const lasting = caps.filter(({ period }) => period !== "run");
  const used = lasting.length > 0 && existsSync(store.path) ? await store.book.used(lasting) : [];
  return caps.map((cap) => ({ ...cap, used: used[lasting.indexOf(cap)] ?? 0 }));
}

/** The target file of a segment, by the path that agents see. */
export function fileOf(id: string, project: AgentProject, jobs: Awaited<ReturnType<typeof openFor>>["jobs"]): string {
  const job = jobs.find(({ job }) => job.preparation.segments.some(({ segment }) => segment.id === id));
  return job ? shown(project, job.job.targetPath) : "";
}

/** Files that could not be read or written. */
export function failedJson(
  project: AgentProject,
  failed: readonly ({ readonly error: RouteLmtError } & ({ readonly target: string } | { readonly path: string }))[],
): object[] {
  return failed.map((one) => {
    const { code, message, advice } = one.error;
    return { path: shown(project, "path" in one ? one.path : one.target), code, message, advice };
  });
}
