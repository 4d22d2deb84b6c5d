import { dirname } from "node:path";
import type { LanguageTag } from "../core/language/tag.js";
import { sourcePaths } from "../core/project/target-path.js";
import { ToolLayout } from "./tool-layout.js";
import type { Workspace } from "./workspace.js";

/** The source file of a target file, and the target's language. */
export interface SourceFile {
  readonly source: string;
  readonly language: LanguageTag;
}

/**
 * The source file of a target file: where the settings of other tools say, else in the first of some
 * languages in which there is one; undefined when the file is no target.
 *
 * @param from the source language
 */
export async function sourceOf(
  workspace: Workspace,
  path: string,
  from: LanguageTag,
  languages: readonly LanguageTag[],
): Promise<SourceFile | undefined> {
  const isThere = async (source: string): Promise<boolean> => (await workspace.stampOf(source)) !== undefined;
  const told = (await ToolLayout.above(workspace, dirname(path))).sourceOf(path, from);
  if (told && (await isThere(told.source))) return told;
  for (const language of languages) {
    if (language === from) continue;
    for (const source of sourcePaths(path, language, from)) if (await isThere(source)) return { source, language };
  }
  return undefined;
}
