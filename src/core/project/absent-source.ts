import { RouteLmtError } from "../errors.js";
import type { LanguageTag } from "../language/tag.js";
import { isOfSource, siblingsOf, sourceReadings } from "./path-shapes.js";
import { isUsual, languagesInPath } from "./path-words.js";
import { targetPath } from "./target-path.js";

/**
 * Where the source file of a translation would be, if there is none: `lang/en.json` for `lang/de.json`.
 *
 * @param path of the translation
 * @param there existing files
 * @returns undefined if the path names no other language, or there is a source file
 */
export function absentSource(path: string, source: LanguageTag, there: readonly string[]): string | undefined {
  const language = languagesInPath(path).find(isUsual);
  if (language === undefined || isOfSource(language, source)) return undefined;
  try {
    const found = targetPath(path, language, source, { there, isNamed: true });
    return there.includes(found) ? undefined : found;
  } catch (error) {
    if (error instanceof RouteLmtError) return undefined;
    throw error;
  }
}

/**
 * The translations beside a source file whose path names its language, by language: those of the way to read the path
 * that has most of them.
 *
 * @param path of the source file, which may be missing
 * @param there existing files
 */
export function translationsBeside(
  path: string,
  source: LanguageTag,
  there: readonly string[],
): ReadonlyMap<LanguageTag, string> {
  const readings = sourceReadings(path, source, true).filter(({ kind }) => kind === "named");
  const all = readings.map(({ shape }) => {
    const siblings = [...siblingsOf(shape, there)].filter(([language]) => !isOfSource(language, source));
    return new Map(siblings.map(([language, { path: sibling }]) => [language, sibling]));
  });
  return all.toSorted((a, b) => b.size - a.size)[0] ?? new Map();
}
