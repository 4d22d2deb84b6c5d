/**
 * How languages are spelled in the names of files and folders: the way there ({@link spell}) and back
 * ({@link readSpelling}) are over one set of traits.
 */

import { remembering } from "../text/remembering.js";
import { languageNamed, nameWord } from "./name-words.js";
import { isQps } from "./pseudo-locale.js";
import type { LanguageTag } from "./tag.js";
import type { TagTraits } from "./tag-traits.js";

/** A word that is a language. */
export interface TagSpelling {
  /** Canonical. */
  readonly tag: LanguageTag;
  readonly traits: TagTraits;
}

/** Withdrawn codes that platforms still use, by the current ones. */
const LEGACY: Readonly<Record<string, string>> = { he: "iw", id: "in", yi: "ji" };
const WITHDRAWN: ReadonlySet<string> = new Set([...Object.values(LEGACY), "tl", "mo", "sh"]);

/** Non-standard codes in names of files; these are read, never written. */
const ALIASES: Readonly<Record<string, LanguageTag>> = {
  "zh-chs": "zh-Hans",
  "zh-cht": "zh-Hant",
  cn: "zh-CN",
  jp: "ja",
  cz: "cs",
  dk: "da",
  gr: "el",
  // MediaWiki's Serbian by script, with codes that look like regions.
  "sr-ec": "sr-Cyrl",
  "sr-el": "sr-Latn",
  "be-x-old": "be-tarask",
  // Windows' codes of three letters that are not those of ISO 639.
  enu: "en",
  chs: "zh-Hans",
  cht: "zh-Hant",
  csy: "cs",
  esn: "es",
  esp: "es",
  plk: "pl",
  ptb: "pt-BR",
  ptg: "pt-PT",
  sve: "sv",
  trk: "tr",
};

/** Variants of BCP 47 that projects use, and forms of address; other words of that length are not variants. */
const VARIANTS =
  /^(?:valencia|tarask|1901|1996|oxendict|scouse|scotland|polyton|monoton|arevela|arevmda|ao1990|colb1945|abl1943|pinyin|wadegile|formal|informal)$/;

/** Languages with their codes of three letters (ISO 639-2/T). */
const LONG: ReadonlyMap<string, string> = new Map(
  (
    "ar ara bg bul bn ben ca cat cs ces da dan de deu el ell en eng es spa et est fa fas fi fin fr fra he heb hi hin " +
    "hr hrv hu hun id ind is isl it ita ja jpn ko kor lt lit lv lav ms msa nb nob nl nld nn nno no nor pl pol pt por " +
    "ro ron ru rus sk slk sl slv sq sqi sr srp sv swe th tha tr tur uk ukr ur urd vi vie zh zho"
  )
    .split(" ")
    .flatMap((code, index, all) => (index % 2 === 0 ? [[code, all[index + 1] ?? code] as const] : [])),
);

/** Scripts as locales of the C library name them. */
const MODIFIERS: Readonly<Record<string, string>> = {
  latin: "Latn",
  cyrillic: "Cyrl",
  arabic: "Arab",
  devanagari: "Deva",
  shaw: "Shaw",
};

const known = {
  language: new Intl.DisplayNames(["en"], { type: "language", fallback: "none" }),
  region: new Intl.DisplayNames(["en"], { type: "region", fallback: "none" }),
  script: new Intl.DisplayNames(["en"], { type: "script", fallback: "none" }),
};

const TAG = /^([A-Za-z]{2,3})((?:[-_](?:r(?:[A-Z]{2}|\d{3})|[A-Za-z0-9]{2,8}))*)$/;
/** phpBB and Drupal: `de_x_sie`, `de-x-formal`. */
const PRIVATE = /^([A-Za-z]{2,3})([-_])x\2([A-Za-z0-9]{2,8})$/;
const JOINED = /^([a-z]{2})(?=[A-Z])([A-Z][a-z]{3})?([A-Z]{2})?$/;
const MAX_WORDS = 20_000;

/**
 * Reads a word of a path as a language: a tag in any case and with either separator, as platforms write it, or its
 * English name.
 *
 * @returns undefined for any other word
 * @example
 * readSpelling("zh-hant")?.tag // "zh-Hant"
 * readSpelling("pt-rBR")?.tag // "pt-BR"
 * readSpelling("sr@latin")?.tag // "sr-Latn"
 * readSpelling("iw")?.tag // "he"
 */
export const readSpelling: (word: string) => TagSpelling | undefined = remembering(MAX_WORDS, readWord);

function readWord(word: string): TagSpelling | undefined {
  if (isQps(word.replaceAll("_", "-"))) return { tag: word.replaceAll("_", "-").toLowerCase(), traits: {} };
  const alias = ALIASES[word.toLowerCase().replaceAll("_", "-")];
  if (alias !== undefined) return { tag: alias, traits: {} };
  if (/^b\+/i.test(word)) return readParts(word.slice(2).split("+"), { form: "android" });
  const [base = "", modifier, ...more] = word.split("@");
  if (modifier !== undefined) return more.length > 0 ? undefined : readModified(base, modifier);
  const joined = JOINED.exec(word);
  if (joined)
    return readParts(
      joined.slice(1).filter((part) => part !== undefined),
      { form: "joined" },
    );
  const own = PRIVATE.exec(word);
  if (own) return readPrivate(own);
  const match = TAG.exec(word);
  if (match) {
    const parts = word.split(/[-_]/);
    const isAndroid = /[-_]r(?:[A-Z]{2}|\d{3})$/.test(word);
    const last = parts.at(-1) ?? "";
    const read = readParts(isAndroid ? [...parts.slice(0, -1), last.slice(1)] : parts, {
      form: isAndroid ? "android" : parts.length > 1 ? "tag" : undefined,
      separator: isAndroid || parts.length < 2 ? undefined : word.includes("_") ? "_" : "-",
      casing: isAndroid ? undefined : casingOf(parts),
    });
    if (read) return read;
  }
  const tag = languageNamed(word);
  return tag === undefined ? undefined : { tag, traits: { form: "name", ...namedTraits(word) } };
}

function namedTraits(word: string): TagTraits {
  const separator = /[-_]/.exec(word)?.[0] as "-" | "_" | undefined;
  const casing = word === word.toLowerCase() ? "lower" : word === word.toUpperCase() ? "upper" : "title";
  return { separator, casing };
}

/** `sr@latin`, `ca@valencia`, `uz_UZ@cyrillic`. */
function readModified(base: string, modifier: string): TagSpelling | undefined {
  const of = readWord(base);
  const script = MODIFIERS[modifier.toLowerCase()] ?? (/^[A-Za-z]{4}$/.test(modifier) ? modifier : undefined);
  if (!of || of.tag.length < 2) return undefined;
  const [language = "", ...rest] = of.tag.split("-");
  if (script !== undefined) return readParts([language, script, ...rest], { form: "at" });
  return VARIANTS.test(modifier.toLowerCase()) ? readParts([language, ...rest, modifier], { form: "at" }) : undefined;
}

function readPrivate([, base = "", separator, name = ""]: RegExpExecArray): TagSpelling | undefined {
  const read = readParts([base], { form: "tag", separator: separator === "_" ? "_" : "-" });
  return read && { ...read, tag: `${read.tag}-x-${name.toLowerCase()}` };
}

/** The tag made of some subtags, if all of them are known. */
function readParts([language = "", ...parts]: readonly string[], traits: TagTraits): TagSpelling | undefined {
  const rest = isDoubled(language, parts) ? [] : scriptFirst(parts);
  if (!/^[A-Za-z]{2,3}$/.test(language) || rest.length > 3 || !rest.every(isSubtag)) return undefined;
  try {
    const [tag = ""] = Intl.getCanonicalLocales([language, ...rest].join("-"));
    if (known.language.of(new Intl.Locale(tag).language) === undefined || NO_LANGUAGES.has(language.toLowerCase()))
      return undefined;
    return {
      tag,
      traits: {
        ...traits,
        ...(isLegacyCode(language) ? { isLegacy: true } : {}),
        ...modern(tag, language),
        ...lengthOf(language),
      },
    };
  } catch {
    return undefined;
  }
}

/** Languages that are official in a region with the same letters, where CLDR expects another one. */
const DOUBLES: ReadonlySet<string> = new Set(["pt", "se"]);

/** `en_EN`, `ja-JA`, `uk_UK`: the language twice, where a region was meant. */
function isDoubled(language: string, [region = "", ...others]: readonly string[]): boolean {
  if (others.length > 0 || !/^[A-Za-z]{2}$/.test(region) || language.toLowerCase() !== region.toLowerCase())
    return false;
  return !DOUBLES.has(language.toLowerCase()) && new Intl.Locale(language).maximize().region !== region.toUpperCase();
}

/** `sr_RS_latin` of Liferay: the script as the C library names it, behind the region. */
function scriptFirst(parts: readonly string[]): readonly string[] {
  const script = MODIFIERS[parts.at(-1)?.toLowerCase() ?? ""];
  return script === undefined ? parts : [script, ...parts.slice(0, -1)];
}

/** Codes without a language, and codes that are far more often names of folders, such as sources or binaries. */
const NO_LANGUAGES: ReadonlySet<string> = new Set(
  "und mul zxx mis src bin new car min mac may per ice geo run sun nav".split(" "),
);

const isLegacyCode = (language: string): boolean => WITHDRAWN.has(language.toLowerCase());

function modern(tag: LanguageTag, language: string): TagTraits {
  return Object.hasOwn(LEGACY, tag.split("-")[0] ?? "") && !isLegacyCode(language) ? { isLegacy: false } : {};
}

/** Whether a code has three letters where others have two. */
function lengthOf(language: string): TagTraits {
  if (language.length === 2) return { isLong: false };
  return [...LONG.values()].includes(language.toLowerCase()) ? { isLong: true } : {};
}

function isSubtag(part: string): boolean {
  if (/^[A-Za-z]{2}$|^\d{3}$/.test(part)) return known.region.of(part.toUpperCase()) !== undefined;
  if (/^[A-Za-z]{4}$/.test(part)) return known.script.of(titled(part)) !== undefined;
  return VARIANTS.test(part.toLowerCase());
}

const titled = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();

/** What the parts of a tag reveal about casing; a lower-case language alone reveals nothing. */
function casingOf(parts: readonly string[]): TagTraits["casing"] {
  const letters = parts.filter((part) => /[A-Za-z]/.test(part));
  const [first = "", ...rest] = letters;
  if (letters.every((part) => part === part.toUpperCase())) return "upper";
  if (rest.length === 0) return first === first.toLowerCase() ? undefined : "title";
  return letters.every((part) => part === part.toLowerCase()) ? "lower" : "canonical";
}

/**
 * Spells a language like others; as in BCP 47 if nothing is known.
 *
 * @example
 * spell("pt-BR", { separator: "_", casing: "lower" }) // "pt_br"
 * spell("es-419", { form: "android" }) // "b+es+419"
 * spell("he", { isLegacy: true }) // "iw"
 */
export function spell(tag: LanguageTag, traits: TagTraits): string {
  if (isQps(tag)) return traits.separator === "_" ? tag.replaceAll("-", "_") : tag;
  const [language = "", ...rest] = tag.split("-");
  const code = traits.isLong ? LONG.get(language) : traits.isLegacy ? LEGACY[language] : undefined;
  const parts = [code ?? language, ...rest];
  switch (traits.form) {
    case "android":
      return androidQualifier(parts);
    case "joined":
      if (JOINED.test(parts.join(""))) return parts.join("");
      break;
    case "at":
      return cased(atModifier(parts), traits.casing);
    case "name": {
      const name = nameWord(tag);
      if (name !== undefined) return casedName(name.replaceAll("-", traits.separator ?? "-"), traits.casing);
      break;
    }
    default:
  }
  return cased(parts.join(traits.separator ?? "-"), traits.casing);
}

/** A language as Android's resource folders name it: aapt takes a region of two letters after `-r`, all else in BCP 47. */
function androidQualifier(parts: readonly string[]): string {
  if (parts.length === 1) return parts[0] ?? "";
  const [language, region = ""] = parts;
  return parts.length === 2 && /^[A-Z]{2}$/.test(region) ? `${language}-r${region}` : `b+${parts.join("+")}`;
}

/** A locale of the C library: `uz_UZ@cyrillic`. */
function atModifier(parts: readonly string[]): string {
  const isModifier = (part: string): boolean => part.length >= 4 && !/^\d{4}$/.test(part);
  const [modifier] = parts.filter(isModifier);
  const base = parts.filter((part) => part !== modifier).join("_");
  if (modifier === undefined) return base;
  const name = Object.entries(MODIFIERS).find(([, script]) => script === modifier)?.[0];
  return `${base}@${name ?? modifier}`;
}

function cased(word: string, casing: TagTraits["casing"]): string {
  if (casing === "lower") return word.toLowerCase();
  if (casing === "upper") return word.toUpperCase();
  return casing === "title" ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

function casedName(name: string, casing: TagTraits["casing"]): string {
  return casing === "title" ? name.replace(/[a-z]+/g, titled) : cased(name, casing);
}
