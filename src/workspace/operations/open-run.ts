import type { ModelDirection } from "#core/language/directions.js";
import type { FormalitySetting } from "#core/language/formality.js";
import { FormalityChooser } from "#core/memory/formality-chooser.js";
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
  readonly targets: readonly string[];
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
