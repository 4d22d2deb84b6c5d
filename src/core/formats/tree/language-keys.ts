import { said } from "#core/errors.js";
import { answering } from "#core/language/answer.js";
import { languageName } from "#core/language/language-names.js";
import { readSpelling } from "#core/language/spelling.js";
import type { LanguageTag } from "#core/language/tag.js";
import { malformedAt } from "#core/text/splice.js";
import type { Document, KeyPath, ReadOptions, Unit } from "../format.js";

/** Where the languages are in the keys of a file. */
export type LanguageLevel = "first" | "last";

/** A file with its languages. */
export interface Languages {
  readonly document: Document;
  readonly place: LanguageLevel;
  /** The keys that are languages: the first spelling of each, including those that only refer to another. */
  readonly words: ReadonlyMap<LanguageTag, string>;
  /** Those with texts of their own, or with a place for them. */
  readonly own: ReadonlySet<LanguageTag>;
}

/** The languages of a file; undefined if neither all first keys nor all last keys are languages. */
export function languagesOf(document: Document): Languages | undefined {
  const { units, occupied = [] } = document;
  const place: LanguageLevel | undefined = isFirst([...units, ...occupied])
    ? "first"
    : isLast(units)
      ? "last"
      : undefined;
  if (place === undefined) return undefined;
  const others = place === "first" ? [...occupied, ...(document.blank ?? [])] : [];
  const keys = others.length > 0 ? [...units, ...others].sort((a, b) => a.span.start - b.span.start) : units;
  const words = new Map<LanguageTag, string>();
  const codes = new Set<unknown>(others);
  for (const one of keys) {
    const word = codes.has(one) ? codeWordOf(one.key, place) : wordOf(one.key, place);
    const tag = languageOf(word);
    if (tag !== undefined && !words.has(tag)) words.set(tag, word);
  }
  const filled = new Set(units.flatMap(({ key }) => languageOf(wordOf(key, place)) ?? []));
  const blank = (place === "first" ? (document.blank ?? []) : []).flatMap(
    ({ key }) => languageOf(String(key[0])) ?? [],
  );
  const own = new Set([...filled, ...blank]);
  const isOne = filled.size === 0 || own.size < 2;
  return isOne || isListOfLanguages({ document, place, words, own: filled })
    ? undefined
    : { document, place, words, own };
}

/** Settings next to the texts, such as a version. */
const MAX_SETTINGS = 3;
/** At most one text in this many may belong to no language. */
const MIN_TEXTS_PER_OTHER = 10;

function isFirst(keys: readonly { readonly key: KeyPath }[]): boolean {
  const settings = keys.filter(({ key }) => key.length === 1).length;
  return settings <= MAX_SETTINGS && keys.every(({ key }) => key.length === 1 || isLanguage(wordOf(key, "first")));
}

function isLast(units: readonly Unit[]): boolean {
  const others = units.filter(({ key }) => key.length === 1 || !isLanguage(wordOf(key, "last"))).length;
  return MIN_TEXTS_PER_OTHER * others <= units.length;
}

/** Whether a key is a language. Jekyll's `no-NB` is not a known one. */
export function isLanguage(word: string): boolean {
  const [, base = word] = /^([a-z]{2})[-_][A-Za-z]{2}$/.exec(word) ?? [];
  return (languageOf(word) ?? languageOf(base)) !== undefined;
}

/** The part of a key that may be a language; empty for a key of one level. */
export function wordOf(key: KeyPath, place: LanguageLevel): string {
  if (key.length === 1) return "";
  const word = place === "first" ? key[0] : key.at(-1);
  return typeof word === "string" ? word : "";
}

/** The same for code or an alias, which may be in place of all texts of a language. */
export function codeWordOf(key: KeyPath, place: LanguageLevel): string {
  return place === "first" && key.length === 1 ? String(key[0]) : wordOf(key, place);
}

export function restOf(key: KeyPath, place: LanguageLevel): KeyPath {
  return place === "first" ? key.slice(1) : key.slice(0, -1);
}

/** Three letters are rarely meant as a language. */
function languageOf(word: string): LanguageTag | undefined {
  return /^[A-Za-z]{3}$/.test(word) ? undefined : readSpelling(word)?.tag;
}

/** The most texts of a language in a list of languages. */
const MAX_LISTED = 5;

/** `{"de": {"name": "German", "native": "Deutsch"}}` are names of languages, and so are `{"languages": {"de": "German"}}`. */
function isListOfLanguages({ document, place, own }: Languages): boolean {
  const texts = new Map<LanguageTag, string[]>([...own].map((tag) => [tag, []]));
  for (const { key, value } of document.units) {
    const values = texts.get(languageOf(wordOf(key, place)) ?? "");
    if (values && values.push(value.toLowerCase()) > MAX_LISTED * own.size) return false;
  }
  const named = [...texts].filter(([tag, values]) => {
    const names = [languageName(tag), languageName(tag, tag)].map((name) => name.toLowerCase().split(" ")[0] ?? "");
    return values.length <= MAX_LISTED && values.some((value) => names.some((name) => value.startsWith(name)));
  });
  return 2 * named.length > own.size;
}

/** The words of the source and the target language. */
export interface Pair {
  readonly source: string;
  /** Undefined if the file lacks the language. */
  readonly target: string | undefined;
}

/** @throws {MalformedFileError} if the file lacks the source language */
export function pairOf(text: string, { words, own }: Languages, { source, language = source }: ReadOptions): Pair {
  const named = (tag: LanguageTag): string | undefined =>
    words.get(words.has(tag) ? tag : (answering(tag, [...own]) ?? ""));
  const [first = ""] = words.values();
  const from = source === undefined ? first : named(source);
  if (from === undefined)
    throw malformedAt(text, 0, said`The file has no texts in ${source ?? first}, but in ${[...own].join(", ")}`);
  return { source: from, target: language === undefined ? from : named(language) };
}
