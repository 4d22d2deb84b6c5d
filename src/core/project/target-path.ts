import { RouteLmtError } from "../errors.js";
import type { Format } from "../formats/format.js";
import { knownLanguages } from "../language/language-names.js";
import type { LanguageTag } from "../language/tag.js";

/** Whether a file holds its translations itself: it has source and target, and is no template. */
export function isOwnTarget(format: Format, path: string, text: string): boolean {
  return format.holds !== "one-language" && !format.isTemplate?.(path, text);
}

/**
 * The file that holds the translations into a language: the file itself where {@link isOwnTarget} says so,
 * else the one that its path tells.
 *
 * @throws {RouteLmtError} `language-unknown` when the path does not name the source language
 */
export function targetFileOf(
  format: Format,
  path: string,
  text: string,
  source: LanguageTag,
  target: LanguageTag,
): string {
  return isOwnTarget(format, path, text) ? path : targetPath(path, source, target, format.isNamed);
}

/**
 * Where the target of a source file lives. Files that are called by no language have places of their
 * own (see {@link CONVENTIONS}); else the source language in the path, as a whole word between
 * separators, becomes the target language. The last such word counts: `locales/en/common.json`,
 * `locales/en.json`, `app_en.arb`, `messages.en-US.json`.
 *
 * @param isNamed whether a path without the source language is none of a source file
 * @throws {RouteLmtError} `language-unknown` when the path does not name the source language
 * @example
 * targetPath("locales/en/common.json", "en", "pt-BR") // "locales/pt-BR/common.json"
 * targetPath("app/src/main/res/values/strings.xml", "en", "pt-BR") // "app/src/main/res/values-pt-rBR/strings.xml"
 * targetPath("messages.properties", "en", "pt-BR") // "messages_pt_BR.properties"
 */
export function targetPath(sourcePath: string, source: LanguageTag, target: LanguageTag, isNamed = false): string {
  for (const { pattern, replacement } of CONVENTIONS) {
    if (pattern.test(sourcePath)) return sourcePath.replace(pattern, (...match) => replacement(target, match));
  }
  const named = namedPath(sourcePath, source, target);
  if (named !== undefined) return named;
  for (const { pattern, replacement } of isNamed ? [] : UNNAMED) {
    if (pattern.test(sourcePath)) return sourcePath.replace(pattern, (...match) => replacement(target, match));
  }
  throw new RouteLmtError(
    "language-unknown",
    `The path ${sourcePath} does not name the source language ${source}`,
    "Name the target file with --out, or the source language with --from.",
  );
}

/**
 * Where the source of a target file may live: where {@link targetPath} would put a file of the source
 * language, and where a source file lies that names no language.
 */
export function sourcePaths(path: string, language: LanguageTag, source: LanguageTag): string[] {
  const paths = new Set<string>();
  const add = (other: string | undefined): unknown => other !== undefined && other !== path && paths.add(other);
  add(namedPath(path, language, source));
  for (const { pattern, back } of [...CONVENTIONS, ...UNNAMED]) {
    if (!back) continue;
    const without = path.replace(back(spellingsOf(language)), "$1");
    if (without === path || !pattern.test(without)) continue;
    if (targetPath(without, source, language) === path) add(without);
  }
  return [...paths];
}

/** The languages that a path names in its folders and its file's name, the last one first. */
export function languagesInPath(path: string): LanguageTag[] {
  const words = path
    .replace(/\.\w+$/, "")
    .matchAll(/(?<=^|[\\/._-])(?:qps[-_]ploc[am]?|[a-z]{2,3}(?:[-_](?:r?[A-Z]{2}|[A-Z][a-z]{3}))*)(?=$|[\\/._-])/g);
  return knownLanguages([...words].reverse().map(([word]) => word.replace(/-r(?=[A-Z]{2}$)/, "-")));
}

interface Convention {
  readonly pattern: RegExp;
  replacement(target: LanguageTag, match: readonly string[]): string;
  /** Finds what the replacement added; group 1 is what stays. */
  back?(spellings: readonly string[]): RegExp;
}

const posix = (tag: LanguageTag): string => tag.replaceAll("-", "_");
const anyOf = (spellings: readonly string[]): string => `(?:${spellings.join("|")})`;

/** Files whose place is fixed by their platform. */
const CONVENTIONS: readonly Convention[] = [
  // A gettext template has its catalogs beside it.
  { pattern: /[^\\/]*\.pot$/i, replacement: (target) => `${posix(target)}.po` },
  // VS Code.
  {
    pattern: /((?:^|[\\/])(?:package\.nls|bundle\.l10n))\.json$/i,
    replacement: (target, [, stem]) => `${stem}.${target.toLowerCase()}.json`,
    back: (spellings) => new RegExp(`((?:package\\.nls|bundle\\.l10n))\\.${anyOf(spellings)}(?=\\.json$)`, "i"),
  },
  // Android's folders of resources: values, values-pt-rBR, values-b+sr+Latn.
  {
    pattern: /((?:^|[\\/])values)(?:-en(?:-r[A-Z]{2})?)?(?=[\\/][^\\/]+\.xml$)/,
    replacement: (target, [, folder]) => `${folder}-${androidQualifier(target)}`,
    back: () => /((?:^|[\\/])values)-(?:[a-z]{2,3}(?:-r[A-Z]{2})?|b\+[\w+]+)(?=[\\/][^\\/]+\.xml$)/,
  },
  // Xcode's development language.
  {
    pattern: /((?:^|[\\/]))Base(?=\.lproj[\\/])/,
    replacement: (target, [, before]) => `${before}${target}`,
  },
];

/** Files that may name no language: then they are of the source language. */
const UNNAMED: readonly Convention[] = [
  {
    pattern: /\.properties$/i,
    replacement: (target) => `_${posix(target)}.properties`,
    back: (spellings) => new RegExp(`()_${anyOf(spellings)}(?=\\.properties$)`, "i"),
  },
  {
    pattern: /\.ts$/i,
    replacement: (target) => `_${posix(target)}.ts`,
    back: (spellings) => new RegExp(`()_${anyOf(spellings)}(?=\\.ts$)`, "i"),
  },
  {
    pattern: /\.(resx|resw|xlf|xliff)$/i,
    replacement: (target, [, ending]) => `.${target}.${ending}`,
    back: (spellings) => new RegExp(`()\\.${anyOf(spellings)}(?=\\.(?:resx|resw|xlf|xliff)$)`, "i"),
  },
];

/** A language as Android's resource folders name it. */
function androidQualifier(tag: LanguageTag): string {
  const { language, region, script } = new Intl.Locale(tag);
  if (script) return `b+${tag.replaceAll("-", "+")}`;
  return region ? `${language}-r${region}` : language;
}

/** How paths spell a language: pt-BR, pt_BR, and pt alone. */
function spellingsOf(tag: LanguageTag): string[] {
  return [...new Set([tag, posix(tag), tag.split("-")[0] ?? tag])];
}

/** The path with the source language in it replaced; undefined when it does not name it. */
function namedPath(path: string, source: LanguageTag, target: LanguageTag): string | undefined {
  // gettext and Chrome know languages by POSIX names, as in pt_BR; so do files such as app_pt_BR.arb.
  const usual = /\.po$|(?:^|[\\/])_locales[\\/]/i.test(path) ? "_" : "-";
  for (const spelling of spellingsOf(source)) {
    const word = new RegExp(`(^|[\\\\/._-])${spelling}(?:([-_])[A-Z]{2})?(?=$|[\\\\/._-])`, "gi");
    const match = [...path.matchAll(word)].at(-1);
    if (!match) continue;
    const separator = match[2] ?? (spelling.includes("_") || match[1] === "_" ? "_" : usual);
    const start = match.index + (match[1]?.length ?? 0);
    return path.slice(0, start) + target.replaceAll("-", separator) + path.slice(match.index + match[0].length);
  }
  return undefined;
}
