import { knownLanguages, languageName } from "../language/language-names.js";
import type { LanguageTag } from "../language/tag.js";

/**
 * Where files are: a path with `/` between folders and placeholders. `{lang}` is the language, `*` a part
 * of a name, `**` any part of a path. In a target also: `{lang:…}`, the language in another spelling, and
 * `{file}`, `{name}`, `{ext}` and `{dir}` of the source file.
 */
export type PlacePattern = string;

/** Source files, and where their translations are; the same pattern where both name their language. */
export interface Place {
  readonly source: PlacePattern;
  readonly target: PlacePattern;
}

const LANGUAGE = "([A-Za-z]{2,3}(?:[-_+][A-Za-z0-9]{2,8}){0,3})";
const PLACEHOLDER = /(\{[a-z]+(?::\w+)?\}|\*\*\/|\*\*|\*)/;

/** What a path has at the placeholders of a pattern. */
interface Match {
  readonly language: string | undefined;
  readonly rest: readonly string[];
}

/** No project has longer paths, and a pattern with three stars takes the cube of their length. */
const MAX_PATH_LENGTH = 500;

function matchOf(pattern: PlacePattern, path: string): Match | undefined {
  if (path.length > MAX_PATH_LENGTH) return undefined;
  const parts = pattern.split(PLACEHOLDER);
  const regex = parts.map((part, index) => {
    if (index % 2 === 0) return part.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
    if (part.startsWith("{lang")) return LANGUAGE;
    return part === "*" ? "([^/]*)" : part === "**/" ? "((?:[^/]+/)*)" : "(.+)";
  });
  const values = new RegExp(`^${regex.join("")}$`).exec(path)?.slice(1);
  if (!values) return undefined;
  const placeholders = parts.filter((_, index) => index % 2 === 1);
  const languages = values.filter((_, index) => placeholders[index]?.startsWith("{lang"));
  // A pattern may name the language twice: the same one.
  if (new Set(languages).size > 1) return undefined;
  return { language: languages[0], rest: values.filter((_, index) => !placeholders[index]?.startsWith("{lang")) };
}

function fill(
  pattern: PlacePattern,
  rest: readonly string[],
  source: string,
  spell: (style: string) => string,
): string {
  const left = [...rest];
  const file = source.replace(/^.*\//, "");
  const known: Readonly<Record<string, string>> = {
    "{file}": file,
    "{name}": file.replace(/\.[^.]*$/, ""),
    "{ext}": /[^.]*$/.exec(file)?.[0] ?? "",
    "{dir}": source.slice(0, -file.length).replace(/\/$/, ""),
  };
  return pattern
    .split(PLACEHOLDER)
    .map((part, index) => {
      if (index % 2 === 0) return part;
      if (part.startsWith("{lang")) return spell(part.slice("{lang:".length, -1));
      return known[part] ?? left.shift() ?? "";
    })
    .join("")
    .replace(/\/{2,}/g, "/")
    .replace(/^\//, "");
}

/** How a language is written where its usual spelling is not meant. */
function spelled(language: LanguageTag, style: string, usual: string): string {
  const { language: base, region } = new Intl.Locale(language).maximize();
  const country = new Intl.Locale(language).region;
  // A pseudo-locale has neither.
  if (region === undefined) return usual;
  switch (style) {
    case "two":
      return base;
    case "locale":
      return `${base}-${region}`;
    case "posix":
      return `${base}_${region}`;
    case "android":
      return `${base}-r${region}`;
    case "osx":
      return country ? `${base}-${country}` : base;
    case "name":
      return languageName(language);
    default:
      return usual;
  }
}

/** How files of a project spell languages, where its settings list them. */
function usualSpelling(language: LanguageTag, listed: readonly string[], sourceSpelling: string | undefined): string {
  const own = listed.find((one) => knownLanguages([one])[0] === language);
  return own ?? (sourceSpelling?.includes("_") ? language.replaceAll("-", "_") : language);
}

/**
 * The target file of a source file.
 *
 * @param path of the source file, relative to the settings
 * @param listed how the settings spell languages
 * @returns undefined when no place holds the source file
 */
export function placeOfTarget(
  places: readonly Place[],
  path: string,
  source: LanguageTag,
  target: LanguageTag,
  listed: readonly string[],
): string | undefined {
  for (const place of places) {
    const match = matchOf(place.source, path);
    if (!match || (match.language !== undefined && knownLanguages([match.language])[0] !== source)) continue;
    const usual = usualSpelling(target, listed, match.language);
    return fill(place.target, match.rest, path, (style) => spelled(target, style, usual));
  }
  return undefined;
}

/**
 * The source file of a target file, with the target's language; undefined where no place tells.
 *
 * @param path of the target file, relative to the settings
 */
export function placeOfSource(
  places: readonly Place[],
  path: string,
  source: LanguageTag,
  listed: readonly string[],
): { readonly source: string; readonly language: LanguageTag } | undefined {
  for (const place of places) {
    const match = matchOf(place.target.replace(/\{(?:file|name|ext|dir)\}/g, "*"), path);
    const [language] = match?.language === undefined ? [] : knownLanguages([match.language]);
    if (!match || language === undefined || language === source) continue;
    const isSame = place.source === place.target;
    // Of a source with placeholders of its own, the target does not tell what they stand for.
    if (!isSame && PLACEHOLDER.test(place.source)) continue;
    const usual = usualSpelling(source, listed, match.language);
    const from = isSame ? fill(place.source, match.rest, path, () => usual) : place.source;
    if (placeOfTarget([place], from, source, language, listed) === path) return { source: from, language };
  }
  return undefined;
}

/** Globs of the files that are in some places. */
export function placeGlobs(places: readonly Place[]): string[] {
  const patterns = new Set(places.flatMap(({ source, target }) => [source, target]));
  return [...patterns].map((pattern) => pattern.replace(/\{[a-z]+(?::\w+)?\}/g, "*").replace(/\*\*(?!\/)/g, "**/*"));
}
