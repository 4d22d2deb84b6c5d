/**
 * Where projects keep translations. The one list behind the menus and activation events of
 * package.json, which a test keeps in step, and behind the search for a workspace's files.
 */

import { globTokens, matchTokens } from "./place-match.js";

/** Folders of translations, whatever their case. */
const FOLDERS = [
  "_locales",
  "i18n",
  "l10n",
  "lang",
  "langs",
  "languages",
  "lc_messages",
  "locale",
  "locales",
  "messages",
  "nls",
  "po",
  "translation",
  "translations",
];

/** Endings of files that hold nothing but translations. */
const OWN = ["arb", "ftl", "po", "pot", "resw", "resx", "strings", "stringsdict", "xcstrings", "xlf", "xliff"];

/** Endings of files that often hold other data: translated where somebody asks, looked for in places of translations alone. */
const DATA = ["json", "jsonc", "properties", "yaml", "yml"];

/** Endings that nearly all files of other kinds have: nothing but a folder of translations tells them. */
const CODE = ["cjs", "csv", "js", "mjs", "php", "ts", "tsv", "xml"];

/** Every ending that a format knows, without the dot. */
export const ENDINGS: readonly string[] = [...OWN, ...DATA, ...CODE];

const SLASH = "[\\\\/]";

/** Paths that the menus offer translation for; what a file holds is seen when it is read. */
export const MENU_PATTERN = new RegExp(
  [
    `\\.(${[...OWN, ...DATA].join("|")})$`,
    `${SLASH}(${FOLDERS.join("|")})${SLASH}.*\\.(${CODE.join("|")})$`,
    `${SLASH}values(-[^\\\\/]+)?${SLASH}[^\\\\/]*\\.xml$`,
  ].join("|"),
  "i",
);

/** Patterns of the files that make a folder a project with translations, as VS Code's globs. */
export const LOCALE_GLOBS: readonly string[] = [
  `**/*.{${OWN.join(",")}}`,
  `**/{${FOLDERS.flatMap(spellings).join(",")}}/**/*.{${[...DATA, ...CODE].join(",")}}`,
  "**/{values,values-*}/*.xml",
  "**/{package.nls,package.nls.*,bundle.l10n,bundle.l10n.*}.json",
];

/**
 * Patterns of files that name a language themselves, or by their folder one of some languages, wherever
 * they are.
 */
export function namedGlobs(languages: readonly string[]): string[] {
  const folders = [...new Set(languages.flatMap((tag) => [tag, tag.replaceAll("-", "_")]))];
  const named = ["", "*[._-]"].flatMap((before) =>
    ["", "[_-][A-Z][A-Z]"].map((region) => `${before}[a-z][a-z]${region}`),
  );
  return [`**/{${named.join(",")}}.{${DATA.join(",")}}`, `**/{${folders.join(",")}}/**/*.{${DATA.join(",")}}`];
}

/** Folders in which nobody translates: what is installed or built. */
export const EXCLUDED_FOLDERS: readonly string[] = [
  "node_modules",
  "bower_components",
  "vendor",
  "Pods",
  ".git",
  ".hg",
  ".svn",
  ".venv",
  ".dart_tool",
  ".gradle",
  ".next",
  "dist",
  "build",
  "out",
  "target",
  "coverage",
];

/**
 * Whether a path is of one of some globs: `*`, `**`, `?`, and as written here `{a,b}` and `[a-z]`. Globs without braces may
 * be from anybody; all takes time in proportion to the path's length.
 *
 * @returns takes a path with `/` between folders
 */
export function globMatcher(globs: readonly string[]): (path: string) => boolean {
  const own = globs.filter((glob) => glob.includes("{"));
  const patterns = own.map((glob) => new RegExp(`^${glob.replace(/\*\*\/|[*?{},.]/g, (one) => GLOB[one] ?? one)}$`));
  const others = globs.filter((glob) => !glob.includes("{")).map(globTokens);
  return (path) =>
    patterns.some((pattern) => pattern.test(path)) || others.some((tokens) => matchTokens(tokens, path) !== undefined);
}

const GLOB: Readonly<Record<string, string>> = {
  "**/": "(?:[^/]+/)*",
  "*": "[^/]*",
  "?": "[^/]",
  "{": "(?:",
  "}": ")",
  ",": "|",
  ".": "\\.",
};

/** Globs distinguish case: folders are lower-case, but for gettext's. */
function spellings(folder: string): string[] {
  return folder === "lc_messages" ? ["LC_MESSAGES"] : [folder];
}
