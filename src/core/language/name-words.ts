import type { LanguageTag } from "./tag.js";

/** English names of languages in paths that CLDR does not have: those of CodeIgniter, Steam and Crowdin. */
const OTHER_NAMES: Readonly<Record<string, LanguageTag>> = {
  brazilian: "pt-BR",
  "portuguese-brazilian": "pt-BR",
  "portuguese-brazil": "pt-BR",
  "portuguese-br": "pt-BR",
  "portuguese-portugal": "pt-PT",
  "portuguese-pt": "pt-PT",
  "chinese-simplified": "zh-Hans",
  "chinese-traditional": "zh-Hant",
  schinese: "zh-Hans",
  tchinese: "zh-Hant",
  "chinese-cn": "zh-CN",
  "chinese-tw": "zh-TW",
  koreana: "ko",
  latam: "es-419",
  "spanish-latin": "es-419",
  farsi: "fa",
  norwegian: "no",
  bokmal: "nb",
  nynorsk: "nn",
  "serbian-latin": "sr-Latn",
  "serbian-cyrillic": "sr-Cyrl",
};

/** Varieties with a name of their own in CLDR or in file names. */
const VARIETIES: readonly LanguageTag[] = [
  "pt-BR",
  "pt-PT",
  "zh-Hans",
  "zh-Hant",
  "en-US",
  "en-GB",
  "en-AU",
  "en-CA",
  "es-419",
  "es-ES",
  "es-MX",
  "fr-CA",
  "fr-CH",
  "de-AT",
  "de-CH",
];

/** Languages whose own names occur in paths: `deutsch`, `francais`. They are read, never written. */
const WITH_OWN_NAMES = "de fr es it pt nl pl sv da fi cs sk hu ro tr hr sl et lt ca gl eu id".split(" ");

const NAMES = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

let tags: ReadonlyMap<string, LanguageTag> | undefined;

/** English names and some languages' own ones, in {@link nameKey}'s form. */
function tagsByName(): ReadonlyMap<string, LanguageTag> {
  if (tags) return tags;
  const found = new Map<string, LanguageTag>();
  const two = [...LETTERS].flatMap((first) => [...LETTERS].map((second) => first + second));
  for (const tag of [...two, "fil", "ckb", "hsb", "dsb", "kab", "ast", "gsw", "haw", "yue", ...VARIETIES]) {
    const name = NAMES.of(tag);
    const [canonical = tag] = Intl.getCanonicalLocales(tag);
    if (name !== undefined && canonical === tag) found.set(nameKey(name), tag);
  }
  for (const [name, tag] of Object.entries(OTHER_NAMES)) found.set(name, tag);
  for (const tag of WITH_OWN_NAMES) {
    const name = nameKey(new Intl.DisplayNames([tag], { type: "language", fallback: "none" }).of(tag) ?? "");
    if (!found.has(name)) found.set(name, tag);
  }
  tags = found;
  return tags;
}

/** A name in the form for comparisons: lower case without accents, with hyphens between words. */
function nameKey(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** The language of a name in a path, such as `german`, `Chinese_Simplified` or `Français`. */
export function languageNamed(word: string): LanguageTag | undefined {
  return /^[\p{L}\p{M}]{4}/u.test(word) ? tagsByName().get(nameKey(word)) : undefined;
}

/**
 * The English name of a language for a path, in lower case with hyphens; undefined if the name does not lead back to
 * it.
 */
export function nameWord(tag: LanguageTag): string | undefined {
  const name = nameKey(NAMES.of(tag) ?? "");
  return languageNamed(name) === tag ? name : undefined;
}
