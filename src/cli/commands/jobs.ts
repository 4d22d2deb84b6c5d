import type { LanguageTag } from "#core/language/tag.js";
import type { ProjectStore } from "#store/project-store.js";
import { fileProblemText, skipText } from "#workspace/finding-text.js";
import { inEnglish } from "#workspace/localize.js";
import type { JobChoice, OpenJob } from "#workspace/open-jobs.js";
import { type DescribedModel, openRun as open, servedJobs } from "#workspace/operations/open-run.js";
import { refusedNote } from "#workspace/reason-text.js";
import { type ForSale, forSaleIn, saleOf } from "#workspace/runs/for-sale.js";
import type { SourceRecords } from "#workspace/source-records.js";
import type { TargetChoice } from "#workspace/target-of.js";
import type { Workspace } from "#workspace/workspace.js";
import { type FileOptions, namedTarget } from "../file-options.js";
import type { NamedPairs } from "../named-pairs.js";
import type { RunCommandOptions } from "../options.js";
import type { Terminal } from "../terminal.js";

/**
 * Opens every file in its target languages, and warns about strings that are left out.
 *
 * @param forSaleIn which translations of ours the large model may replace
 * @throws {RouteLmtError} as {@link open}
 */
export async function openRun(
  options: RunCommandOptions & NamedPairs,
  workspace: Workspace,
  records: SourceRecords,
  terminal: Terminal,
  forSaleIn?: JobChoice["forSaleIn"],
): Promise<OpenJob[]> {
  const scope = { ...options, ...targetChoice(options), isStaleToo: options.stale, forSaleIn };
  const jobs = await open(workspace, records, scope, options.pairs);
  for (const line of new Set(jobs.flatMap(warningsOf))) terminal.err(`Warning: ${line}`);
  return jobs;
}

/** The jobs without those in languages that nobody named and no model may translate; says which these are. */
export async function withoutUnserved(
  { isTargetTold }: NamedPairs,
  jobs: readonly OpenJob[],
  small: DescribedModel,
  hasLarge: boolean,
  terminal: Terminal,
): Promise<{ readonly jobs: readonly OpenJob[]; readonly leftOut: readonly LanguageTag[] }> {
  const served = await servedJobs(jobs, small, hasLarge || isTargetTold);
  const leftOut = [...new Set(served.unserved.map(({ job }) => job.direction.target))];
  if (leftOut.length > 0)
    terminal.err(
      `Warning: ${leftOut.join(", ")} left out, because the small model does not have them. With --budget, the large model translates them.`,
    );
  return { jobs: served.jobs, leftOut };
}

/** Warnings about a job; they may be the same for several languages of one file. */
function warningsOf({ job, sourcePath }: OpenJob): string[] {
  return [
    ...job.problems.map((problem) => `${job.targetPath}: ${fileProblemText(problem, inEnglish)}`),
    ...job.preparation.skipped.map(
      ({ key, reason }) => `${sourcePath}: ${key.join(".")} is left out: ${skipText(reason, inEnglish)}`,
    ),
  ];
}

/** The target path from `--out`. */
export function targetChoice(options: FileOptions): TargetChoice {
  return { source: options.source, namedTarget: (_source, target) => namedTarget(options, target) };
}

/** With `--buy`, which translations of ours may be replaced. */
export function forSaleOf(
  { buy }: RunCommandOptions,
  store: ProjectStore,
  records: SourceRecords,
): JobChoice["forSaleIn"] {
  return buy ? (path, language) => forSaleIn(store, records, path, language) : undefined;
}

/** With `--buy`, the jobs reduced to what is missing and for sale, and how much of it may be bought; says what is held. */
export async function chosenOf(
  { buy, share, isShareTold, largeModel: model }: RunCommandOptions,
  store: ProjectStore,
  jobs: readonly OpenJob[],
  terminal: Terminal,
): Promise<Pick<ForSale, "jobs" | "share">> {
  if (!buy) return { jobs, share };
  const told = isShareTold ? share : undefined;
  const sale = await saleOf(store, jobs, { model, isWithMissing: true, share: told, shareOfMissing: share });
  const refused = refusedNote(sale.refused, inEnglish);
  if (refused !== undefined) terminal.err(`${refused}. Another --large-model may do better.`);
  return sale;
}
