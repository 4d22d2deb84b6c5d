import { answering, isSameLanguage } from "../language/answer.js";
import { readSpelling } from "../language/spelling.js";
import type { LanguageTag } from "../language/tag.js";
import { atOnce } from "../text/at-once.js";
import { isInFolder } from "./locale-globs.js";
import { isOfSource, type Reading, readingsOf, type Shape, sourceReadings } from "./path-shapes.js";

/** Which file a target file is translated from, and into which language. */
export interface SourceOf {
  readonly source: string;
  readonly language: LanguageTag;
}

/** A path in one of its readings. */
interface Entry {
  readonly path: string;
  readonly reading: Reading;
  /** The index among the path's readings as a source file; undefined if it is not one of them. */
  readonly rank: number | undefined;
}

/** What the paths of files reveal about each other. */
export interface Pairs {
  /** For each target file: its source file. */
  readonly sourceOf: Map<string, SourceOf>;
  /** Files that repeat a source file in its own language. */
  readonly doubles: ReadonlySet<string>;
}

/**
 * The source file of each target file.
 *
 * @param paths within their project
 * @param isNamed whether a file's format requires source files to name their language
 */
export function pairFiles(paths: readonly string[], source: LanguageTag, isNamed: (path: string) => boolean): Pairs {
  return atOnce(pairFilesSteps(paths, source, isNamed));
}

/** As {@link pairFiles}, in short steps. */
export function* pairFilesSteps(
  paths: readonly string[],
  source: LanguageTag,
  isNamed: (path: string) => boolean,
): Generator<void, Pairs> {
  const ranks = new Map<string, number>();
  const sourceOf = new Map<string, SourceOf>();
  const doubles = new Set<string>();
  const foldersOfSource = new Set(paths.filter((path) => namesSource(path, source)).map(folderOf));
  for (const entries of (yield* byShapeSteps(paths, source, isNamed)).values()) {
    yield;
    const [first] = entries
      .filter(({ rank }) => rank !== undefined)
      .sort((a, b) => weight(a, source) - weight(b, source));
    if (!first) continue;
    // Next to `en.json`, `missing_en_IN.json` is not the source of `missing_de.json`.
    if (weight(first, source) === OTHER_VARIETY && foldersOfSource.has(folderOf(first.path))) {
      doubles.add(first.path);
      continue;
    }
    const targets = entries.filter(
      ({ reading }) => reading.language !== undefined && !isSameLanguage(reading.language, source),
    );
    const languages = new Set(targets.map(({ reading }) => reading.language));
    if (first.reading.kind === "known" && !isLikelySource(first.path, languages.size)) continue;
    for (const { path, reading } of entries) {
      const { language } = reading;
      if (path === first.path || language === undefined) continue;
      const isDouble = isSameLanguage(language, source) || language === first.reading.language;
      if (isDouble && first.reading.kind !== "known") doubles.add(path);
      const rank = first.rank ?? 0;
      if (isDouble || rank >= (ranks.get(path) ?? Number.POSITIVE_INFINITY)) continue;
      ranks.set(path, rank);
      sourceOf.set(path, { source: first.path, language });
    }
  }
  return { sourceOf, doubles: new Set([...doubles].filter((path) => !sourceOf.has(path))) };
}

const folderOf = (path: string): string => path.replace(/[^\\/]*$/, "");

/** Whether the name of a file is nothing but the source language. */
function namesSource(path: string, source: LanguageTag): boolean {
  const language = readSpelling(path.slice(folderOf(path).length).replace(/\..*$/s, ""))?.tag;
  return language !== undefined && answering(source, [language]) !== undefined;
}

function* byShapeSteps(
  paths: readonly string[],
  source: LanguageTag,
  isNamed: (path: string) => boolean,
): Generator<void, Map<Shape, readonly Entry[]>> {
  const found = new Map<Shape, Entry[]>();
  for (const path of paths) {
    yield;
    const own = sourceReadings(path, source, isNamed(path)).map(({ shape }) => shape);
    for (const reading of readingsOf(path)) {
      const at =
        reading.language === undefined || isOfSource(reading.language, source) ? own.indexOf(reading.shape) : -1;
      if (at < 0 && reading.language === undefined) continue;
      const entry = { path, reading, rank: at < 0 ? undefined : at };
      const known = found.get(reading.shape);
      if (known) known.push(entry);
      else found.set(reading.shape, [entry]);
    }
  }
  return found;
}

/**
 * Ranks candidates for the source file of a shape. A file that names no language comes first: a bundle of the source
 * language beside it only stops the platform from falling back to another language, and is often empty.
 */
function weight({ reading: { language, kind } }: Entry, source: LanguageTag): number {
  if (language === undefined) return kind === "known" ? 4 : 0;
  if (language === source) return 1;
  if (isSameLanguage(language, source)) return 2;
  // British English may be what a project is written in; other varieties rarely are.
  return answering(source, [language]) === undefined ? OTHER_VARIETY : 3;
}

const OTHER_VARIETY = 5;

/**
 * Whether a file counts as a source although only the names of others suggest it: `tsconfig.es.json` is not Spanish.
 *
 * @param languages the number of languages that others have
 */
export function isLikelySource(path: string, languages: number): boolean {
  return languages > 0 && (/\.pot$/i.test(path) || isInFolder(path) || languages > 1);
}
