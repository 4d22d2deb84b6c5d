import { dirname, resolve } from "node:path";
import { choice, RouteLmtError, said, throwIfCancelled } from "../core/errors.js";
import { formatFor } from "../core/formats/registry.js";
import { answering } from "../core/language/answer.js";
import type { LanguageTag } from "../core/language/tag.js";
import { saidLanguage } from "../core/language/variety.js";
import type { ProjectFiles } from "../core/project/file-groups.js";
import { type LanguageState, languageStateSteps } from "../core/status/language-state.js";
import { languagesOfGroup, type ProjectLanguage } from "../core/status/project-languages.js";
import { inSlices } from "../node/in-slices.js";
import { findProject } from "./find-project.js";
import { type KnownSettings, ProjectPaths } from "./project-paths.js";
import type { SourceRecords } from "./source-records.js";
import { readSourceText, type SourceText } from "./source-text.js";
import { type TargetChoice, toldTarget } from "./target-of.js";
import type { Workspace } from "./workspace.js";

/** Languages to look at, and where their files are. */
export interface LanguageScope extends TargetChoice {
  /** Languages to include even if they have no files. */
  readonly targets: readonly LanguageTag[];
}

/** Files and languages to look at. */
export interface ProjectScope extends LanguageScope {
  readonly folder: string;
  /** Empty for every existing language. */
  readonly targets: readonly LanguageTag[];
}

/** The state of one language of some files. */
export interface StateReport extends ProjectLanguage {
  readonly state: LanguageState;
  /** The keys of the file are source texts, see {@link readSourceText}. */
  readonly keysAreTexts?: true;
}

/** A file that cannot be read; without a language if not even its languages are known. */
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
  /** Source files, with or without translations. */
  readonly sources: readonly string[];
}

/**
 * The state of every language of a project. A file that cannot be read is reported, and the others go on.
 *
 * @throws {RouteLmtError} `file-missing` when there is no such folder or nothing in it; `cancelled`
 */
export async function projectStatus(
  workspace: Workspace,
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
  // Of all languages of a file, the source is read once.
  let last: { readonly path: string; readonly text: Promise<SourceText | undefined> } | undefined;
  const sourceText = (path: string): Promise<SourceText | undefined> => {
    if (last?.path !== path) last = { path, text: readSourceText(workspace, path, scope.source) };
    return last.text;
  };
  const groups = await findGroups(workspace, scope);
  const known: KnownSettings = new Map();
  for (const group of groups) {
    await attempt(group.path, undefined, async () => {
      for (const one of wantedOf(await languagesIn(workspace, group, scope, known), scope.targets)) {
        await attempt(one.target, one.language, async () => {
          const source = await sourceText(one.source);
          const state = await stateFrom(workspace, records, one, { from: scope.source, text: source?.text ?? "" });
          const isFromKeys = source?.keysAreTexts;
          states.push({ ...one, state, ...(isFromKeys ? { keysAreTexts: true } : {}) });
        });
      }
    });
  }
  return { states, failed, sources: groups.map(({ path }) => path) };
}

/**
 * Every language of a project: the existing ones, or the requested ones.
 *
 * @throws {RouteLmtError} `file-missing` when there is no such folder or nothing in it, and as {@link languagesIn}
 */
export async function languagesOfProject(workspace: Workspace, scope: ProjectScope): Promise<ProjectLanguage[]> {
  const found: ProjectLanguage[] = [];
  const known: KnownSettings = new Map();
  for (const group of await findGroups(workspace, scope))
    found.push(...wantedOf(await languagesIn(workspace, group, scope, known), scope.targets));
  return found;
}

/** The requested languages, or those that stand in for one; all if none is requested. */
function wantedOf(languages: readonly ProjectLanguage[], targets: readonly LanguageTag[]): readonly ProjectLanguage[] {
  const tags = languages.map(({ language }) => language);
  const wanted = new Set(targets.map((target) => answering(target, tags)));
  return targets.length === 0 ? languages : languages.filter(({ language }) => wanted.has(language));
}

async function findGroups(
  workspace: Workspace,
  { folder, source, targets }: ProjectScope,
): Promise<readonly ProjectFiles[]> {
  const groups = await findProject(workspace, folder, [source, ...targets]);
  if (groups.length > 0) return groups;
  const isThere = (await workspace.stampOf(folder)) !== undefined;
  throw new RouteLmtError(
    "file-missing",
    isThere
      ? said`No files with translations were found in ${resolve(folder)}`
      : said`There is no folder ${resolve(folder)}`,
    said`Name the folder of the project, or its source language with ${choice("source-language")} if it is not ${saidLanguage(source)}.`,
  );
}

/**
 * The languages that a group of files is translated to: the existing ones, and the wanted ones. One whose file is a link
 * to the source file, or to that of another language, is left out.
 *
 * @param known as {@link ProjectPaths.above} takes it
 * @throws {RouteLmtError} as {@link languagesOfGroup}
 */
export async function languagesIn(
  workspace: Workspace,
  group: ProjectFiles,
  scope: LanguageScope,
  known?: KnownSettings,
): Promise<ProjectLanguage[]> {
  const paths = await ProjectPaths.above(workspace, dirname(group.path), known);
  const languages = await languagesOfGroup(group, {
    source: scope.source,
    targets: scope.targets,
    isTargetNamed: (path, text, language) =>
      scope.namedTarget({ format: formatFor(path, text), path, text }, language) !== undefined,
    textOf: async (path) => (await readSourceText(workspace, path, scope.source))?.text,
    targetOf: (path, text, language) =>
      toldTarget(scope, paths, { format: formatFor(path, text), path, text }, language),
  });
  return withoutLinks(workspace, languages, scope.targets);
}

/** Of several names for one file, such as `de.yml` and a link `de-DE.yml`, keeps one: a wanted one if there is. */
async function withoutLinks(
  workspace: Workspace,
  languages: readonly ProjectLanguage[],
  wanted: readonly LanguageTag[],
): Promise<ProjectLanguage[]> {
  const isWanted = (one: ProjectLanguage): number => Number(wanted.includes(one.language));
  const byStamp = new Map<string, string[]>();
  const dropped = new Set<ProjectLanguage>();
  for (const path of new Set(languages.map(({ source }) => source))) {
    const stamp = await workspace.stampOf(path);
    if (stamp !== undefined) byStamp.set(stamp, [...(byStamp.get(stamp) ?? []), path]);
  }
  for (const one of [...languages].sort((a, b) => isWanted(b) - isWanted(a))) {
    const stamp = await workspace.stampOf(one.target);
    if (stamp === undefined) continue;
    const alike = byStamp.get(stamp) ?? [];
    for (const path of alike) if (path !== one.target && (await workspace.isSame(path, one.target))) dropped.add(one);
    byStamp.set(stamp, [...alike, one.target]);
  }
  return languages.filter((one) => !dropped.has(one));
}

/**
 * The state of the translation into a language.
 *
 * @param from the source language
 * @throws {RouteLmtError} `format-malformed`, `format-unknown`, `file-missing`, naming the file
 */
export async function languageStateOf(
  workspace: Workspace,
  records: SourceRecords,
  one: ProjectLanguage,
  from: LanguageTag,
): Promise<LanguageState> {
  const text = (await readSourceText(workspace, one.source, from))?.text ?? "";
  return stateFrom(workspace, records, one, { from, text });
}

/** The same from a source file that was read before. */
async function stateFrom(
  workspace: Workspace,
  records: SourceRecords,
  { language, source, target }: ProjectLanguage,
  { from, text }: { readonly from: LanguageTag; readonly text: string },
): Promise<LanguageState> {
  const there = source === target ? text : (await workspace.read(target))?.text;
  const direction = { source: from, target: language };
  const recorded = await records.recordedIn(target, language);
  const format = formatFor(source, text);
  const pair = { format, source: { path: source, text }, target: { path: target, text: there }, direction };
  return inSlices(languageStateSteps(pair, recorded));
}
