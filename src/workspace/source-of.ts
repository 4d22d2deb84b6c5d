import { dirname } from "node:path";
import { findFormat } from "../core/formats/registry.js";
import type { LanguageTag } from "../core/language/tag.js";
import { absentSource } from "../core/project/absent-source.js";
import { pairFiles, type SourceOf } from "../core/project/pair-files.js";
import { basesOf, readingsOf } from "../core/project/path-shapes.js";
import type { ProjectFolder } from "./project-files.js";
import { ProjectPaths } from "./project-paths.js";
import { readSourceText } from "./source-text.js";
import type { Workspace } from "./workspace.js";

/** The source file of a target file, and the target's language. */
export interface SourceFile {
  readonly source: string;
  readonly language: LanguageTag;
}

/**
 * The source file of a target file, from the settings of other tools, otherwise from the paths of existing files; undefined
 * if the file is not a target.
 *
 * @param from the source language
 */
export async function sourceOf(workspace: Workspace, path: string, from: LanguageTag): Promise<SourceFile | undefined> {
  const paths = await ProjectPaths.above(workspace, dirname(path));
  const fromSettings = paths.sourceOf(path, from);
  if (fromSettings && (await workspace.stampOf(fromSettings.source)) !== undefined) return fromSettings;
  const { project } = paths;
  const inside = project.inside(path);
  const shapes = readingsOf(inside).flatMap(({ shape, language }) => (language === undefined ? [] : [shape]));
  const there = [inside, ...(await project.ofShapes([...shapes, ...shapes.flatMap(basesOf)]))];
  const files = { path, inside, there: [...new Set(there)], isNamed: await isOfNamedFormat(workspace, path) };
  const own = pairOf(files, from) ?? (await absentSourceOf(workspace, project, files, from));
  return own && { source: project.like(path, own.source), language: own.language };
}

/** A file among those that it may belong to. */
interface Among {
  readonly path: string;
  /** The same path within the project, as the following ones. */
  readonly inside: string;
  readonly there: readonly string[];
  readonly isNamed: boolean;
}

function pairOf({ inside, there, isNamed }: Among, from: LanguageTag): SourceOf | undefined {
  return pairFiles(there, from, () => isNamed).sourceOf.get(inside);
}

/** The source file as if it were there, if the keys of its translations are the texts. */
async function absentSourceOf(
  workspace: Workspace,
  project: ProjectFolder,
  files: Among,
  from: LanguageTag,
): Promise<SourceOf | undefined> {
  const absent = absentSource(files.inside, from, files.there);
  if (absent === undefined) return undefined;
  const read = await readSourceText(workspace, project.like(files.path, absent), from).catch(() => undefined);
  return read?.keysAreTexts && pairOf({ ...files, there: [...files.there, absent] }, from);
}

/** Whether paths of this format name their language, as those of code do. */
async function isOfNamedFormat(workspace: Workspace, path: string): Promise<boolean> {
  const named = findFormat(path);
  if (named) return named.isNamed ?? false;
  const text = await workspace.read(path).catch(() => undefined);
  return (text && findFormat(path, text.text)?.isNamed) ?? false;
}
