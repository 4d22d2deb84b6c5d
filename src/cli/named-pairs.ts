import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { said } from "#core/errors.js";
import type { LanguageTag } from "#core/language/tag.js";
import type { ProjectLanguage } from "#core/status/project-languages.js";
import { pairsOf, type SourceLanguages } from "#workspace/operations/open-run.js";
import { languagesOfProject } from "#workspace/project-status.js";
import type { Workspace } from "#workspace/workspace.js";
import { invalid } from "./arguments.js";
import type { FileOptions } from "./file-options.js";
import { withSource } from "./source-language.js";

/** A language of a source file. */
type NamedLanguage = Pick<ProjectLanguage, "source" | "language">;

/** What the files and folders that a command was given stand for. */
export interface NamedPairs {
  readonly pairs: readonly SourceLanguages[];
  /** Whether somebody named the languages; otherwise they are those that the files are already translated to. */
  readonly isTargetTold: boolean;
}

/**
 * Finds the project's source language, as {@link withSource}, and the source files of the folders that were named, as
 * `status` does. They have the languages of `--to`; without it, those that they are already translated to.
 *
 * @throws {RouteLmtError} `option-invalid` for options that only a file can have, and for a file without languages;
 *   for a folder as {@link languagesOfProject}
 */
export async function withPairs<Options extends FileOptions>(
  named: Options,
  workspace: Workspace,
): Promise<Options & NamedPairs> {
  const options = await withSource(named, workspace);
  // A file may be named twice, by itself and with its folder.
  const found = new Map<string, NamedLanguage>();
  for (const path of options.files)
    for (const one of (await isFolder(path)) ? await inFolder(path) : ofFile(path)) {
      const name = `${resolve(one.source)} ${one.language}`;
      if (!found.has(name)) found.set(name, one);
    }
  const pairs = pairsOf([...found.values()]);
  const targets: LanguageTag[] = [...new Set(pairs.flatMap((one) => one.targets))];
  return {
    ...options,
    files: pairs.map(({ source }) => source),
    targets,
    pairs,
    isTargetTold: options.targets.length > 0,
  };

  async function inFolder(folder: string): Promise<readonly NamedLanguage[]> {
    if (options.out !== undefined || options.format !== undefined) {
      const name = options.out === undefined ? "--format" : "--out";
      throw invalid(
        said`${name} is about one file, but ${folder} is a folder`,
        said`Name the file, or leave out ${name}.`,
      );
    }
    const { source, targets } = options;
    const languages = await languagesOfProject(workspace, { folder, source, targets, namedTarget: () => undefined });
    if (languages.length > 0) return languages;
    throw invalid(said`No file in ${folder} has a translation yet`, said`Name languages, as in --to de,fr`);
  }

  function ofFile(source: string): readonly NamedLanguage[] {
    if (options.targets.length > 0) return options.targets.map((language) => ({ source, language }));
    throw invalid(said`No target language was named`, said`Add --to with one or more languages, as in --to de,fr`);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
