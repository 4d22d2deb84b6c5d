import { namingFile } from "../formats/read-file.js";
import { formatFor } from "../formats/registry.js";
import { answering } from "../language/answer.js";
import { isPseudoLocale } from "../language/pseudo-locale.js";
import type { LanguageTag } from "../language/tag.js";
import type { ProjectFiles } from "../project/file-groups.js";
import { languagesInPath } from "../project/path-words.js";

/** A target language of a group of files. */
export interface ProjectLanguage {
  readonly language: LanguageTag;
  /** The source file; the target itself if it holds both. */
  readonly source: string;
  /** The target file, which may not exist yet. */
  readonly target: string;
}

/** What a project provides to find the languages of its files. */
export interface ProjectPort {
  readonly source: LanguageTag;
  /** Languages that are wanted, whether their files exist or not. */
  readonly targets: readonly LanguageTag[];
  /** The text of a file; undefined if there is none. */
  textOf(path: string): Promise<string | undefined>;
  /** The path for a language without a file, as {@link targetPath} finds it. @throws {RouteLmtError} */
  targetOf(source: string, text: string, language: LanguageTag): Promise<string>;
  /** Whether a person said where the file for a language is, whatever the names of others suggest. */
  isTargetNamed(source: string, text: string, language: LanguageTag): boolean;
}

/**
 * The languages that a group of files is translated into: those with files, those that have the files beside it, and those
 * that are wanted. Pseudo-locales are left out unless they are wanted.
 *
 * @throws {RouteLmtError} `format-malformed`, `format-unknown`, and as {@link ProjectPort.targetOf}
 */
export async function languagesOfGroup(group: ProjectFiles, project: ProjectPort): Promise<ProjectLanguage[]> {
  const languages = new Map<LanguageTag, ProjectLanguage>();
  const add = (one: ProjectLanguage): void => {
    const isLeftOut = isPseudoLocale(one.language) && !project.targets.includes(one.language);
    if (!isLeftOut && !languages.has(one.language)) languages.set(one.language, one);
  };
  if (group.kind === "source") {
    const lacking = group.lacking && (await hasTexts(group.path, project)) ? group.lacking : [];
    const targets = [...new Set([...project.targets, ...lacking])];
    for (const one of await fromSource(group.path, group.targets, { ...project, targets })) add(one);
  } else {
    for (const path of group.files) for (const one of await fromBoth(path, project)) add(one);
  }
  return [...languages.values()].sort((a, b) => (a.language < b.language ? -1 : 1));
}

/** Whether a source file has something to translate; `index.ts` in a folder of texts often has not. */
async function hasTexts(path: string, project: ProjectPort): Promise<boolean> {
  const text = (await project.textOf(path)) ?? "";
  const { units } = namingFile(path, () => formatFor(path, text).read(text, { source: project.source }));
  return units.some(({ state, value, source = value }) => state !== "ignored" && source !== "");
}

async function fromSource(
  source: string,
  targets: ReadonlyMap<LanguageTag, string>,
  project: ProjectPort,
): Promise<ProjectLanguage[]> {
  const text = (await project.textOf(source)) ?? "";
  // An existing file may answer for another spelling of its language, as de-DE for de.
  const isAnswered = (language: LanguageTag): boolean => answering(language, [...targets.keys()]) !== undefined;
  const others = project.targets.filter((language) => language !== project.source && !isAnswered(language));
  return Promise.all(
    [...targets.keys(), ...others].map(async (language) => {
      const found = targets.get(language);
      const named = await project.targetOf(source, text, language);
      // Of two bilingual catalogs, the one in the source language is not the source of the other.
      const holdsBoth = named === source;
      const isFound = found !== undefined && (holdsBoth || !project.isTargetNamed(source, text, language));
      const target = isFound ? found : named;
      return { language, source: holdsBoth ? target : source, target };
    }),
  );
}

async function fromBoth(path: string, project: ProjectPort): Promise<ProjectLanguage[]> {
  const text = (await project.textOf(path)) ?? "";
  const format = formatFor(path, text);
  const isTemplate = format.isTemplate?.(path, text) ?? false;
  const languages = namingFile(path, () => format.languagesIn?.(text) ?? []);
  const isNamed = languages.length === 0 && languagesInPath(path).some((one) => one !== project.source);
  if ((format.holds === "all-languages" && !isNamed) || isTemplate) {
    const own = answering(project.source, languages);
    const there = languages.filter((language) => language !== own);
    return fromSource(path, new Map(there.map((language) => [language, path])), project);
  }
  const language = namingFile(path, () => format.languageOf?.(text)) ?? languagesInPath(path)[0];
  if (language === undefined || language === project.source) return [];
  return [{ language, source: path, target: path }];
}
