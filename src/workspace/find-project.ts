import type { Format } from "../core/formats/format.js";
import { findFormat } from "../core/formats/registry.js";
import { answering } from "../core/language/answer.js";
import type { LanguageTag } from "../core/language/tag.js";
import { absentSource } from "../core/project/absent-source.js";
import { groupFilesSteps, type ProjectFiles, type SourceFiles } from "../core/project/file-groups.js";
import { isInFolder, LOCALE_GLOBS, mayHaveAllLanguages, namedGlobs } from "../core/project/locale-globs.js";
import { pairFilesSteps, type SourceOf } from "../core/project/pair-files.js";
import { basesOf, isOfSource, readingsOf, type Shape, sourceReadings } from "../core/project/path-shapes.js";
import { isUsual, languagesInPath } from "../core/project/path-words.js";
import { arrangesSite, mayArrangeSite } from "../core/project/site-files.js";
import { inSlices, pausing } from "../node/in-slices.js";
import { pathInside } from "./path-inside.js";
import type { ProjectFolder } from "./project-files.js";
import { ProjectPaths } from "./project-paths.js";
import { readSourceText } from "./source-text.js";
import type { Workspace } from "./workspace.js";

/**
 * Finds the files with translations below a folder and groups them; none if there is no such folder.
 *
 * @param languages the source language and others that folders may be called by
 * @returns paths that begin with the folder's
 */
export async function findProject(
  workspace: Workspace,
  folder: string,
  languages: readonly LanguageTag[],
): Promise<ProjectFiles[]> {
  const paths = await ProjectPaths.above(workspace, folder);
  const [source = "en"] = languages;
  const globs = [...LOCALE_GLOBS, ...namedGlobs(languages), ...paths.globsIn(folder)];
  const formats = new Map<string, Format>();
  const pause = pausing();
  const add = async (found: readonly string[]): Promise<void> => {
    for (const path of found) {
      await pause();
      const inside = paths.project.inside(path);
      const isOfLanguage = languagesInPath(inside).some(isUsual) || sourceReadings(inside, source, true).length > 0;
      const file = { path, isOfLanguage };
      const format = formats.has(path) ? undefined : await formatOf(workspace, file, source);
      if (format && (isPlace(file, format) || paths.holds(path, source))) formats.set(path, format);
    }
  };
  await add(await workspace.find(folder, globs));
  const namedSources = new Map<string, SourceOf>();
  for (const path of [...formats.keys()]) {
    const translations = await paths.translationsOf(path, source);
    for (const [target, language] of translations)
      if (!namedSources.has(target)) namedSources.set(target, { source: path, language });
    await add([...translations.keys()]);
  }
  await add(await besides(paths.project, folder, [...formats.keys()], source));
  const absent = await absentSources(workspace, paths.project, formats, { folder, source });
  for (const [path, { format }] of absent) formats.set(path, format);
  const groups = await groupsOf(paths, folder, formats, namedSources, source);
  return groups.map((group) => (isAbsentIn(absent, group) ? { ...group, isAbsent: true } : group));
}

/** Whether the source file of a group is missing; an empty one exists. */
function isAbsentIn(absent: ReadonlyMap<string, AbsentSource>, group: ProjectFiles): group is SourceFiles {
  return group.kind === "source" && absent.get(group.path)?.isThere === false;
}

/** Groups files by their paths within the project. */
async function groupsOf(
  paths: ProjectPaths,
  folder: string,
  formats: ReadonlyMap<string, Format>,
  namedSources: ReadonlyMap<string, SourceOf>,
  source: LanguageTag,
): Promise<ProjectFiles[]> {
  const whole = new Map([...formats.keys()].map((path) => [paths.project.inside(path), path]));
  const pathOf = (inside: string): string => whole.get(inside) ?? paths.project.like(folder, inside);
  const steps = groupFilesSteps([...whole.keys()].sort(), source, {
    formatOf: (inside) => formats.get(pathOf(inside)),
    namedSource: (inside) => {
      const of = paths.sourceOf(pathOf(inside), source) ?? namedSources.get(pathOf(inside));
      return of && { ...of, source: paths.project.inside(of.source) };
    },
  });
  const groups = await inSlices(steps);
  return groups.map((group): ProjectFiles => {
    const path = pathOf(group.path);
    if (group.kind === "both") return { ...group, path, files: group.files.map(pathOf) };
    const targets = new Map([...group.targets].map(([language, target]) => [language, pathOf(target)]));
    return { ...group, path, targets };
  });
}
/**
 * Files that the globs do not find: those in folders of other languages, wherever they are, and source files whose
 * paths name no language.
 */
async function besides(
  project: ProjectFolder,
  folder: string,
  paths: readonly string[],
  source: LanguageTag,
): Promise<string[]> {
  const shapes = new Set<Shape>();
  const pause = pausing();
  for (const path of paths) {
    await pause();
    const inside = project.inside(path);
    for (const { shape } of sourceReadings(inside, source)) if (/\0.*\//s.test(shape)) shapes.add(shape);
    for (const { shape, language } of readingsOf(inside)) {
      if (language !== undefined && !isOfSource(language, source)) for (const base of basesOf(shape)) shapes.add(base);
    }
  }
  const there = await project.ofShapes([...shapes]);
  return there.map((inside) => project.like(folder, inside)).filter((path) => pathInside(folder, path) !== undefined);
}

/** A source file without texts of its own. */
interface AbsentSource {
  readonly format: Format;
  readonly isThere: boolean;
}

/**
 * Source files that are missing or empty because the keys of their translations are the texts, as if they were there.
 */
async function absentSources(
  workspace: Workspace,
  project: ProjectFolder,
  formats: ReadonlyMap<string, Format>,
  { folder, source }: { readonly folder: string; readonly source: LanguageTag },
): Promise<Map<string, AbsentSource>> {
  const inside = new Map([...formats.keys()].map((path) => [project.inside(path), path]));
  const there = [...inside.keys()];
  const isNamed = (name: string): boolean => formats.get(inside.get(name) ?? "")?.isNamed ?? false;
  const { sourceOf, doubles } = await inSlices(pairFilesSteps(there, source, isNamed));
  const pause = pausing();
  const counts = new Map<string, { readonly format: Format; languages: number }>();
  for (const [name, path] of inside) {
    await pause();
    const format = formats.get(path);
    if (format?.holds !== "one-language" || sourceOf.has(name) || doubles.has(name)) continue;
    const absent = absentSource(name, source, there);
    if (absent === undefined) continue;
    const count = counts.get(absent) ?? { format, languages: 0 };
    count.languages++;
    counts.set(absent, count);
  }
  const found = new Map<string, AbsentSource>();
  for (const [name, { format, languages }] of counts) {
    // A single file may be called `in.json` for another reason.
    if (languages === 1 && !isInFolder(name)) continue;
    const path = project.like(folder, name);
    const read = await readSourceText(workspace, path, source).catch(() => undefined);
    const isThere = (await workspace.stampOf(path)) !== undefined;
    if (read?.keysAreTexts) found.set(path, { format, isThere });
  }
  return found;
}

/** A file that the globs find. */
interface FoundFile {
  readonly path: string;
  /** Whether its path within the project names a language, or is that of a source file. */
  readonly isOfLanguage: boolean;
}

/** Code counts only in a folder of translations; Qt's files have the same ending. */
function isPlace({ path, isOfLanguage }: FoundFile, format: Format): boolean {
  if (format.holds !== "one-language" || isInFolder(path)) return true;
  return !/\.ts$/i.test(path) && (isOfLanguage || !mayHaveAllLanguages(path));
}

/** Whether a file's name says which format it has: some share an ending, whether a file has one language or all. */
export function isNamedClearly({ path, isOfLanguage }: FoundFile): boolean {
  const others = isOfLanguage ? /\.(?:csv|ini)$/i : /\.(?:csv|ini|jsonc?|toml|ya?ml)$/i;
  return findFormat(path) !== undefined && !others.test(path) && !mayArrangeSite(path);
}

/** The format of a file, from its text if the name is not enough; undefined for a file that cannot be read. */
async function formatOf(
  workspace: Workspace,
  { path, isOfLanguage }: FoundFile,
  source: LanguageTag,
): Promise<Format | undefined> {
  const named = findFormat(path);
  if (isNamedClearly({ path, isOfLanguage })) return named;
  const read = await workspace.read(path).catch(() => undefined);
  if (read === undefined || arrangesSite(path, read.text)) return undefined;
  const format = findFormat(path, read.text);
  // Code with one language names it in its path; in a file with all, the source language is one of them.
  if (!isOfLanguage && format?.holds === "one-language" && /\.(?:[cm]?js|php|inc)$/i.test(path)) return undefined;
  if (!format?.isTree || format.holds !== "all-languages") return format;
  return answering(source, format.languagesIn?.(read.text) ?? []) === undefined ? undefined : format;
}
