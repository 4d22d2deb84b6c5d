import type { LanguageTag } from "../core/language/tag.js";
import { isOfSource, languagesInPath } from "../core/project/path-shapes.js";
import { ToolLayout } from "./tool-layout.js";
import type { Workspace } from "./workspace.js";

/** What texts are written in where nothing says another language. */
const USUAL: LanguageTag = "en";

/**
 * The source language where nobody named one: as the settings of other tools say, else English. A file that names English
 * and not their language is English.
 *
 * @param path of a file or folder
 */
export async function sourceLanguageOf(workspace: Workspace, path: string): Promise<LanguageTag> {
  const layout = await ToolLayout.above(workspace, path);
  const told = layout.source ?? USUAL;
  const named = languagesInPath(layout.project.inside(path));
  const isNamed = (language: LanguageTag): boolean => named.some((one) => isOfSource(one, language));
  return !isNamed(told) && isNamed(USUAL) ? USUAL : told;
}
