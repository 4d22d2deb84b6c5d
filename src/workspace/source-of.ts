import { dirname } from "node:path";
import { findFormat } from "../core/formats/registry.js";
import type { LanguageTag } from "../core/language/tag.js";
import { pairFiles } from "../core/project/pair-files.js";
import { basesOf, readingsOf } from "../core/project/path-shapes.js";
import { ProjectPaths } from "./project-paths.js";
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
  const told = paths.sourceOf(path, from);
  if (told && (await workspace.stampOf(told.source)) !== undefined) return told;
  const { project } = paths;
  const inside = project.inside(path);
  const shapes = readingsOf(inside).flatMap(({ shape, language }) => (language === undefined ? [] : [shape]));
  const there = [inside, ...(await project.ofShapes([...shapes, ...shapes.flatMap(basesOf)]))];
  const isNamed = await isOfNamedFormat(workspace, path);
  const own = pairFiles([...new Set(there)], from, () => isNamed).sourceOf.get(inside);
  return own && { source: project.like(path, own.source), language: own.language };
}

/** Whether paths of this format name their language, as those of code do. */
async function isOfNamedFormat(workspace: Workspace, path: string): Promise<boolean> {
  const named = findFormat(path);
  if (named) return named.isNamed ?? false;
  const text = await workspace.read(path).catch(() => undefined);
  return (text && findFormat(path, text.text)?.isNamed) ?? false;
}
