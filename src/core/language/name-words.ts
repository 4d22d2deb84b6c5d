import type { LanguageTag } from "./tag.js";

/** Names of languages in paths that are none of CLDR's, in English: those of CodeIgniter, Steam and Crowdin. */
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

/** Varieties that CLDR has names of their own for, or names that files are called by. */
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

const NAMES = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

let tags: ReadonlyMap<string, LanguageTag> | undefined;

/** English names, in {@link nameKey}'s form. */
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
  tags = found;
  return tags;
}

/** A name in the form that names are compared in: lower case without accents, a hyphen between words. */
function nameKey(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** The language that a word of a path names in English, such as `german` or `Chinese_Simplified`. */
export function languageNamed(word: string): LanguageTag | undefined {
  return /^[A-Za-z]{4}/.test(word) ? tagsByName().get(nameKey(word)) : undefined;
}

/** The English name of a language as a word of a path, in lower case with hyphens; undefined where none leads back. */
export function nameWord(tag: LanguageTag): string | undefined {
  const name = nameKey(NAMES.of(tag) ?? "");
  return languageNamed(name) === tag ? name : undefined;
}
