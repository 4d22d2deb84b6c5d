import { basename, dirname } from "node:path";
import { messageOf, RouteLmtError } from "#core/errors.js";
import type { Document } from "#core/formats/format.js";
import { formatFor } from "#core/formats/registry.js";
import type { LanguageTag } from "#core/language/tag.js";
import { entriesOf } from "#core/memory/from-documents.js";
import type { ProjectFiles } from "#core/project/file-groups.js";
import { languagesOfGroup, type ProjectLanguage } from "#core/status/project-languages.js";
import { syntaxOf } from "#core/status/wanted.js";
import { NodeWorkspace } from "#node/node-workspace.js";
import { readTextFile } from "#node/text-file.js";
import { findProject } from "#workspace/find-project.js";
import { ProjectPaths } from "#workspace/project-paths.js";
import { textsOf } from "./icu-branches.js";

/** A translated string of a project. */
export interface ClonePair {
  /** Target language of the direction. */
  readonly language: LanguageTag;
  /** The string's context in the file, otherwise its key. */
  readonly context: string;
  readonly source: string;
  readonly target: string;
}

/** The translations in a clone, and the files that could not be read. */
export interface CloneContent {
  readonly pairs: readonly ClonePair[];
  /** Path and reason, for people. */
  readonly failed: readonly string[];
}

/** English in any variety, as the source language of projects. */
const SOURCE: LanguageTag = "en";

/** The source language that a file with several languages states near its beginning. */
const STATED_SOURCE = /\b(?:source-?language|srcLang)["']?\s*[=:]\s*["']([A-Za-z-]+)/i;
const HEAD = 5000;

/**
 * Reads all translations from English in a folder, with the product's own readers. A file that cannot be
 * read is reported, and the others go on.
 *
 * @param languages target languages that are wanted
 */
export async function readClone(folder: string, languages: readonly LanguageTag[]): Promise<CloneContent> {
  const pairs: ClonePair[] = [];
  const failed: string[] = [];
  const attempt = async (path: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof RouteLmtError)) throw error;
      failed.push(`${path}: ${messageOf(error)}`);
    }
  };
  const done = new Set<string>();
  const workspace = new NodeWorkspace(folder);
  const paths = await ProjectPaths.above(workspace, folder);
  for (const group of await findProject(workspace, folder, [SOURCE, ...languages])) {
    await attempt(group.path, async () => {
      for (const [language, one] of wantedOf(await languagesIn(group, SOURCE, paths), languages)) {
        const id = `${one.target}\n${one.language}`;
        if (done.has(id)) continue;
        await attempt(one.target, async () => {
          const found = await pairsOf(one, SOURCE, language);
          if (found.length > 0) done.add(id);
          pairs.push(...found);
        });
      }
    });
  }
  return { pairs, failed };
}

/**
 * The direction that a language of a project belongs to: that of the same language, script and country,
 * likely ones where the tag does not say, so that `pt` is Brazilian and `zh-Hans` is `zh-CN`, but `de-AT`
 * and `zh-TW` are none of these.
 */
export function directionOf(tag: LanguageTag, languages: readonly LanguageTag[]): LanguageTag | undefined {
  const whole = wholeTag(tag);
  return languages.find((language) => wholeTag(language) === whole);
}

function wholeTag(tag: LanguageTag): string {
  try {
    return new Intl.Locale(tag).maximize().baseName;
  } catch {
    return tag;
  }
}

/** Of the languages of a group one for each direction: the one that says its country, where there are two. */
function wantedOf(
  found: readonly ProjectLanguage[],
  languages: readonly LanguageTag[],
): Map<LanguageTag, ProjectLanguage> {
  const wanted = new Map<LanguageTag, ProjectLanguage>();
  for (const one of found) {
    const direction = directionOf(one.language, languages);
    const other = direction === undefined ? undefined : wanted.get(direction);
    if (direction !== undefined && !(other && other.language.length >= one.language.length)) wanted.set(direction, one);
  }
  return wanted;
}

function languagesIn(group: ProjectFiles, source: LanguageTag, paths: ProjectPaths): Promise<ProjectLanguage[]> {
  return languagesOfGroup(group, {
    source,
    targets: [],
    isTargetNamed: () => false,
    textOf: async (path) => (await readTextFile(path, dirname(path)))?.text,
    targetOf: (path, text, language) =>
      paths.targetFileOf({ format: formatFor(path, text), path, text }, { source, target: language }),
  });
}

async function pairsOf(
  { language, source: sourcePath, target: targetPath }: ProjectLanguage,
  source: LanguageTag,
  direction: LanguageTag,
): Promise<ClonePair[]> {
  const from = await readTextFile(sourcePath, dirname(sourcePath));
  const to = sourcePath === targetPath ? from : await readTextFile(targetPath, dirname(targetPath));
  if (!from || !to || !isEnglish(to.text)) return [];
  const format = formatFor(sourcePath, from.text);
  const sourceDocument = withIgnored(format.read(from.text, { source }));
  const targetDocument = withIgnored(format.read(to.text, { source, language }));
  const isIcu = syntaxOf(format, sourceDocument.units) !== "i18next";
  const entries = entriesOf(
    { format, source: sourceDocument, target: targetDocument, direction: { source, target: language } },
    basename(targetPath),
  );
  return entries.flatMap(({ source: text, target, context = "" }) =>
    textsOf(text, target, isIcu).map(([one, other]) => ({ language: direction, context, source: one, target: other })),
  );
}

/** Strings marked as untranslatable may have translations: some Android files are marked as a whole. */
function withIgnored(document: Document): Document {
  const units = document.units.map((unit) =>
    unit.state === "ignored" && unit.value !== "" ? { ...unit, state: "translated" as const } : unit,
  );
  return { ...document, units };
}

/** Whether a file's stated source language, if any, is English. */
function isEnglish(text: string): boolean {
  const stated = STATED_SOURCE.exec(text.slice(0, HEAD))?.[1];
  return stated === undefined || /^en\b/i.test(stated);
}
