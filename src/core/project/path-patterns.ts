import { knownLanguages, languageName } from "../language/language-names.js";
import type { LanguageTag } from "../language/tag.js";
import { isStar, matchTokens, type SourcePart, type Token, tokensOf } from "./place-match.js";
import { isSafeTarget } from "./safe-target.js";

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

/** A place with its patterns read. */
interface ReadPlace {
  readonly source: readonly Token[];
  readonly target: readonly Token[];
}

const read = new WeakMap<Place, ReadPlace>();

function readPlace(place: Place): ReadPlace {
  const known = read.get(place) ?? { source: tokensOf(place.source) ?? [], target: tokensOf(place.target) ?? [] };
  read.set(place, known);
  return known;
}

/** What a path has at the placeholders of a pattern. */
interface Match {
  readonly language: string | undefined;
  /** At the stars. */
  readonly rest: readonly string[];
}

function matchOf(tokens: readonly Token[], path: string): Match | undefined {
  const values = matchTokens(tokens, path);
  if (!values) return undefined;
  const languages = values.filter((_, index) => tokens[index]?.kind === "language");
  // A pattern may name the language twice: the same one.
  if (new Set(languages).size > 1) return undefined;
  return { language: languages[0], rest: values.filter((_, index) => isStar(tokens[index] as Token)) };
}

/** @returns undefined where that is not a file that settings may name */
function fill(
  tokens: readonly Token[],
  rest: readonly string[],
  source: string,
  spell: (style: string) => string,
): string | undefined {
  const left = [...rest];
  const file = source.replace(/^.*\//, "");
  const parts: Readonly<Record<SourcePart, string>> = {
    file,
    base: file.replace(/\.[^.]*$/, ""),
    ending: /[^.]*$/.exec(file)?.[0] ?? "",
    folder: source.slice(0, -file.length).replace(/\/$/, ""),
  };
  const filled = tokens.map((token) => {
    if (token.kind === "text") return token.text;
    if (token.kind === "language") return spell(token.style);
    return token.kind in parts ? parts[token.kind as SourcePart] : (left.shift() ?? "");
  });
  const path = filled
    .join("")
    .replace(/\/{2,}/g, "/")
    .replace(/^\//, "");
  return isSafeTarget(path, source) ? path : undefined;
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
  const own = spellingsOf(listed).get(language);
  return own ?? (sourceSpelling?.includes("_") ? language.replaceAll("-", "_") : language);
}

const spellings = new WeakMap<readonly string[], ReadonlyMap<LanguageTag, string>>();

/** The first spelling of each language. */
function spellingsOf(listed: readonly string[]): ReadonlyMap<LanguageTag, string> {
  const known =
    spellings.get(listed) ??
    new Map(listed.toReversed().flatMap((one) => knownLanguages([one]).map((language) => [language, one] as const)));
  spellings.set(listed, known);
  return known;
}

/**
 * The target file of a source file.
 *
 * @param path of the source file, relative to the settings
 * @param listed how the settings spell languages
 * @returns undefined when no place holds the source file, or settings may not name the target
 */
export function placeOfTarget(
  places: readonly Place[],
  path: string,
  source: LanguageTag,
  target: LanguageTag,
  listed: readonly string[],
): string | undefined {
  for (const place of places) {
    const { source: from, target: to } = readPlace(place);
    const match = matchOf(from, path);
    if (!match || (match.language !== undefined && knownLanguages([match.language])[0] !== source)) continue;
    const usual = usualSpelling(target, listed, match.language);
    return fill(to, match.rest, path, (style) => spelled(target, style, usual));
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
    const { source: own, target: tokens } = readPlace(place);
    const match = matchOf(tokens.map(asStar), path);
    const [language] = match?.language === undefined ? [] : knownLanguages([match.language]);
    if (!match || language === undefined || language === source) continue;
    const isSame = place.source === place.target;
    // Of a source with placeholders of its own, the target does not tell what they stand for.
    if (!isSame && own.some(({ kind }) => kind !== "text")) continue;
    const usual = usualSpelling(source, listed, match.language);
    const from = isSame ? fill(own, match.rest, path, () => usual) : place.source;
    if (from !== undefined && placeOfTarget([place], from, source, language, listed) === path)
      return { source: from, language };
  }
  return undefined;
}

/** What a target takes from its source file is not known before that is. */
function asStar(token: Token): Token {
  const isFromSource = token.kind !== "text" && token.kind !== "language" && !isStar(token);
  return isFromSource ? { kind: "name" } : token;
}

/** Globs of the files that are in some places, and of some more where a pattern has what globs take for their own. */
export function placeGlobs(places: readonly Place[]): string[] {
  const patterns = new Set(places.flatMap(({ source, target }) => [source, target]));
  return [...patterns].map((pattern) =>
    pattern
      .replace(/\{[^{}]*\}/g, "*")
      .replace(/\*\*(?!\/)/g, "**/*")
      .replace(/[{}[\]!]/g, "?"),
  );
}
