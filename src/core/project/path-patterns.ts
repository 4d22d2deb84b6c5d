import { answering, isSameLanguage } from "../language/answer.js";
import { readSpelling } from "../language/spelling.js";
import type { Direction, LanguageTag } from "../language/tag.js";
import { type Renamed, spelled, spellingsOf, usualSpelling } from "./language-placeholder.js";
import { isOfSource, matchShape, pathOf, type Shape, SLOT, siblingsOf } from "./path-shapes.js";
import { isStar, matchTokens, type SourcePart, type Token, tokensOf } from "./place-match.js";
import { isSafeTarget } from "./safe-target.js";

/**
 * A pattern for paths, with `/` between folders. `{lang}` is the language, `*` a part of a name, `**` any part of a
 * path. In a target also: `{lang:…}`, the language in another spelling, and `{file}`, `{name}`, `{ext}` and `{dir}` of
 * the source file.
 */
export type PlacePattern = string;

/** Source files, and where their translations are; the same pattern if both name their language. */
export interface Place {
  readonly source: PlacePattern;
  readonly target: PlacePattern;
  /** Languages that are spelled differently from the tool's usual way. */
  readonly renamed?: Renamed;
}

/** Where settings say that files are. */
export interface ListedPlaces {
  /** Relative to the folder that the settings are for. */
  readonly places: readonly Place[];
  /** How the settings spell the languages. */
  readonly listed: readonly string[];
}

/** A place with parsed patterns. */
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

/** The parts of a path that match the placeholders of a pattern. */
interface Match {
  readonly language: string | undefined;
  /** Matches of the stars. */
  readonly rest: readonly string[];
}

function matchOf(tokens: readonly Token[], path: string): Match | undefined {
  const values = matchTokens(tokens, path);
  if (!values) return undefined;
  const languages = values.filter((_, index) => tokens[index]?.kind === "language");
  // A pattern may contain the language twice; both must agree.
  if (new Set(languages).size > 1) return undefined;
  return { language: languages[0], rest: values.filter((_, index) => isStar(tokens[index] as Token)) };
}

/** @returns undefined if settings must not name that file */
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

/** The place that a source file matches. */
interface OwnPlace {
  readonly place: Place;
  readonly match: Match;
  readonly to: readonly Token[];
}

function ownPlace(places: readonly Place[], path: string, source: LanguageTag): OwnPlace | undefined {
  for (const place of places) {
    const { source: from, target: to } = readPlace(place);
    const match = matchOf(from, path);
    const language = match?.language === undefined ? undefined : readSpelling(match.language)?.tag;
    if (match && (match.language === undefined || (language !== undefined && isOfSource(language, source))))
      return { place, match, to };
  }
  return undefined;
}

/** Where the translations of a source file are; undefined as for {@link placeOfTarget}. */
export function placeShape(places: readonly Place[], path: string, source: LanguageTag): Shape | undefined {
  const own = ownPlace(places, path, source);
  return own && fill(own.to, own.match.rest, path, () => MARK)?.replaceAll(MARK, SLOT);
}

/** A mark for the language, which no setting contains. */
const MARK = "\uE000";

/**
 * The target file of a source file: the existing file of that language, otherwise a new one, spelled as in the
 * settings. If that would be the file of another language, it is spelled like its siblings: `pt_BR`, if `pt` is
 * European.
 *
 * @param path of the source file, relative to the settings
 * @param there existing files of {@link placeShape}
 * @returns undefined if no place matches the source file, or settings must not name the target
 */
export function placeOfTarget(
  { places, listed }: ListedPlaces,
  path: string,
  { source, target }: Direction,
  there: readonly string[] = [],
): string | undefined {
  const own = ownPlace(places, path, source);
  if (!own) return undefined;
  const { place, match, to } = own;
  const usual = usualSpelling(target, listed, match.language);
  const fromSettings = fill(to, match.rest, path, (style) => spelled(target, style, usual, place.renamed));
  const shape = placeShape(places, path, source);
  if (fromSettings === undefined || shape === undefined || there.length === 0) return fromSettings;
  const siblings = siblingsOf(
    shape,
    there.filter((one) => one !== path),
  );
  const found = answering(target, [...siblings.keys()]);
  const named = found === undefined ? undefined : siblings.get(found)?.path;
  if (named !== undefined && isSafeTarget(named, path)) return named;
  if (!there.includes(fromSettings) && spellingsOf(listed).has(target)) return fromSettings;
  const isOther = [...siblings.values()].some((one) => one.path === fromSettings);
  const isRenamed = place.renamed !== undefined || to.every((token) => token.kind !== "language" || token.style !== "");
  if (isRenamed && !isOther) return fromSettings;
  const like = pathOf({ shape, language: source, words: [], kind: "named" }, target, [...siblings.values()]);
  return isSafeTarget(like, path) ? like : fromSettings;
}

/**
 * The source file of a target file, with the target's language; undefined if no place matches.
 *
 * @param path of the target file, relative to the settings
 */
export function placeOfSource(
  { places, listed }: ListedPlaces,
  path: string,
  source: LanguageTag,
): { readonly source: string; readonly language: LanguageTag } | undefined {
  for (const place of places) {
    const { source: own, target: tokens } = readPlace(place);
    const match = matchOf(tokens.map(asStar), path);
    const language = match?.language === undefined ? undefined : readSpelling(match.language)?.tag;
    if (!match || language === undefined || isSameLanguage(language, source)) continue;
    const isSame = place.source === place.target;
    // The target does not reveal the values of the source's own placeholders.
    if (!isSame && own.some(({ kind }) => kind !== "text")) continue;
    const usual = usualSpelling(source, listed, match.language);
    const from = isSame ? fill(own, match.rest, path, () => usual) : place.source;
    const shape = from === undefined ? undefined : placeShape([place], from, source);
    if (from !== undefined && shape !== undefined && matchShape(shape, path)?.language === language)
      return { source: from, language };
  }
  return undefined;
}

/** Parts of a target that come from its source file are unknown before the source file is. */
function asStar(token: Token): Token {
  const isFromSource = token.kind !== "text" && token.kind !== "language" && !isStar(token);
  return isFromSource ? { kind: "name" } : token;
}

/** Globs for the files of some places; they match too much if a pattern contains characters with a meaning in globs. */
export function placeGlobs(places: readonly Place[]): string[] {
  const patterns = new Set(places.flatMap(({ source, target }) => [source, target]));
  return [...patterns].map((pattern) =>
    pattern
      .replace(/\{[^{}]*\}/g, "*")
      .replace(/\*\*(?!\/)/g, "**/*")
      .replace(/[{}[\]!]/g, "?"),
  );
}
