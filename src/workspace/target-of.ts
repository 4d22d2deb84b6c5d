import { basename, dirname, join, resolve } from "node:path";
import { choice, RouteLmtError, said } from "../core/errors.js";
import type { LanguageTag } from "../core/language/tag.js";
import { ProjectPaths, type ReadSource } from "./project-paths.js";
import { sourceOf } from "./source-of.js";
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
 * @throws {RouteLmtError} `language-unknown` if nothing names it, or the file is a translation; `option-invalid` when it
 *   is the source file, and the format does not hold both, or when the translations are in `xlf/`
 */
export async function targetOf(
  workspace: Workspace,
  choice: TargetChoice,
  source: ReadSource,
  target: LanguageTag,
): Promise<string> {
  const paths = await ProjectPaths.above(workspace, dirname(source.path));
  const found = await toldTarget(choice, paths, source, target).catch(async (error: unknown) => {
    throw await named(workspace, source.path, choice.source, error);
  });
  if (isOneLanguage(source) && (await workspace.isSame(found, source.path))) throw isSource(source.path);
  if (choice.namedTarget(source, target) === undefined) await refuseBesideXlf(workspace, source.path, found, target);
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

/**
 * The build of .NET projects makes `Strings.de.resx` of `xlf/Strings.de.xlf` (XliffTasks): a file next to the source
 * would be a second one for the same texts.
 */
async function refuseBesideXlf(workspace: Workspace, path: string, found: string, target: LanguageTag): Promise<void> {
  if (!/\.resx$/i.test(path) || (await workspace.stampOf(found)) !== undefined) return;
  const xlf = join(dirname(path), "xlf", `${basename(path).slice(0, -".resx".length)}.${target}.xlf`);
  if ((await workspace.stampOf(xlf)) === undefined) return;
  throw new RouteLmtError(
    "option-invalid",
    said`The translations of ${path} are in ${xlf}`,
    said`Name ${xlf} instead.`,
  );
}

/** The error for a file that is not a source file; for a translation, it names the source file. */
async function named(workspace: Workspace, path: string, from: LanguageTag, error: unknown): Promise<unknown> {
  if (!(error instanceof RouteLmtError) || error.code !== "language-unknown") return error;
  const own = await sourceOf(workspace, path, from);
  if (!own) return error;
  return new RouteLmtError(
    error.code,
    said`${path} is a translation from ${own.source} into ${own.language}`,
    said`Name ${own.source} instead, or the source language with ${choice("source-language")}.`,
    { cause: error },
  );
}

function isOneLanguage({ format }: ReadSource): boolean {
  return format.holds === "one-language";
}

function isSource(path: string): RouteLmtError {
  return new RouteLmtError(
    "option-invalid",
    said`Source and target file are both ${path}`,
    said`Choose another language, or name another target file.`,
  );
}
