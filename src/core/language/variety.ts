import type { LanguageTag } from "./tag.js";

/** How a text of a language tag is written; what the tag leaves out is CLDR's likely value. */
export interface Variety {
  /** ISO 639; `no` is read as the Norwegian that it means, `nb`. */
  readonly language: string;
  /** ISO 15924, as in `Hans`. */
  readonly script: string;
  /** ISO 3166 or UN M.49, as in `BR` or `419`. */
  readonly region: string;
  /** Whether the tag itself names a script. */
  readonly namesScript: boolean;
  /** Whether the tag itself names a region. */
  readonly namesRegion: boolean;
}

/**
 * Reads a BCP 47 tag in any case, with hyphens or underscores; variants and extensions do not count.
 *
 * @returns undefined when it is not well-formed
 */
export function varietyOf(tag: LanguageTag): Variety | undefined {
  let locale: Intl.Locale;
  try {
    locale = new Intl.Locale(tag.trim().replaceAll("_", "-"));
  } catch {
    return undefined;
  }
  const { language, script = "", region = "" } = locale.maximize();
  return {
    language: language === "no" ? "nb" : language,
    script,
    region,
    namesScript: locale.script !== undefined,
    namesRegion: locale.region !== undefined,
  };
}

/**
 * Languages with several written standards, the tag of the one that a variety follows. All others have one
 * standard for each script.
 */
const STANDARDS: Readonly<Record<string, (variety: Variety) => LanguageTag>> = {
  // CLDR's parent of every other Portuguese, pt-AO and pt-MZ among them, is pt-PT.
  pt: ({ script, region }) => (script !== "Latn" ? `pt-${script}` : region === "BR" ? "pt-BR" : "pt-PT"),
  zh: ({ script }) => `zh-${script}`,
};

/**
 * The written standard of a variety, as a tag: `zh-Hant` of `zh-TW`, `pt-PT` of `pt-AO`, `sr-Cyrl` of `sr`.
 * Readers of one standard do not take another for their language.
 */
export function standardOf(variety: Variety): LanguageTag {
  return STANDARDS[variety.language]?.(variety) ?? `${variety.language}-${variety.script}`;
}

/**
 * Whether a text of one tag may be in a file of another: the language is the same, and the tags do not name
 * different standards, as `zh-TW` and `zh-CN` or `pt-PT` and `pt-BR` do. A language alone goes with all of its own.
 */
export function isCompatible(a: LanguageTag, b: LanguageTag): boolean {
  const [first, second] = [varietyOf(a), varietyOf(b)];
  if (!first || !second) return a === b;
  if (first.language !== second.language) return false;
  const isBare = ({ namesScript, namesRegion }: Variety): boolean => !namesScript && !namesRegion;
  return isBare(first) || isBare(second) || standardOf(first) === standardOf(second);
}

const LANGUAGES = new Intl.DisplayNames(["en"], { type: "language" });
const REGIONS = new Intl.DisplayNames(["en"], { type: "region", style: "short" });

/** Regions whose variety is what the standard's own name says. */
const HOMES: ReadonlySet<string> = new Set(["BR", "CN", "PT"]);

/**
 * The English name of a language for people and prompts. Where a language has several standards, it says which
 * one the tag means: `pt` is Brazilian Portuguese, `zh-TW` Traditional Chinese (Taiwan).
 */
export function varietyName(tag: LanguageTag): string {
  const variety = varietyOf(tag);
  if (!variety) return tag;
  const isSeveral = STANDARDS[variety.language] !== undefined;
  const name = LANGUAGES.of(isSeveral ? standardOf(variety) : tag.trim().replaceAll("_", "-")) ?? tag;
  if (!isSeveral || !variety.namesRegion || HOMES.has(variety.region)) return name;
  return `${name} (${REGIONS.of(variety.region) ?? variety.region})`;
}
