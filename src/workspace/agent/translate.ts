import { RouteLmtError, said, sayIn } from "#core/errors.js";
import type { Decision, Outcome } from "#core/routing/decision.js";
import { firstFailure } from "#core/routing/decision-reason.js";
import type { Cap } from "#core/routing/ledger.js";
import { whyNothingBought } from "#core/routing/nothing-bought.js";
import type { Plan } from "#core/routing/plan.js";
import type { LargeModel } from "#core/translate/models.js";
import type { Approval } from "#core/translate/translate.js";
import { languageLines } from "../language-text.js";
import { inEnglish } from "../localize.js";
import { failureText } from "../reason-text.js";
import { reportedDecision } from "../reports/run-report.js";
import { type JobRunResult, translateJobs } from "../runs/translate-jobs.js";
import { writableJobs } from "../write-jobs.js";
import type { AgentInput } from "./input.js";
import { type AgentCall, type AgentProject, mayBuy } from "./project.js";
import { capsJson, failedJson, fileOf } from "./reading.js";
import { type AgentJobs, cut, openFor, shown } from "./scope.js";

/** What a person should look at, most urgent first. */
const TO_REVIEW: readonly Outcome[] = ["failed", "held", "draft", "flagged"];

/**
 * Translates what is missing. Buys only with a budget in the call, and never beyond the user's caps.
 *
 * @throws {RouteLmtError} `option-invalid` for a budget where the user allowed none, and what opening and translating
 *   throw
 */
export async function translate(project: AgentProject, input: AgentInput, call: AgentCall): Promise<object> {
  const caps = capsOf(project, input);
  const isToBuy = caps.every(({ limit }) => limit > 0);
  const opened = await openFor(project, input, call, isToBuy);
  const large = isToBuy && opened.jobs.length > 0 ? await project.openLarge() : undefined;
  const { jobs, unwritable } = await writableJobs(project.workspace, project.records, opened.jobs);
  call.opened?.(jobs);
  let answer: Approval = "local";
  const asked = async (plan: Plan): Promise<Approval> => {
    const offer = offerOf(project, plan, { ...opened, jobs }, large as LargeModel);
    answer = (await call.approve?.(offer)) ?? "buy";
    return answer;
  };
  const { store, small, smallName, share, price, minimumQuality, workspace, records } = project;
  const run = await translateJobs({
    workspace,
    records,
    store,
    jobs,
    small,
    smallName,
    large,
    caps,
    command: "agent",
    languages: opened.languages,
    instructions: (brief) => project.instructions(brief),
    options: { share, price, minimumQuality },
    listener: {
      approve: asked,
      ...(call.progress ? { progress: call.progress } : {}),
      ...(call.decided ? { decided: call.decided } : {}),
    },
    signal: call.signal,
  });
  const isCancelled = run.failure instanceof RouteLmtError && run.failure.code === "cancelled";
  if (run.failure !== undefined && (isCancelled || run.decisions.length === 0)) throw run.failure;
  const failed = failedJson(project, [...opened.failed, ...unwritable, ...run.files.failed]);
  return { ...(await resultOf(project, { ...opened, jobs }, run, input)), answer, failed };
}

/**
 * The caps of a call: the user's own, and the budget of the call as one more.
 *
 * @throws {RouteLmtError} `option-invalid`
 */
function capsOf(project: AgentProject, { budget = 0 }: AgentInput): readonly Cap[] {
  if (budget > 0 && !mayBuy(project)) {
    const message = said`A budget was given, but the user lets agents buy nothing; nothing was translated`;
    throw new RouteLmtError("option-invalid", message, project.budgetAdvice);
  }
  return [...project.caps, { unit: project.caps[0]?.unit ?? "usd", period: "run", limit: budget }];
}

function offerOf(
  project: AgentProject,
  { largeCount, estimatedCost, predictedGain }: Plan,
  { jobs }: AgentJobs,
  large: LargeModel,
) {
  return {
    count: largeCount,
    estimatedCost,
    meanGain: predictedGain / Math.max(1, largeCount),
    model: large.name,
    provider: large.provider,
    files: jobs.map(({ job }) => shown(project, job.targetPath)),
  };
}

async function resultOf(
  project: AgentProject,
  { jobs, languages }: AgentJobs,
  { decisions, balance, files, failure, historyFailure }: JobRunResult,
  { limit }: AgentInput,
): Promise<object> {
  const counts: Partial<Record<Outcome, number>> = {};
  for (const { outcome } of decisions) counts[outcome] = (counts[outcome] ?? 0) + 1;
  const listed = cut(toReview(decisions), limit);
  const notBought = reasonNotBought(decisions, failure ?? historyFailure);
  return {
    project: project.folder,
    counts,
    paid: balance.settled.usd,
    inDoubt: balance.reserved.usd,
    caps: historyFailure ? project.caps : await capsJson(project),
    files: files.written.map(({ path, language, values, drafts, draftsLeftOut, overtaken }) => ({
      path: shown(project, path),
      language,
      values,
      drafts,
      draftsLeftOut,
      overtaken,
    })),
    notes: languages.flatMap((note) => languageLines(note, inEnglish)),
    toReview: listed.shown.map((one) => reportedDecision(fileOf(one.segment.id, project, jobs), one)),
    leftOut: listed.leftOut,
    ...(notBought === undefined ? {} : { notBought }),
  };
}

function toReview(decisions: readonly Decision[]): Decision[] {
  const rank = ({ outcome }: Decision): number => TO_REVIEW.indexOf(outcome);
  return decisions
    .filter((one) => rank(one) >= 0)
    .sort((a, b) => rank(a) - rank(b) || b.predicted.gain - a.predicted.gain);
}

/** Why something was not bought as planned, or why the run was interrupted. */
function reasonNotBought(decisions: readonly Decision[], failure: unknown): string | undefined {
  if (failure !== undefined)
    return failure instanceof RouteLmtError ? `${failure.message}. ${failure.advice}` : String(failure);
  const first = firstFailure(decisions);
  if (!first && whyNothingBought(decisions) === "all-held")
    return "The checks refused every answer of the large model, which was paid for; toReview has the reasons.";
  if (!first) return undefined;
  return `${failureText(first, inEnglish)}.${first.code === "provider" ? ` ${sayIn(first.cure)}` : ""}`;
}
