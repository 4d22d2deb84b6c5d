import type { KeyPath } from "../formats/format.js";
import { readSpelling } from "../language/spelling.js";
import type { Renamed } from "./language-placeholder.js";
import type { Place, PlacePattern } from "./path-patterns.js";
import type { ToolValues } from "./tool-values.js";

/** What a file says, unchecked. */
export interface UncheckedSettings {
  readonly source: string | undefined;
  readonly targets: readonly string[];
  readonly places: readonly Place[];
}

const both = (pattern: PlacePattern): Place => ({ source: pattern, target: pattern });

/** Reads the settings of one tool; see its documentation. */
type Reader = (values: ToolValues) => UncheckedSettings;

/** The reader of a settings file, by its path below the folder that it is for. */
export function readerOf(path: string): Reader {
  const found = READERS.find(([start]) => path.startsWith(start));
  if (!found) throw new RangeError(`There are no settings of tools in ${path}.`);
  return found[1];
}

/** i18n Ally, "Configurations": `localesPaths`, `pathMatcher`, `sourceLanguage`. */
function readI18nAlly(values: ToolValues): UncheckedSettings {
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
function readInlang(values: ToolValues): UncheckedSettings {
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
function readLingo(values: ToolValues): UncheckedSettings {
  const files = values.where(([name, , inside]) => name === "buckets" && inside === "include");
  return {
    source: values.get("locale", "source"),
    targets: values.below("locale", "targets"),
    places: files.map((pattern) => both(pattern.replaceAll("[locale]", "{lang}"))),
  };
}

/** i18next-parser, "Options": `output`. */
function readI18next(values: ToolValues): UncheckedSettings {
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

function readCrowdin(values: ToolValues): UncheckedSettings {
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
function renamedIn(values: ToolValues, path: KeyPath): Renamed | undefined {
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

/** Transifex, "Client configuration": `file_filter`, `source_file` and `lang_map` of each resource. */
function readTransifex(values: ToolValues): UncheckedSettings {
  const sections = values.names().filter((section) => section !== "main");
  const places = sections.flatMap((section): Place[] => {
    const filter = values.get(section, "file_filter");
    if (filter === undefined || !filter.includes("<lang>")) return [];
    const target = filter.replaceAll("<lang>", "{lang:underscored}");
    const source = values.get(section, "source_file") ?? target;
    const names = [values.get("main", "lang_map"), values.get(section, "lang_map")].flatMap(langMap);
    return [{ source, target, ...(names.length > 0 ? { renamed: { underscored: Object.fromEntries(names) } } : {}) }];
  });
  const [source] = sections.flatMap((section) => values.get(section, "source_lang") ?? []);
  return { source, targets: [], places };
}

/** `zh_TW: zh-Hant, sr@latin: sr-Latn`: Transifex's code, and the one in paths. */
function langMap(text = ""): [string, string][] {
  return text.split(",").flatMap((pair): [string, string][] => {
    const [code = "", own = ""] = pair.split(":").map((part) => part.trim());
    return code === "" || own === "" ? [] : [[code, own]];
  });
}

/** Phrase, "Configuration": the files of `push` and `pull`. */
function readPhrase(values: ToolValues): UncheckedSettings {
  const files = values.where((key) => key.at(-1) === "file" && key.includes("targets"));
  const places = files.map((file) => both(file.replace(/<locale_(?:name|code)>/g, "{lang}").replaceAll("<tag>", "*")));
  return { source: undefined, targets: [], places };
}

/** i18n-tasks, "Configuration": `base_locale`, `locales` and `data.read`. */
function readI18nTasks(values: ToolValues): UncheckedSettings {
  const read = values.below("data", "read");
  const patterns = read.length > 0 ? read : ["config/locales/%{locale}.yml"];
  return {
    source: values.get("base_locale"),
    targets: values.below("locales"),
    places: patterns.map((pattern) => both(pattern.replaceAll("%{locale}", "{lang}"))),
  };
}

/** Flutter, "Internationalizing Flutter apps": `arb-dir` and `template-arb-file`. */
function readFlutter(values: ToolValues): UncheckedSettings {
  const folder = values.get("arb-dir") ?? "lib/l10n";
  const template = values.get("template-arb-file") ?? "app_en.arb";
  const words = template.replace(/\.arb$/, "").split("_");
  // The name ends in the language: `my_app_en_US.arb`.
  const at = words.findIndex((_, index) => index > 0 && readSpelling(words.slice(index).join("_")) !== undefined);
  const [start, source] = at < 0 ? [words, undefined] : [words.slice(0, at), words.slice(at).join("_")];
  const target = `${folder}/${start.join("_")}_{lang:underscored}.arb`;
  return { source, targets: [], places: [{ source: `${folder}/${template}`, target }] };
}

/** Lingui, "Configuration": `sourceLocale`, `locales`, and the paths of `catalogs`, which have no extension. */
function readLingui(values: ToolValues): UncheckedSettings {
  const ending = values.get("format") === "minimal" || values.get("format") === "lingui" ? "json" : "po";
  const paths = values.where(([name, , inside]) => name === "catalogs" && inside === "path");
  const pattern = (path: string): string =>
    path.replace("<rootDir>/", "").replaceAll("{locale}", "{lang}").replaceAll("{name}", "*");
  return {
    source: values.get("sourceLocale"),
    targets: values.below("locales"),
    places: paths.map((path) => both(`${pattern(path)}.${ending}`)),
  };
}

/** By the beginning of the path. */
const READERS: readonly (readonly [start: string, read: Reader])[] = [
  [".vscode/", readI18nAlly],
  ["project.inlang/", readInlang],
  ["crowdin.", readCrowdin],
  ["i18n.json", readLingo],
  ["i18next-parser.", readI18next],
  [".tx/", readTransifex],
  [".phrase", readPhrase],
  ["config/i18n-tasks.", readI18nTasks],
  ["l10n.", readFlutter],
  ["lingui.", readLingui],
];
