import { dirname, resolve } from "node:path";
import { RouteLmtError } from "../core/errors.js";
import type { LanguageTag } from "../core/language/tag.js";
import { ProjectPaths, type ReadSource } from "./project-paths.js";
import type { Workspace } from "./workspace.js";

/** How to find target files. */
export interface TargetChoice {
  /** Language of the source file. */
  readonly source: LanguageTag;
  /** The target file that a person named for a language, by an option or a setting, if any. */
  namedTarget(source: ReadSource, target: LanguageTag): string | undefined;
}

/**
 * The target file of a source file: the one that a person named, otherwise as {@link ProjectPaths.targetFileOf} finds
 * it.
 *
 * @throws {RouteLmtError} `language-unknown` if nothing names it; `option-invalid` when it is the source file, and the
 *   format does not hold both
 */
export async function targetOf(
  workspace: Workspace,
  choice: TargetChoice,
  source: ReadSource,
  target: LanguageTag,
): Promise<string> {
  const paths = await ProjectPaths.above(workspace, dirname(source.path));
  const found = await toldTarget(choice, paths, source, target);
  if (isOneLanguage(source) && (await workspace.isSame(found, source.path))) throw isSource(source.path);
  return found;
}

/**
 * The same for paths that were read before; other names of the source file, such as links, are not noticed.
 *
 * @throws {RouteLmtError} as {@link targetOf}
 */
export async function toldTarget(
  choice: TargetChoice,
  paths: ProjectPaths,
  source: ReadSource,
  target: LanguageTag,
): Promise<string> {
  const found =
    choice.namedTarget(source, target) ?? (await paths.targetFileOf(source, { source: choice.source, target }));
  if (isOneLanguage(source) && resolve(found) === resolve(source.path)) throw isSource(source.path);
  return found;
}

function isOneLanguage({ format }: ReadSource): boolean {
  return format.holds === "one-language";
}

function isSource(path: string): RouteLmtError {
  return new RouteLmtError(
    "option-invalid",
    `Source and target file are both ${path}`,
    "Choose another language, or name another target file.",
  );
}
