import type { Format } from "../core/formats/format.js";
import { findFormat } from "../core/formats/registry.js";
import type { LanguageTag } from "../core/language/tag.js";
import { groupFiles, type ProjectFiles } from "../core/project/file-groups.js";
import { isInFolder, LOCALE_GLOBS, namedGlobs } from "../core/project/locale-globs.js";
import { describesPackage } from "../core/project/manifests.js";
import type { SourceOf } from "../core/project/pair-files.js";
import {
  basesOf,
  isOfSource,
  languagesInPath,
  readingsOf,
  type Shape,
  sourceReadings,
} from "../core/project/path-shapes.js";
import { pathInside } from "./path-inside.js";
import type { ProjectFolder } from "./project-files.js";
import { ProjectPaths } from "./project-paths.js";
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
  const add = async (found: readonly string[]): Promise<void> => {
    for (const path of found) {
      const format = formats.has(path) ? undefined : await formatOf(workspace, path);
      if (format && (isPlace(path, format) || paths.holds(path, source))) formats.set(path, format);
    }
  };
  await add(await workspace.find(folder, globs));
  const told = new Map<string, SourceOf>();
  for (const path of [...formats.keys()]) {
    const translations = await paths.translationsOf(path, source);
    for (const [target, language] of translations) if (!told.has(target)) told.set(target, { source: path, language });
    await add([...translations.keys()]);
  }
  await add(await besides(paths.project, folder, [...formats.keys()], source));
  return groupsOf(paths, folder, formats, told, source);
}

/** Groups files by their paths within the project. */
function groupsOf(
  paths: ProjectPaths,
  folder: string,
  formats: ReadonlyMap<string, Format>,
  told: ReadonlyMap<string, SourceOf>,
  source: LanguageTag,
): ProjectFiles[] {
  const whole = new Map([...formats.keys()].map((path) => [paths.project.inside(path), path]));
  const pathOf = (inside: string): string => whole.get(inside) ?? paths.project.like(folder, inside);
  const groups = groupFiles([...whole.keys()].sort(), source, {
    formatOf: (inside) => formats.get(pathOf(inside)),
    toldSource: (inside) => {
      const of = paths.sourceOf(pathOf(inside), source) ?? told.get(pathOf(inside));
      return of && { ...of, source: paths.project.inside(of.source) };
    },
  });
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
  for (const path of paths) {
    const inside = project.inside(path);
    for (const { shape } of sourceReadings(inside, source)) if (/\0.*\//s.test(shape)) shapes.add(shape);
    for (const { shape, language } of readingsOf(inside)) {
      if (language !== undefined && !isOfSource(language, source)) for (const base of basesOf(shape)) shapes.add(base);
    }
  }
  const there = await project.ofShapes([...shapes]);
  return there.map((inside) => project.like(folder, inside)).filter((path) => pathInside(folder, path) !== undefined);
}

/** Code counts only in a folder of translations; Qt's files have the same ending. */
function isPlace(path: string, format: Format): boolean {
  return !/\.ts$/i.test(path) || format.holds !== "one-language" || isInFolder(path);
}

/** The format of a file, from its text if the name is not enough; undefined for a file that cannot be read. */
async function formatOf(workspace: Workspace, path: string): Promise<Format | undefined> {
  const named = findFormat(path);
  // Some formats share an ending, whether a file has one language or all.
  if (named && !/\.(?:csv|ini)$|(?:composer|package)\.json$/i.test(path)) return named;
  // Code names its language in its path; its text need not be read.
  if (/\.(?:[cm]?js|php|inc)$/i.test(path) && languagesInPath(path).length === 0) return undefined;
  const text = await workspace.read(path).catch(() => undefined);
  if (text === undefined || describesPackage(path.replace(/^.*[\\/]/, ""), text.text)) return undefined;
  return findFormat(path, text.text);
}
