import { languageName, parseLanguage } from "#core/language/language-names.js";
import type { LanguageTag } from "#core/language/tag.js";

/** The columns of a table by purpose, as indexes; undefined if there is none. */
export interface Columns {
  readonly key: number | undefined;
  readonly comment: number | undefined;
  readonly context: number | undefined;
  readonly maxLength: number | undefined;
  /** Columns by language; `source` and `target` are columns with these names. */
  readonly languages: ReadonlyMap<LanguageTag | "source" | "target", number>;
}

const KEY =
  /^(?:keys?|ids?|identifiers?|string ?ids?|names?|labels?|msgid|resource ?(?:id|key|name)?|translation ?key)$/;
const COMMENT = /^(?:(?:developer |translator )?(?:comments?|notes?)|descriptions?|remarks?)$/;
const CONTEXT = /^(?:contexts?|msgctxt)$/;
const MAX_LENGTH = /^(?:max(?:imum)? ?(?:length|chars?|characters?|size)|(?:length|char(?:acter)?) ?limit)$/;

/** The most columns considered: no table of translations has more languages. */
const MAX_CELLS = 500;

/** The columns according to a header; the first one is the key if none is named so and it has no other purpose. */
export function columnsOf(header: readonly string[]): Columns {
  const names = header.slice(0, MAX_CELLS).map((name) =>
    name
      .trim()
      .replace(/[_\s-]+/g, " ")
      .toLowerCase(),
  );
  const find = (pattern: RegExp): number | undefined => {
    const index = names.findIndex((name) => pattern.test(name));
    return index < 0 ? undefined : index;
  };
  const named = { key: find(KEY), comment: find(COMMENT), context: find(CONTEXT), maxLength: find(MAX_LENGTH) };
  const taken = new Set(Object.values(named));
  const languages = new Map<string, number>();
  for (const index of names.keys()) {
    const isOther = taken.has(index) || isNumber(header[index] ?? "", header);
    const language = isOther ? undefined : languageOf(header[index] ?? "");
    if (language !== undefined && !languages.has(language)) languages.set(language, index);
  }
  const isFirstFree = !taken.has(0) && ![...languages.values()].includes(0);
  return { ...named, key: named.key ?? (isFirstFree ? 0 : undefined), languages };
}

/**
 * Whether a column has numbers next to the keys: `Id` or `ID`, as Unity writes. It is Indonesian among tags that are
 * spelled alike, as in `EN,DE,ID`.
 */
function isNumber(name: string, header: readonly string[]): boolean {
  const own = /^\s*(Id|ID)\s*$/.exec(name)?.[1];
  if (own === undefined) return false;
  const alike = own === "ID" ? /^\s*[A-Z]{2}(?:[-_][A-Z]{2})?\s*$/ : /^\s*[A-Z][a-z](?:[-_]\w{2})?\s*$/;
  return !header.slice(0, MAX_CELLS).some((one) => one !== name && alike.test(one) && languageOf(one) !== undefined);
}

const TAG = /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,3}$/i;
/** `German (Germany)`, `English [en-US]`. */
const QUALIFIED = /^([^()[\]]{1,60}?)\s{0,9}[([]([^()[\]]{1,60})[)\]]$/;

/** The language in a header: a tag, an English or its own name, possibly followed by a region or the tag. */
function languageOf(header: string): LanguageTag | undefined {
  const name = header.trim();
  if (name.length > 100) return undefined;
  if (/^(?:source|target)(?: (?:text|language))?$/i.test(name)) return name.slice(0, 6).toLowerCase();
  const whole = tagOf(name) ?? codesByName().languages.get(name.toLowerCase()) ?? codeOfOwnName(name);
  if (whole !== undefined) return whole;
  const [, first = "", second = ""] = QUALIFIED.exec(name) ?? [];
  const base = tagOf(first) ?? codesByName().languages.get(first.toLowerCase()) ?? codeOfOwnName(first);
  if (base === undefined) return undefined;
  const region = codesByName().regions.get(second.toLowerCase());
  return tagOf(second) ?? (region === undefined ? base : (tagOf(`${base}-${region}`) ?? base));
}

function titled(name: string, language: LanguageTag): string {
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

function tagOf(text: string): LanguageTag | undefined {
  if (!TAG.test(text)) return undefined;
  try {
    return parseLanguage(text);
  } catch {
    return undefined;
  }
}

interface Codes {
  readonly languages: ReadonlyMap<string, string>;
  readonly regions: ReadonlyMap<string, string>;
}

let codes: Codes | undefined;

/** Codes by English name in lower case: of languages with two letters, and of the regions and scripts after them. */
function codesByName(): Codes {
  if (codes) return codes;
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  const pairs = letters.flatMap((first) => letters.map((second) => first + second));
  const languages = new Map<string, string>();
  const regions = new Map([
    ["simplified", "Hans"],
    ["traditional", "Hant"],
  ]);
  const names = { language: [...pairs, "zh-Hans", "zh-Hant", "pt-BR", "pt-PT"], region: pairs };
  for (const type of ["language", "region"] as const) {
    const display = new Intl.DisplayNames(["en"], { type, fallback: "none" });
    for (const code of names[type]) {
      const name = display.of(code)?.toLowerCase();
      const known = type === "language" ? languages : regions;
      if (name !== undefined && !known.has(name)) known.set(name, code);
    }
  }
  codes = { languages, regions };
  return codes;
}

/** Languages whose own names occur in headers; a language before its varieties. */
const WITH_OWN_NAMES =
  "ar bg bn ca cs da de el es et eu fa fi fr gl he hi hr hu hy id is it ja ka ko lt lv mk ms nb nl pl pt ro ru sk sl sr sv " +
  "th tr uk ur vi zh pt-BR pt-PT zh-Hans zh-Hant es-419 es-MX fr-CA de-AT de-CH";

let ownNames: ReadonlyMap<string, LanguageTag> | undefined;

/** The code of a language's own name: `Deutsch`, `日本語`, `Português (Brasil)`. */
function codeOfOwnName(name: string): LanguageTag | undefined {
  ownNames ??= new Map(WITH_OWN_NAMES.split(" ").map((tag) => [languageName(tag, tag).toLowerCase(), tag]));
  return ownNames.get(name.toLowerCase());
}

/**
 * The column of a language: of exactly that one, or the only one with the same base, such as `de-DE` for `de`.
 */
export function columnOf({ languages }: Columns, language: LanguageTag): number | undefined {
  const tag = tagOf(language) ?? language;
  const exact = languages.get(tag);
  if (exact !== undefined || tag.includes("-")) return exact;
  const regional = [...languages].filter(([one]) => one.startsWith(`${tag}-`));
  return regional.length === 1 ? regional[0]?.[1] : undefined;
}

/** The header of a new column, in the style of another: `de`, `de_DE`, `German`, `German (de)`, `Deutsch`, `target`. */
export function headerLike(header: string, language: LanguageTag): string {
  const name = header.trim();
  if (/^source/i.test(name)) return name.replace(/^source/i, (word) => (word[0] === "S" ? "Target" : "target"));
  if (tagOf(name)) return name.includes("_") ? language.replaceAll("-", "_") : language;
  const [, , second] = QUALIFIED.exec(name) ?? [];
  if (second !== undefined && tagOf(second)) return `${languageName(language)} (${language})`;
  if (languageOf(name) === undefined) return language;
  return codeOfOwnName(name) === undefined
    ? languageName(language)
    : titled(languageName(language, language), language);
}
