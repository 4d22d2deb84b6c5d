import type { Format } from "../formats/format.js";
import { findFormat } from "../formats/registry.js";
import type { LanguageTag } from "../language/tag.js";
import { atOnce } from "../text/at-once.js";
import { pairFilesSteps, type SourceOf } from "./pair-files.js";
import { isOfSource, readingsOf, SLOT, sourceReadings } from "./path-shapes.js";
import { isUsual, languagesInPath } from "./path-words.js";

/** Files of a project that belong together: a source file with its target files, or files that hold both. */
export type ProjectFiles = SourceFiles | BothFiles;

/** A source file and the target files that are there. */
export interface SourceFiles {
  readonly kind: "source";
  readonly path: string;
  readonly targets: ReadonlyMap<LanguageTag, string>;
  /** Languages that have at least half of the files beside it, but not this one. */
  readonly lacking?: readonly LanguageTag[];
  /** Whether there is no such source file, because the keys of the targets are its texts. */
  readonly isAbsent?: true;
}

/** Files with source and target, one for each language or for all. */
export interface BothFiles {
  readonly kind: "both";
  /** Their path, with `{lang}` for the language. */
  readonly path: string;
  readonly files: readonly string[];
}

/** What is known about the files of a project, besides their paths. */
export interface KnownFiles {
  /** The format of a file. */
  formatOf?(path: string): Format | undefined;
  /** The source file of a target file and the target's language, if settings name them. */
  namedSource?(path: string): SourceOf | undefined;
}

/**
 * Groups the files of a project by their paths; other files are left out.
 *
 * @param found files that may hold translations, within their project: folders above that say nothing of languages
 * @param source the source language
 */
export function groupFiles(found: readonly string[], source: LanguageTag, known?: KnownFiles): ProjectFiles[] {
  return atOnce(groupFilesSteps(found, source, known));
}

/** As {@link groupFiles}, in short steps. */
export function* groupFilesSteps(
  found: readonly string[],
  source: LanguageTag,
  { formatOf = findFormat, namedSource }: KnownFiles = {},
): Generator<void, ProjectFiles[]> {
  const holdsBoth = (path: string): boolean => {
    // The ending of Qt's files is ambiguous; they hold source and target.
    const format = formatOf(path);
    // Files that are templates only by their text, such as XLIFF, count as files of their language here.
    const isNamedTemplate = isTemplate(path) || format?.isTemplate?.(path, "") === true;
    return (format?.holds ?? "source-and-target") !== "one-language" && !isNamedTemplate;
  };
  const paths = found.filter((path) => !isMadeByBuild(path));
  const there = new Set(paths);
  const { sourceOf, doubles } = yield* pairFilesSteps(paths, source, (path) => formatOf(path)?.isNamed ?? false);
  for (const path of paths) {
    yield;
    const named = namedSource?.(path);
    if (named && there.has(named.source)) sourceOf.set(path, named);
  }
  const groups = new Map<string, { readonly kind: "source" | "both"; readonly members: Map<string, string> }>();
  const add = (kind: "source" | "both", name: string, member: string, path: string): void => {
    const group = groups.get(name) ?? { kind, members: new Map() };
    groups.set(name, group);
    if (!group.members.has(member)) group.members.set(member, path);
  };
  const sources = new Set([...sourceOf.values()].map((one) => one.source));
  for (const path of paths) {
    yield;
    const own = sourceOf.get(path);
    if (own) add("source", own.source, own.language, path);
    else if (holdsBoth(path) && !sources.has(path) && !doubles.has(path)) add("both", patternOf(path), path, path);
  }
  for (const path of paths) {
    yield;
    const isFree = !sourceOf.has(path) && !groups.has(path) && !doubles.has(path) && !holdsBoth(path);
    if (isFree && isSource(path, source, formatOf(path))) groups.set(path, { kind: "source", members: new Map() });
  }
  const lacking = yield* lackingLanguagesSteps(
    [...groups].flatMap(([path, { kind, members }]) =>
      kind === "source" ? [{ path, languages: [...members.keys()] }] : [],
    ),
    source,
  );
  return [...groups]
    .map(([path, { kind, members }]): ProjectFiles => {
      if (kind === "both") return { kind, path, files: [...members.values()] };
      const others = lacking.get(path);
      return { kind, path, targets: members, ...(others ? { lacking: others } : {}) };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * The languages that source files lack, of those in whose folders at least half of the files beside them are:
 * `locales/de/shop.json`, where there is `locales/de/common.json`.
 */
function* lackingLanguagesSteps(
  sources: readonly { readonly path: string; readonly languages: readonly LanguageTag[] }[],
  source: LanguageTag,
): Generator<void, Map<string, readonly LanguageTag[]>> {
  const families = new Map<string, (typeof sources)[number][]>();
  for (const one of sources) {
    yield;
    const shapes = sourceReadings(one.path, source).map(({ shape }) => shape);
    const family = shapes
      .map((shape) => /^(?:[^\0]*[\\/])?\0(?=[\\/])/.exec(shape)?.[0])
      .find((found) => found !== undefined);
    if (family !== undefined) families.set(family, [...(families.get(family) ?? []), one]);
  }
  const found = new Map<string, readonly LanguageTag[]>();
  for (const files of families.values()) {
    yield;
    const counts = new Map<LanguageTag, number>();
    for (const language of files.flatMap(({ languages }) => languages))
      counts.set(language, (counts.get(language) ?? 0) + 1);
    const common = [...counts].filter(([, count]) => 2 * count >= files.length).map(([language]) => language);
    for (const { path, languages } of files) {
      const lacking = common.filter((language) => !languages.includes(language));
      if (lacking.length > 0) found.set(path, lacking);
    }
  }
  return found;
}

/** Files whose translations can be found from them, but not the other way round. */
function isTemplate(path: string): boolean {
  return /\.pot$|[\\/]Base\.lproj[\\/]/i.test(path);
}

/** `en@quot.po` and `en@boldquot.po`, which gettext's build makes from the template. */
function isMadeByBuild(path: string): boolean {
  return /(?:^|[\\/])en@(?:bold)?quot\b/i.test(path);
}

/** Finds groups such as `po/{lang}.po`, for `po/de.po`. */
function patternOf(path: string): string {
  const name = path.replace(/^.*[\\/]/, "");
  const [language] = [...languagesInPath(name), ...languagesInPath(path)].filter(isUsual);
  const reading = readingsOf(path).find((one) => one.kind === "named" && one.language === language);
  return reading === undefined || language === undefined ? path : reading.shape.replaceAll(SLOT, "{lang}");
}

/** Whether a file without translations is a source file. */
function isSource(path: string, source: LanguageTag, format: Format | undefined): boolean {
  const name = path.replace(/^.*[\\/]/, "");
  if (/\.xml$/i.test(name) && !/string|plural|array/i.test(name)) return false;
  const readings = sourceReadings(path, source, format?.isNamed);
  // In the folder of the source language, `it.json` and `cat.json` are names.
  const isWord =
    /^[^._-]+\.\w+$/.test(name) && readings.some(({ shape }) => /(?:^|[\\/])\0[\\/][^\0\\/]+$/.test(shape));
  const named = isWord ? [] : languagesInPath(name).filter(isUsual);
  return named.every((language) => isOfSource(language, source)) && readings.some(({ kind }) => kind !== "known");
}
