import { RouteLmtError, said } from "#core/errors.js";
import type { LanguageNote } from "#core/translate/language-notes.js";
import type { OpenJob } from "../open-jobs.js";
import { notesOf, openRun, pairsOf, servedJobs, unservedError } from "../operations/open-run.js";
import { pathInside } from "../path-inside.js";
import { type ProjectStatus, projectStatus } from "../project-status.js";
import { namedInside } from "./confined.js";
import type { AgentInput } from "./input.js";
import type { AgentCall, AgentProject } from "./project.js";

/**
 * The state of the files and languages of a call.
 *
 * @throws {RouteLmtError} `option-invalid` for a file outside the project, `file-missing` for one that is not a
 *   source file of it, and as {@link projectStatus}
 */
export async function statusOf(
  project: AgentProject,
  input: AgentInput,
  { signal }: AgentCall,
): Promise<ProjectStatus> {
  const { workspace, folder, source, records, namedTarget } = project;
  const languages = input.languages ?? project.targets;
  const scope = { folder, source, targets: languages, namedTarget };
  const status = await projectStatus(workspace, scope, records, signal);
  if (!input.files) return status;
  const wanted = new Set<string>();
  for (const path of input.files) wanted.add(await namedInside(folder, path));
  const isWanted = (path: string): boolean => wanted.has(path);
  const states = status.states.filter((one) => isWanted(one.source) || isWanted(one.target));
  const failed = status.failed.filter(({ target }) => isWanted(target));
  const known = new Set([...states.flatMap((one) => [one.source, one.target]), ...failed.map(({ target }) => target)]);
  const other = [...wanted].find((path) => !known.has(path));
  if (other === undefined) return { ...status, states, failed };
  throw new RouteLmtError(
    "file-missing",
    said`${pathInside(folder, other) ?? other} is not a source file of this project with a language to translate to`,
    said`Look at the files of the status tool, or name languages, too.`,
  );
}

/** Opened jobs, with remarks on their languages. */
export interface AgentJobs {
  readonly jobs: readonly OpenJob[];
  readonly languages: readonly LanguageNote[];
  /** Files that cannot be read, and those in languages that nobody named and no model may translate. */
  readonly failed: ProjectStatus["failed"];
}

/**
 * Opens the jobs of a call; the small model is started only if needed.
 *
 * @param hasLarge whether the large model may be asked for languages that the small one does not have
 * @throws {RouteLmtError} as {@link statusOf}, {@link openRun} and {@link languageNotes}
 */
export async function openFor(
  project: AgentProject,
  input: AgentInput,
  call: AgentCall,
  hasLarge: boolean,
): Promise<AgentJobs> {
  const { states, failed } = await statusOf(project, input, call);
  const pairs = pairsOf(
    states.filter(({ state }) => state.missing.length > 0 || (input.stale && state.stale.length > 0)),
  );
  const files = pairs.map(({ source }) => source);
  const targets = [...new Set(pairs.flatMap((one) => one.targets))];
  const { source, namedTarget, memories, termbases, formality, writeDrafts } = project;
  const fixed = { source, namedTarget, memories, termbases, formality, writeDrafts };
  const scope = { ...fixed, files, targets, isStaleToo: input.stale };
  const opened = await openRun(project.workspace, project.records, scope, pairs);
  const isNamed = input.languages !== undefined || project.targets.length > 0;
  const { jobs, unserved } = await servedJobs(opened, project.small, hasLarge || isNamed);
  const languages = await notesOf(jobs, project.small, hasLarge);
  const left = unserved.map((one) => {
    const { targetPath, direction } = one.job;
    return { target: targetPath, language: direction.target, error: unservedError(one) };
  });
  return { jobs, languages, failed: [...failed, ...left] };
}

/** A path as agents see it: relative to the project, with slashes. */
export function shown({ folder }: Pick<AgentProject, "folder">, path: string): string {
  return pathInside(folder, path) ?? path;
}

/** Cuts a list, and counts what is left out. */
export function cut<One>(list: readonly One[], limit: number): { readonly shown: One[]; readonly leftOut: number } {
  const kept = list.slice(0, limit);
  return { shown: kept, leftOut: list.length - kept.length };
}

/** How many strings a translation would fill in, by target file; files without any are left out. Throws as {@link statusOf}. */
export async function missingIn(
  project: AgentProject,
  input: AgentInput,
  call: AgentCall,
): Promise<{ readonly path: string; readonly missing: number }[]> {
  const { states } = await statusOf(project, input, call);
  return states
    .map(({ target, state }) => {
      const stale = input.stale ? state.stale.filter((one) => one.stale?.isOurs).length : 0;
      return { path: shown(project, target), missing: state.missing.length + stale };
    })
    .filter(({ missing }) => missing > 0);
}
