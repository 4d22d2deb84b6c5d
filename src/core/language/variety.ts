import type { SaidArgument } from "../errors.js";
import { remembering } from "../text/remembering.js";
import { languageName } from "./language-names.js";
import type { LanguageTag } from "./tag.js";

/** Language, script and region of a tag; missing parts have CLDR's likely values. */
export interface Variety {
  /** ISO 639; `no` is read as `nb`. */
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

/** How many tags are remembered; a project has few, and asks for them with every string. */
const MAX_TAGS = 1000;

/**
 * Reads a BCP 47 tag in any case, with hyphens or underscores; variants and extensions are ignored.
 *
 * @returns undefined when it is not well-formed
 */
export const varietyOf: (tag: LanguageTag) => Variety | undefined = remembering(MAX_TAGS, readTag);

function readTag(tag: LanguageTag): Variety | undefined {
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
 * Languages with several written standards, with the standard that each variety follows. All other languages
 * have one standard per script.
 */
const STANDARDS: Readonly<Record<string, (variety: Variety) => LanguageTag>> = {
  // In CLDR pt-PT is the parent of every other variety, such as pt-AO and pt-MZ.
  pt: ({ script, region }) => (script !== "Latn" ? `pt-${script}` : region === "BR" ? "pt-BR" : "pt-PT"),
  zh: ({ script }) => `zh-${script}`,
};

/**
 * The written standard of a variety, as a tag: `zh-Hant` of `zh-TW`, `pt-PT` of `pt-AO`, `sr-Cyrl` of `sr`.
 * Readers of one standard do not accept another as their language.
 */
export function standardOf(variety: Variety): LanguageTag {
  return STANDARDS[variety.language]?.(variety) ?? `${variety.language}-${variety.script}`;
}

/**
 * Whether a text of one tag may go into a file of another: same language, and no two different standards, such as
 * `zh-TW` and `zh-CN`. A bare language fits all its varieties.
 */
export function isCompatible(a: LanguageTag, b: LanguageTag): boolean {
  const [first, second] = [varietyOf(a), varietyOf(b)];
  if (!first || !second) return a === b;
  if (first.language !== second.language) return false;
  const isBare = ({ namesScript, namesRegion }: Variety): boolean => !namesScript && !namesRegion;
  return isBare(first) || isBare(second) || standardOf(first) === standardOf(second);
}

/** A language with the region that it usually means, and no script: `zh-TW` of `zh-Hant`. */
export function withRegion(tag: LanguageTag): LanguageTag {
  const { language, region } = new Intl.Locale(tag).maximize();
  return region === undefined ? tag : `${language}-${region}`;
}

/** Regions that need not be named after their standard. */
const HOMES: ReadonlySet<string> = new Set(["BR", "CN", "PT"]);

/**
 * The name of a language, for people and prompts. If the language has several standards, the name includes
 * the one meant: `pt` is Brazilian Portuguese, `zh-TW` Traditional Chinese (Taiwan).
 *
 * @param display the language of the name
 */
export function varietyName(tag: LanguageTag, display = "en"): string {
  const variety = varietyOf(tag);
  if (!variety) return tag;
  const isSeveral = STANDARDS[variety.language] !== undefined;
  const name = languageName(isSeveral ? standardOf(variety) : tag.trim().replaceAll("_", "-"), display);
  if (!isSeveral || !variety.namesRegion || HOMES.has(variety.region)) return name;
  const regions = new Intl.DisplayNames([display, "en"], { type: "region", style: "short" });
  return `${name} (${regions.of(variety.region) ?? variety.region})`;
}

/** A language and its written standard, as an argument of a sentence. */
export function saidLanguage(tag: LanguageTag): SaidArgument {
  return { tag, english: varietyName(tag) };
}
