import { RouteLmtError } from "../errors.js";
import type { LanguageTag } from "../segment.js";
import type { Format } from "./format.js";

/**
 * A well-formed BCP 47 tag that the platform knows a name for.
 *
 * @throws {RouteLmtError} `language-unknown`
 */
export function parseLanguage(text: string): LanguageTag {
  const tag = text.trim().replaceAll("_", "-");
  try {
    const [canonical = ""] = Intl.getCanonicalLocales(tag);
    const base = new Intl.Locale(canonical).language;
    if (new Intl.DisplayNames(["en"], { type: "language", fallback: "none" }).of(base)) return canonical;
  } catch {
    // Not well-formed: the same answer as for a tag that nobody knows.
  }
  throw new RouteLmtError(
    "language-unknown",
    `The language "${text}" is not known`,
    "Use a BCP 47 tag such as de, fr or pt-BR.",
  );
}

/** The English name of a language, for prompts and for people. */
export function languageName(tag: LanguageTag): string {
  return new Intl.DisplayNames(["en"], { type: "language" }).of(tag) ?? tag;
}

/**
 * The file that holds the translations into a language: the file itself when it holds source and
 * target, unless it is a template or the source language's own; else the one that its path tells.
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
  if (format.holds === "all-languages") return path;
  const itself = format.holds === "source-and-target" && !format.isTemplate?.(path, text);
  return itself ? path : targetPath(path, source, target);
}

/**
 * Where the target of a source file lives: the source language in the path, as a whole word between
 * separators, becomes the target language. The last such word counts: `locales/en/common.json`,
 * `locales/en.json`, `app_en.arb`, `messages.en-US.json`. A template (`.pot`) has its catalogs
 * beside it: `po/de.po`; so have VS Code's `package.nls.json` and `bundle.l10n.json`.
 *
 * @throws {RouteLmtError} `language-unknown` when the path does not name the source language
 */
export function targetPath(sourcePath: string, source: LanguageTag, target: LanguageTag): string {
  if (/\.pot$/i.test(sourcePath)) return sourcePath.replace(/[^\\/]*$/, `${target.replaceAll("-", "_")}.po`);
  const bundle = /(^|[\\/])(?:package\.nls|bundle\.l10n)(?=\.json$)/i.exec(sourcePath);
  if (bundle) return `${sourcePath.slice(0, -".json".length)}.${target.toLowerCase()}.json`;
  // gettext and Chrome know languages by POSIX names, as in pt_BR.
  const usual = /\.po$|(?:^|[\\/])_locales[\\/]/i.test(sourcePath) ? "_" : "-";
  const base = source.split("-")[0] ?? source;
  const spellings = [source, source.replaceAll("-", "_"), base];
  for (const spelling of spellings) {
    const word = new RegExp(`(^|[\\\\/._-])${spelling}(?:([-_])[A-Z]{2})?(?=$|[\\\\/._-])`, "gi");
    const match = [...sourcePath.matchAll(word)].at(-1);
    if (!match) continue;
    const separator = match[2] ?? (spelling.includes("_") ? "_" : usual);
    const start = match.index + (match[1]?.length ?? 0);
    const end = match.index + match[0].length;
    return sourcePath.slice(0, start) + target.replaceAll("-", separator) + sourcePath.slice(end);
  }
  throw new RouteLmtError(
    "language-unknown",
    `The path ${sourcePath} does not name the source language ${source}`,
    "Name the target file with --out, or the source language with --from.",
  );
}
