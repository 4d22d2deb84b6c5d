import { RouteLmtError, throwIfCancelled } from "../core/errors.js";
import { formatFor } from "../core/formats/registry.js";
import type { LanguageTag } from "../core/language/tag.js";
import type { ProjectFiles } from "../core/project/file-groups.js";
import { type LanguageState, languageState } from "../core/status/language-state.js";
import { languagesOfGroup, type ProjectLanguage } from "../core/status/project-languages.js";
import { readTextFile } from "../node/text-file.js";
import { findProject } from "./find-project.js";
import type { SourceRecords } from "./source-records.js";
import { ToolLayout } from "./tool-layout.js";

/** Which files of which languages are looked at. */
export interface ProjectScope {
  readonly folder: string;
  readonly source: LanguageTag;
  /** Empty: every language that there is. */
  readonly targets: readonly LanguageTag[];
}

/** The state of one language of some files. */
export type StateReport = ProjectLanguage & { readonly state: LanguageState };

/** A file that cannot be read; in no language where not even its languages are known. */
export interface FailedReport {
  readonly language: LanguageTag | undefined;
  readonly target: string;
  readonly error: RouteLmtError;
}

/** How far a project is translated. */
export interface ProjectStatus {
  /** In the order of the files, by language. */
  readonly states: readonly StateReport[];
  readonly failed: readonly FailedReport[];
}

/**
 * The state of every language of a project. A file that cannot be read is reported, and the others go on.
 *
 * @throws {RouteLmtError} `file-missing` when there is no such folder or nothing in it; `cancelled`
 */
export async function projectStatus(
  scope: ProjectScope,
  records: SourceRecords,
  signal?: AbortSignal,
): Promise<ProjectStatus> {
  const states: StateReport[] = [];
  const failed: FailedReport[] = [];
  const attempt = async (
    target: string,
    language: LanguageTag | undefined,
    work: () => Promise<void>,
  ): Promise<void> => {
    throwIfCancelled(signal);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof RouteLmtError)) throw error;
      failed.push({ target, language, error });
    }
  };
  const layout = await ToolLayout.above(scope.folder);
  for (const group of await findGroups(scope, layout)) {
    await attempt(group.path, undefined, async () => {
      for (const one of await languagesIn(group, scope, layout)) {
        await attempt(one.target, one.language, async () => {
          states.push({ ...one, state: await stateOf(one, scope.source, records) });
        });
      }
    });
  }
  return { states, failed };
}

async function findGroups({ folder, source, targets }: ProjectScope, layout: ToolLayout): Promise<ProjectFiles[]> {
  const groups = await findProject(folder, [source, ...targets], layout);
  if (groups.length > 0) return groups;
  throw new RouteLmtError(
    "file-missing",
    `No files with translations were found in ${folder}`,
    "Name the folder of the project, or its source language with --from.",
  );
}

async function languagesIn(
  group: ProjectFiles,
  { source, targets }: ProjectScope,
  layout: ToolLayout,
): Promise<ProjectLanguage[]> {
  const found = await languagesOfGroup(group, {
    source,
    targets,
    isTargetNamed: false,
    textOf: async (path) => (await readTextFile(path))?.text,
    targetOf: (path, text, language) => layout.targetFileOf(formatFor(path, text), path, text, source, language),
  });
  return found.filter(({ language }) => targets.length === 0 || targets.includes(language));
}

async function stateOf(
  { language, source, target }: ProjectLanguage,
  from: LanguageTag,
  records: SourceRecords,
): Promise<LanguageState> {
  const text = (await readTextFile(source))?.text ?? "";
  const there = source === target ? text : (await readTextFile(target))?.text;
  const direction = { source: from, target: language };
  const recorded = await records.recordedIn(target, language);
  const format = formatFor(source, text);
  return languageState(format, { path: source, text }, { path: target, text: there }, direction, recorded);
}
