/**
 * Where projects keep translations. The one list behind the menus and activation events of
 * package.json, which a test keeps in step, and behind the search for a workspace's files.
 */

import { spell } from "../language/spelling.js";
import type { LanguageTag } from "../language/tag.js";
import { globTokens, matchTokens } from "./place-match.js";

/** Names of folders with translations, in any case. */
const FOLDERS = [
  "_locales",
  "i18n",
  "intl",
  "l10n",
  "lang",
  "langs",
  "language",
  "languages",
  "lc_messages",
  "locale",
  "locales",
  "localization",
  "localizations",
  "localisation",
  "messages",
  "nls",
  "po",
  "snippet",
  "snippets",
  "strings",
  "translation",
  "translations",
];

/** Names of files that may have all languages, wherever they are; others have them in folders of translations. */
const ALL_LANGUAGES = [
  "i18n",
  "i18n.config",
  "lang",
  "languages",
  "locale",
  "locales",
  "localization",
  "messages",
  "translation",
  "translations",
  "ui-text",
];

/** Endings of files that contain only translations. */
const OWN = ["arb", "ftl", "po", "pot", "resw", "resx", "strings", "stringsdict", "xcstrings", "xlf", "xliff"];

/**
 * Endings of files that often contain other data: translated on request, but searched only in folders of translations.
 */
const DATA = ["json", "jsonc", "properties", "yaml", "yml"];

/** Endings that nearly always mean something else: only a folder of translations gives them away. */
const CODE = ["cjs", "csv", "inc", "ini", "js", "mjs", "php", "toml", "ts", "tsv", "xml"];

/** Every ending that a format knows, without the dot. */
export const ENDINGS: readonly string[] = [...OWN, ...DATA, ...CODE];

const SLASH = "[\\\\/]";

/** Paths that the menus offer to translate; the content is only known once a file is read. */
export const MENU_PATTERN = new RegExp(
  [
    `\\.(${[...OWN, ...DATA].join("|")})$`,
    `${SLASH}(${FOLDERS.join("|")})${SLASH}.*\\.(${CODE.join("|")})$`,
    `${SLASH}(values(-[^\\\\/]+)?|(moko-resources|MR)${SLASH}[^\\\\/]+)${SLASH}[^\\\\/]*\\.xml$`,
  ].join("|"),
  "i",
);

/** VS Code globs of files that make a folder a project with translations. */
export const LOCALE_GLOBS: readonly string[] = [
  `**/*.{${OWN.join(",")}}`,
  `**/{${FOLDERS.flatMap(spellings).join(",")}}/**/*.{${[...DATA, ...CODE].join(",")}}`,
  "**/{values,values-*}/*.xml",
  "**/{moko-resources,MR}/*/*.xml",
  "**/{active,translate}.*.toml",
  `**/{${ALL_LANGUAGES.join(",")}}.{json,yaml,yml,js,mjs,cjs,ts,php}`,
  // Jekyll.
  "**/_data/*.{json,yaml,yml}",
  "**/{nls,nls.*,*.nls,*.nls.*,l10n,l10n.*,*.l10n,*.l10n.*}.json",
];

/** Whether a file is below a folder of translations. */
export function isInFolder(path: string): boolean {
  return IN_FOLDER.test(path);
}

/** Whether the path of a file suggests that it has all languages. */
export function mayHaveAllLanguages(path: string): boolean {
  return ALL_NAMED.test(path);
}

const ALL_NAMED = new RegExp(
  `(?:^|${SLASH})(?:(?:${ALL_LANGUAGES.join("|").replaceAll(".", "\\.")})\\.(?:json|ya?ml|[cm]?js|ts|php)|_data${SLASH}[^\\\\/]+\\.(?:json|ya?ml))$`,
);

const IN_FOLDER = new RegExp(`(?:^|${SLASH})(?:${FOLDERS.join("|")})${SLASH}`, "i");

/** Regions, scripts and English varieties after a language, in the spellings that {@link readSpelling} knows. */
const AFTER_LANGUAGE = [
  "",
  "[_-][A-Za-z][A-Za-z]",
  "[A-Z][A-Z]",
  "[_-][Hh][Aa][Nn][ST]",
  "[_-][a-zA-Z][a-z][a-z][a-z]",
  "[_-][0-9][0-9][0-9]",
];

/**
 * Patterns of files, in any folder, whose names contain a language, or that are in a folder named after one of some
 * languages. Qt's files are next to the code that uses them.
 */
export function namedGlobs(languages: readonly string[]): string[] {
  const folders = [...new Set(languages.flatMap(folderSpellings))];
  const languageWords = ["[a-z][a-z]", "[A-Z][A-Z]"].flatMap((one) => AFTER_LANGUAGE.map((after) => one + after));
  const named = ["", "*[._-]"].flatMap((before) => languageWords.map((word) => before + word));
  return [
    `**/{${named.join(",")}}.{${[...DATA, "toml"].join(",")}}`,
    `**/*_{${languageWords.join(",")}}.ts`,
    `**/{${folders.join(",")}}/**/*.{${[...DATA, "php", "inc", "toml"].join(",")}}`,
  ];
}

/** How folders spell a language; of one without a region also with the usual ones. */
function folderSpellings(tag: LanguageTag): string[] {
  const tags =
    tag === "en" ? ["en", "en-US", "en-GB"] : tag.includes("-") ? [tag] : [tag, `${tag}-${tag.toUpperCase()}`];
  const separators = ["-", "_"] as const;
  const casings = ["canonical", "lower"] as const;
  const names = (["lower", "title"] as const).map((casing) => spell(tag, { form: "name", casing }));
  return [
    ...tags.flatMap((one) =>
      separators.flatMap((separator) => casings.map((casing) => spell(one, { separator, casing }))),
    ),
    ...names,
  ];
}

/** Folders without anything to translate: installed or built files. */
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

const EXCLUDED: ReadonlySet<string> = new Set(EXCLUDED_FOLDERS);

/** Where Laravel keeps an application's own texts for the packages that it uses. */
export const PACKAGE_TEXTS = "**/lang/vendor/**";

/**
 * Whether a folder has nothing to translate: one of {@link EXCLUDED_FOLDERS}, unless it is Laravel's `lang/vendor`, or a
 * built framework of Apple's.
 *
 * @param above the path of the folder that it is in, with `/` between folders
 */
export function isExcluded(above: string, name: string): boolean {
  if (/\.(?:xc)?framework$/.test(name)) return true;
  return EXCLUDED.has(name) && !(name === "vendor" && /(?:^|\/)lang$/.test(above));
}

/** Whether a path with `/` between folders is below a folder that has nothing to translate. */
export function isBelowExcluded(path: string): boolean {
  const folders = path.split("/").slice(0, -1);
  return folders.some((name, index) => isExcluded(folders.slice(0, index).join("/"), name));
}

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

/** Globs distinguish case: covers folders in lower case, in upper case, and capitalized. */
function spellings(folder: string): string[] {
  if (folder === "lc_messages") return ["LC_MESSAGES"];
  return [...new Set([folder, folder.charAt(0).toUpperCase() + folder.slice(1), folder.toUpperCase()])];
}
