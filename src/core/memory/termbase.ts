import type { Direction, LanguageTag } from "../language/tag.js";

/** A term in one language, and whether it may be used. */
export interface TermVariant {
  readonly language: LanguageTag;
  readonly text: string;
  /** Must not be used in translations. */
  readonly forbidden?: true;
}

/** A concept with its terms in several languages. */
export interface TermConcept {
  readonly variants: readonly TermVariant[];
  /** Whether it is a name, the same in every language. */
  readonly doNotTranslate?: true;
  readonly note?: string;
}

/** A term in a text, and the translations that it must get. */
export interface Term {
  /** The source term, as spelt in the termbase. */
  readonly source: string;
  /** Its allowed translations, the preferred one first; for a name that is not translated, the name itself. */
  readonly targets: readonly string[];
  readonly forbidden: readonly string[];
  readonly doNotTranslate: boolean;
  readonly note?: string;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** The longest term, in words. */
const MAX_WORDS = 12;

/**
 * The terms of a project. Terms are found as whole words, ignoring case; a term with capitals after its first letter
 * (`iOS`, `API`) is found only in that spelling.
 */
export class Termbase {
  readonly concepts: readonly TermConcept[];
  /** By base language and first word, lower case; longest first. */
  readonly #index = new Map<string, { readonly text: string; readonly concept: TermConcept }[]>();

  constructor(concepts: readonly TermConcept[]) {
    this.concepts = concepts;
    for (const concept of concepts) {
      for (const { language, text, forbidden } of concept.variants) {
        const [first] = text.match(WORD) ?? [];
        if (first === undefined || (forbidden && concept.variants.length > 1 && !concept.doNotTranslate)) continue;
        const name = indexName(language, first);
        const list = this.#index.get(name) ?? [];
        this.#index.set(name, list);
        list.push({ text, concept });
      }
    }
    for (const list of this.#index.values()) list.sort((a, b) => b.text.length - a.text.length);
  }

  /** The terms of a text that the target language has, too, in order; of overlapping ones, the longest. */
  find(text: string, direction: Direction): Term[] {
    const terms = new Map<TermConcept, Term>();
    let free = 0;
    for (const match of text.matchAll(WORD)) {
      if (match.index < free) continue;
      const found = this.#index
        .get(indexName(direction.source, match[0]))
        ?.find((one) => standsAt(text, match.index, one.text));
      if (!found) continue;
      const term = termOf(found.text, found.concept, direction);
      if (!term) continue;
      free = match.index + found.text.length;
      if (!terms.has(found.concept)) terms.set(found.concept, term);
    }
    return [...terms.values()];
  }
}

function indexName(language: LanguageTag, word: string): string {
  return `${baseOf(language)} ${word.toLowerCase()}`;
}

function baseOf(tag: LanguageTag): string {
  return tag.split("-")[0]?.toLowerCase() ?? tag;
}

/** Capitals after the first letter are part of the spelling. */
function hasFixedCase(term: string): boolean {
  return /^.+\p{Lu}/u.test(term) && !/\s/u.test(term);
}

/** Whether a term occurs at an offset as whole words. */
function standsAt(text: string, at: number, term: string): boolean {
  const part = text.slice(at, at + term.length);
  const same = hasFixedCase(term) ? part === term : part.toLowerCase() === term.toLowerCase();
  return same && !/^[\p{L}\p{M}\p{N}]/u.test(text.slice(at + term.length)) && term.split(/\s+/).length <= MAX_WORDS;
}

function termOf(source: string, concept: TermConcept, { target }: Direction): Term | undefined {
  const note = concept.note === undefined ? {} : { note: concept.note };
  if (concept.doNotTranslate) return { source, targets: [source], forbidden: [], doNotTranslate: true, ...note };
  const own = concept.variants.filter(({ language }) => baseOf(language) === baseOf(target));
  // The same region before others.
  own.sort((a, b) => Number(b.language === target) - Number(a.language === target));
  const targets = own.flatMap(({ text, forbidden }) => (forbidden ? [] : [text]));
  const forbidden = own.flatMap(({ text, forbidden }) => (forbidden ? [text] : []));
  if (targets.length === 0 && forbidden.length === 0) return undefined;
  return { source, targets, forbidden, doNotTranslate: false, ...note };
}

/** The spellings of a term in a text of its own language, as whole words. */
export function occurrencesOf(text: string, term: string): string[] {
  const found = new Set<string>();
  for (const { index } of text.matchAll(WORD)) {
    if (standsAt(text, index, term)) found.add(text.slice(index, index + term.length));
  }
  return [...found];
}

/**
 * Whether a translation has a term, in any inflection that keeps its stem: the text has words that begin with those of
 * the term, in order. Endings of up to three letters and umlauts may differ.
 */
export function hasTerm(text: string, term: string): boolean {
  return placeOf(text, term) !== undefined;
}

/** Where a translation has a term, in UTF-16 code units; undefined if it does not. */
export function placeOf(text: string, term: string): { readonly start: number; readonly end: number } | undefined {
  const wanted = term.match(WORD) ?? [];
  if (wanted.length === 0) {
    const start = text.indexOf(term);
    return start < 0 ? undefined : { start, end: start + term.length };
  }
  const words = [...text.matchAll(WORD)];
  for (let at = 0; at + wanted.length <= words.length; at++) {
    if (!wanted.every((word, index) => isInflection(words[at + index]?.[0] ?? "", word))) continue;
    const last = words[at + wanted.length - 1];
    return { start: words[at]?.index ?? 0, end: (last?.index ?? 0) + (last?.[0].length ?? 0) };
  }
  // Scripts without spaces have no words to compare.
  const start = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(term)
    ? text.indexOf(term)
    : -1;
  return start < 0 ? undefined : { start, end: start + term.length };
}

const MAX_ENDING = 3;

function isInflection(word: string, lemma: string): boolean {
  const [a, b] = [plain(word), plain(lemma)];
  if (a === b) return true;
  // Short words and fixed spellings are not inflected: "App" is not "Apparat".
  if (b.length < 4) return a.startsWith(b) && a.length - b.length <= 1;
  const stem = b.slice(0, Math.max(4, b.length - 2));
  return a.startsWith(stem) && a.length - b.length <= MAX_ENDING;
}

/** Lower case without accents: Korb and Körbe have the same stem. */
function plain(word: string): string {
  return word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}
