import type { KeyPath } from "../formats/format.js";
import { js } from "../formats/js/js.js";
import { json } from "../formats/json/json.js";
import { yaml } from "../formats/yaml/yaml.js";
import { knownLanguages } from "../language/language-names.js";
import type { LanguageTag } from "../language/tag.js";
import type { Renamed } from "./language-placeholder.js";
import type { ListedPlaces, Place, PlacePattern } from "./path-patterns.js";
import { isStar, MAX_PATH_LENGTH, type Token, tokensOf } from "./place-match.js";

/** What the settings of another localization tool say about a project. */
export interface ToolSettings extends ListedPlaces {
  /** Undefined if the settings do not say. */
  readonly source: LanguageTag | undefined;
  /** Empty if the settings do not say. */
  readonly targets: readonly LanguageTag[];
}

/** Where tools keep their settings, relative to the folder that they are for. */
export const TOOL_FILES: readonly string[] = [
  ".vscode/settings.json",
  "project.inlang/settings.json",
  "i18n.json",
  "crowdin.yml",
  "crowdin.yaml",
  "i18next-parser.config.js",
  "i18next-parser.config.mjs",
  "i18next-parser.config.cjs",
  "i18next-parser.config.ts",
  "i18next-parser.config.json",
];

/**
 * Reads the settings of a tool; even code is only read as data.
 *
 * @param path one of {@link TOOL_FILES}
 * @returns undefined if it does not name places of translations, or is malformed, which is left to its own tool to
 *   report
 */
export function readToolSettings(path: string, text: string): ToolSettings | undefined {
  let values: Values;
  try {
    const format = /\.ya?ml$/.test(path) ? yaml : path.endsWith(".json") ? json : js;
    values = new Values(format.read(text).units);
  } catch {
    return undefined;
  }
  const said = readerOf(path)(values);
  const places = said.places.slice(0, MAX_PLACES).flatMap(confined);
  if (places.length === 0) return undefined;
  const listed = [said.source, ...said.targets.slice(0, MAX_TARGETS)].filter((one) => one !== undefined);
  const [source] = knownLanguages(said.source === undefined ? [] : [said.source]);
  const targets = knownLanguages(said.targets.slice(0, MAX_TARGETS)).filter((one) => one !== source);
  return { source, targets, listed, places };
}

/** What a file says, unchecked. */
interface Said {
  readonly source: string | undefined;
  readonly targets: readonly string[];
  readonly places: readonly Place[];
}

/** The strings of a settings file, by their keys. */
class Values {
  readonly #all: readonly { readonly key: KeyPath; readonly value: string }[];

  constructor(all: readonly { readonly key: KeyPath; readonly value: string }[]) {
    this.#all = all;
  }

  get(...path: KeyPath): string | undefined {
    return this.#all.find(({ key }) => key.length === path.length && startsWith(key, path))?.value;
  }

  /** All strings at a key or below it, in order. */
  below(...path: KeyPath): string[] {
    return this.#all.filter(({ key }) => startsWith(key, path)).map(({ value }) => value);
  }

  /** All strings at keys of a kind, in order. */
  where(isWanted: (key: KeyPath) => boolean): string[] {
    return this.#all.filter(({ key }) => isWanted(key)).map(({ value }) => value);
  }

  /** The first of the next names below a key, in order. */
  names(...path: KeyPath): (string | number)[] {
    const names = this.#all.filter(({ key }) => key.length > path.length && startsWith(key, path));
    return [...new Set(names.map(({ key }) => key[path.length] as string | number))].slice(0, MAX_PLACES);
  }
}

function startsWith(key: KeyPath, path: KeyPath): boolean {
  return path.every((name, index) => key[index] === name);
}

/** Most places of a project; more would take long with thousands of files. */
const MAX_PLACES = 200;
const MAX_TARGETS = 200;
const MAX_STARS = 3;
const MAX_LANGUAGES = 2;

/** A place if both of its paths stay below their folder and have known placeholders; otherwise none. */
function confined({ source, target, renamed }: Place): Place[] {
  const [from, to] = [source, target].map(normalized);
  const [sources, targets] = [tokensOf(from ?? "{}"), tokensOf(to ?? "{}")];
  if (from === undefined || to === undefined || !sources || !targets) return [];
  const stars = [sources, targets].map((tokens) => tokens.filter(isStar).length) as [number, number];
  const languages = targets.filter(({ kind }) => kind === "language").length;
  // A star of the target takes the text of one in the source.
  const isKnown = stars[1] <= stars[0] && languages > 0 && sources.every(isOfSource);
  return isKnown && stars[0] <= MAX_STARS && languages <= MAX_LANGUAGES
    ? [{ source: from, target: to, ...(renamed ? { renamed } : {}) }]
    : [];
}

function isOfSource(token: Token): boolean {
  return token.kind === "text" || token.kind === "language" || isStar(token);
}

/** A pattern relative to its folder; undefined for one that leaves it. */
function normalized(pattern: PlacePattern): PlacePattern | undefined {
  if (pattern.length > MAX_PATH_LENGTH) return undefined;
  const path = pattern.replace(/^(?:\.?\/)+/, "").replace(/\/(?:\.\/)+/g, "/");
  const leaves = path === "" || path.includes("\\") || /^[A-Za-z]:|(?:^|\/)\.\.(?:\/|$)/.test(path);
  return leaves ? undefined : path;
}

const both = (pattern: PlacePattern): Place => ({ source: pattern, target: pattern });

function readerOf(path: string): (values: Values) => Said {
  if (path.startsWith(".vscode/")) return readI18nAlly;
  if (path.startsWith("project.inlang/")) return readInlang;
  if (path.startsWith("crowdin.")) return readCrowdin;
  return path === "i18n.json" ? readLingo : readI18next;
}

/** i18n Ally, "Configurations": `localesPaths`, `pathMatcher`, `sourceLanguage`. */
function readI18nAlly(values: Values): Said {
  const folders = values.below("i18n-ally.localesPaths");
  const matcher = values.get("i18n-ally.pathMatcher");
  const patterns =
    matcher === undefined
      ? ["{lang}.*", "{lang}/**"]
      : [
          matcher
            .replace(/\{locale\}/g, "{lang}")
            .replace(/\{namespaces\}/g, "**")
            .replace(/\{(?:namespace|ext)\}/g, "*"),
        ];
  const isKnown = patterns.every((pattern) => !/[?(|]/.test(pattern));
  const places = isKnown ? folders.flatMap((folder) => patterns.map((one) => both(`${folder}/${one}`))) : [];
  return { source: values.get("i18n-ally.sourceLanguage"), targets: [], places };
}

/** inlang, "Settings": the path patterns of its plugins, for one file or by namespace. */
function readInlang(values: Values): Said {
  const patterns = values
    .where(([, name]) => name === "pathPattern")
    .map((pattern) => pattern.replace(/\{(?:locale|languageTag)\}/g, "{lang}"));
  return {
    source: values.get("baseLocale") ?? values.get("sourceLanguageTag"),
    targets: [...values.below("locales"), ...values.below("languageTags")],
    places: patterns.map(both),
  };
}

/** lingo.dev, "i18n.json": the files of its buckets. */
function readLingo(values: Values): Said {
  const files = values.where(([name, , inside]) => name === "buckets" && inside === "include");
  return {
    source: values.get("locale", "source"),
    targets: values.below("locale", "targets"),
    places: files.map((pattern) => both(pattern.replaceAll("[locale]", "{lang}"))),
  };
}

/** i18next-parser, "Options": `output`. */
function readI18next(values: Values): Said {
  const output = values.get("output") ?? "";
  return {
    source: undefined,
    targets: values.below("locales"),
    places: [both(output.replaceAll("$LOCALE", "{lang}").replaceAll("$NAMESPACE", "*"))],
  };
}

/** Crowdin, "Configuration file", "Placeholders". */
const CROWDIN: Readonly<Record<string, string>> = {
  two_letters_code: "{lang:two}",
  three_letters_code: "{lang:three}",
  locale: "{lang:locale}",
  locale_with_underscore: "{lang:posix}",
  android_code: "{lang:android}",
  osx_code: "{lang:osx}.lproj",
  osx_locale: "{lang:osxlocale}",
  language: "{lang:name}",
  original_file_name: "{file}",
  file_name: "{name}",
  file_extension: "{ext}",
  original_path: "{dir}",
};

function readCrowdin(values: Values): Said {
  const base = values.get("base_path") ?? "";
  const below = (path: string): string => (base === "" || base === "." ? path : `${base}/${path}`);
  const places = values.names("files").flatMap((index): Place[] => {
    const source = values.get("files", index, "source") ?? "";
    const said = values.get("files", index, "translation") ?? "";
    const target = said.replace(/%(\w+)%/g, (all, name: string) => CROWDIN[name] ?? all);
    // Only Crowdin can resolve other placeholders.
    if (/%\w+%/.test(target) || source === "") return [];
    const renamed = renamedIn(values, ["files", index, "languages_mapping"]);
    return [{ source: below(source), target: below(target), ...(renamed ? { renamed } : {}) }];
  });
  return { source: undefined, targets: [], places };
}

/** `languages_mapping`: by placeholder and by Crowdin's language, how a language is written. */
function renamedIn(values: Values, path: KeyPath): Renamed | undefined {
  const renamed = values.names(...path).flatMap((placeholder) => {
    const style = /^\{lang:(\w+)\}/.exec(CROWDIN[placeholder] ?? "")?.[1];
    const languages = values.names(...path, placeholder).map((language): [string, string] => {
      const name = values.get(...path, placeholder, language) ?? "";
      return [String(language), name.replace(/\.lproj$/, "")];
    });
    return style === undefined ? [] : [[style, Object.fromEntries(languages)] as const];
  });
  return renamed.length > 0 ? Object.fromEntries(renamed) : undefined;
}
