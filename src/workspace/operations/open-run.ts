import { RouteLmtError, said } from "#core/errors.js";
import { findDirection, type ModelDirection } from "#core/language/directions.js";
import type { FormalitySetting } from "#core/language/formality.js";
import type { LanguageTag } from "#core/language/tag.js";
import { FormalityChooser } from "#core/memory/formality-chooser.js";
import type { ProjectLanguage } from "#core/status/project-languages.js";
import { type LanguageNote, languageNotes, needsModel } from "#core/translate/language-notes.js";
import { type KnowledgeSources, openKnowledge } from "../knowledge.js";
import { type JobChoice, type OpenJob, openJobs } from "../open-jobs.js";
import type { SourceRecords } from "../source-records.js";
import type { Workspace } from "../workspace.js";

/** Files and languages of a run, and what is known for translating them. */
export interface RunScope extends JobChoice, Omit<KnowledgeSources, "source"> {
  readonly formality: FormalitySetting;
}

/** The languages that a source file is translated to. */
export interface SourceLanguages {
  readonly source: string;
  readonly targets: readonly LanguageTag[];
}

/** The languages of each source file. */
export function pairsOf(languages: readonly Pick<ProjectLanguage, "source" | "language">[]): SourceLanguages[] {
  const pairs = new Map<string, LanguageTag[]>();
  for (const { source, language } of languages) pairs.set(source, [...(pairs.get(source) ?? []), language]);
  return [...pairs].map(([source, targets]) => ({ source, targets }));
}

/**
 * Opens the jobs of a run with the memory, the terms and the form of address of its project.
 *
 * @param pairs the languages of each file; if omitted, every file in every language
 * @throws {RouteLmtError} as {@link openKnowledge} and {@link openJobs}
 */
export async function openRun(
  workspace: Workspace,
  records: SourceRecords,
  scope: RunScope,
  pairs?: readonly SourceLanguages[],
): Promise<OpenJob[]> {
  const known = await openKnowledge(workspace, scope);
  const knowledge = { ...known, formality: new FormalityChooser(scope.formality, known.memory) };
  const jobs: OpenJob[] = [];
  for (const { source, targets } of pairs ?? scope.files.map((source) => ({ source, targets: scope.targets }))) {
    jobs.push(...(await openJobs(workspace, records, knowledge, { ...scope, files: [source], targets })));
  }
  return jobs;
}

/** A small model that says which languages it has. */
export interface DescribedModel {
  describe(): Promise<{ readonly name: string; readonly directions: readonly ModelDirection[] }>;
}

/**
 * Remarks on the languages of a run. The small model is started for this only if the run needs it.
 *
 * @param hasLarge whether the large model may be asked for languages that the small one does not have
 * @throws {RouteLmtError} as {@link languageNotes}, and what describing the small model throws
 */
export async function notesOf(
  jobs: readonly OpenJob[],
  small: DescribedModel,
  hasLarge: boolean,
): Promise<LanguageNote[]> {
  const needing = jobs.map(({ job }) => job).filter(needsModel);
  return needing.length > 0 ? languageNotes(needing, await small.describe(), hasLarge) : [];
}

/** Jobs that some model can do, and those that none can. */
export interface ServedJobs {
  readonly jobs: readonly OpenJob[];
  readonly unserved: readonly OpenJob[];
}

/**
 * Sets apart the jobs in languages that the small model does not have, if no large model may be asked: where nobody named the
 * languages, those are no reason to do nothing. Throws what describing the small model throws.
 */
export async function servedJobs(
  jobs: readonly OpenJob[],
  small: DescribedModel,
  hasLarge: boolean,
): Promise<ServedJobs> {
  if (hasLarge || !jobs.some(({ job }) => needsModel(job))) return { jobs, unserved: [] };
  const { directions } = await small.describe();
  const isServed = ({ job }: OpenJob): boolean =>
    !needsModel(job) || findDirection(job.direction, directions) !== undefined;
  return { jobs: jobs.filter(isServed), unserved: jobs.filter((one) => !isServed(one)) };
}

/** The error for a language that {@link servedJobs} set apart. */
export function unservedError({ job }: OpenJob): RouteLmtError {
  return new RouteLmtError(
    "direction-unsupported",
    said`The small model does not have ${job.direction.target}`,
    said`Give a budget to have the large model translate it, or name the languages that you want.`,
  );
}
