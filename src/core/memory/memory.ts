import { findProtectedItems } from "../protect/mask.js";
import type { Direction, LanguageTag } from "../segment.js";
import { type DiffPiece, diffWords, wordDistance, wordsOf } from "./words.js";

/** A translation that somebody made before. */
export interface MemoryEntry {
  readonly source: string;
  readonly target: string;
  readonly direction: Direction;
  /** What told it from equal sources: msgctxt, comment or key. */
  readonly context?: string;
  /** Where it is from, for people: a file, or the tool that a TMX names. */
  readonly origin?: string;
}

/** Why a match counts less than its words say. */
export interface Penalty {
  readonly reason: "placeholders" | "numbers" | "region" | "ambiguous" | "white-space";
  readonly points: number;
}

/** An entry that fits a text. */
export interface MemoryMatch {
  readonly entry: MemoryEntry;
  /** `context`: same text and context; `exact`: same text; `fuzzy`: similar words. */
  readonly kind: "context" | "exact" | "fuzzy";
  /** Percent after penalties: 101 for a context match, 100 for an exact one, less for all others. */
  readonly score: number;
  readonly penalties: readonly Penalty[];
  /** From the entry's source to the text that was looked up; empty unless fuzzy. */
  readonly diff: readonly DiffPiece[];
}

/** Similarity below which a translation is no help, in percent. */
export const LEAST_SCORE = 70;

const POINTS = { placeholders: 5, numbers: 2, region: 2, ambiguous: 1, "white-space": 1 } as const;
/** Matches that a lookup gives, and entries that it compares word by word at most. */
const MOST_MATCHES = 5;
const MOST_COMPARED = 400;
/** Longer texts are compared for equality alone: their distance costs too much, and nothing fuzzy fits them. */
const MOST_WORDS = 400;

interface Indexed {
  readonly entry: MemoryEntry;
  readonly words: readonly string[];
}

/** The entries of one pair of base languages. */
interface Shelf {
  readonly bySource: Map<string, Indexed[]>;
  /** Entries by lower-case word, each entry once; sources that are equal are one. */
  readonly byWord: Map<string, Indexed[]>;
}

/**
 * A translation memory in the main store: exact and context matches by the text, fuzzy ones by their
 * rarest words. Two texts of which one is 70 % of the other share all but few words, so that one of
 * the rarest words of the text stands in every match: only the entries of those are compared
 * (prefix filtering; Chaudhuri et al. 2006, "A Primitive Operator for Similarity Joins").
 */
export class TranslationMemory {
  readonly #shelves = new Map<string, Shelf>();
  readonly #entries: MemoryEntry[] = [];

  get entries(): readonly MemoryEntry[] {
    return this.#entries;
  }

  /** Adds a translation; one that is there already, context included, and an empty one are left out. */
  add(entry: MemoryEntry): void {
    if (entry.source.trim() === "" || entry.target.trim() === "") return;
    const shelf = this.#shelfFor(entry.direction);
    const same = shelf.bySource.get(entry.source);
    if (same?.some((one) => one.entry.target === entry.target && one.entry.context === entry.context)) return;
    const indexed = { entry, words: same?.[0]?.words ?? wordsOf(entry.source) };
    this.#entries.push(entry);
    if (same) {
      same.push(indexed);
      return;
    }
    shelf.bySource.set(entry.source, [indexed]);
    if (indexed.words.length > MOST_WORDS) return;
    for (const word of new Set(indexed.words.map((one) => one.toLowerCase()))) {
      const posting = shelf.byWord.get(word);
      if (posting) posting.push(indexed);
      else shelf.byWord.set(word, [indexed]);
    }
  }

  /**
   * Translations of a text or of one like it, best first; at most five.
   *
   * @param context of the text, compared as it is
   */
  lookup(source: string, direction: Direction, context?: string): MemoryMatch[] {
    const shelf = this.#shelves.get(shelfName(direction));
    if (!shelf) return [];
    const exact = (shelf.bySource.get(source) ?? []).map((one) => one.entry);
    const matches = exactMatches(exact, direction, context);
    if (matches.length < MOST_MATCHES) matches.push(...fuzzyMatches(shelf, source, direction));
    return matches.sort((a, b) => b.score - a.score).slice(0, MOST_MATCHES);
  }

  #shelfFor(direction: Direction): Shelf {
    const name = shelfName(direction);
    const shelf = this.#shelves.get(name) ?? { bySource: new Map(), byWord: new Map() };
    this.#shelves.set(name, shelf);
    return shelf;
  }
}

/** A match that can be used as it is: its text is the same, and no other translation competes. */
export function reusable(matches: readonly MemoryMatch[]): MemoryMatch | undefined {
  return matches.find(({ score }) => score >= 100);
}

function baseOf(tag: LanguageTag): string {
  return tag.split("-")[0]?.toLowerCase() ?? tag;
}

function shelfName({ source, target }: Direction): string {
  return `${baseOf(source)} ${baseOf(target)}`;
}

function exactMatches(
  entries: readonly MemoryEntry[],
  direction: Direction,
  context: string | undefined,
): MemoryMatch[] {
  const isSame = (entry: MemoryEntry): boolean => context !== undefined && entry.context === context;
  const rivals = new Set(
    entries.filter((entry) => regionPenalty(entry, direction).length === 0).map(({ target }) => target),
  );
  const seen = new Set<string>();
  const matches: MemoryMatch[] = [];
  for (const entry of entries.toSorted((a, b) => Number(isSame(b)) - Number(isSame(a)))) {
    if (seen.has(entry.target)) continue;
    seen.add(entry.target);
    const penalties: Penalty[] = regionPenalty(entry, direction);
    if (isSame(entry) && penalties.length === 0) {
      matches.push({ entry, kind: "context", score: 101, penalties, diff: [] });
      continue;
    }
    if (rivals.size > 1) penalties.push(penalty("ambiguous"));
    matches.push({ entry, kind: "exact", score: 100 - sum(penalties), penalties, diff: [] });
  }
  return matches;
}

function fuzzyMatches({ byWord }: Shelf, source: string, direction: Direction): MemoryMatch[] {
  const words = wordsOf(source);
  if (words.length === 0 || words.length > MOST_WORDS) return [];
  const share = LEAST_SCORE / 100;
  const postings = [...new Set(words.map((word) => word.toLowerCase()))]
    .map((word) => byWord.get(word) ?? [])
    .sort((a, b) => a.length - b.length);
  // A longer match has at most words / 0.7 of its own; more than (1 − 0.7) / 0.7 of them cannot differ.
  const candidates = new Set<Indexed>();
  for (const posting of postings.slice(0, Math.floor((words.length * (1 - share)) / share) + 1)) {
    for (const one of posting) {
      if (one.words.length >= words.length * share && one.words.length <= words.length / share) candidates.add(one);
    }
    if (candidates.size > MOST_COMPARED) break;
  }
  const matches: MemoryMatch[] = [];
  for (const { entry, words: other } of candidates) {
    if (entry.source === source) continue;
    const longest = Math.max(words.length, other.length);
    const distance = wordDistance(other, words, longest * (1 - share));
    if (distance === Number.POSITIVE_INFINITY) continue;
    const penalties = fuzzyPenalties(entry, source, direction, distance);
    const score = Math.floor(100 * (1 - distance / longest)) - sum(penalties);
    if (score < LEAST_SCORE) continue;
    matches.push({ entry, kind: "fuzzy", score, penalties, diff: diffWords(other, words) });
  }
  return matches;
}

function fuzzyPenalties(entry: MemoryEntry, source: string, direction: Direction, distance: number): Penalty[] {
  const penalties = regionPenalty(entry, direction);
  if (distance === 0) penalties.push(penalty("white-space"));
  if (placeholdersOf(entry.source) !== placeholdersOf(source)) penalties.push(penalty("placeholders"));
  if (numbersOf(entry.source) !== numbersOf(source)) penalties.push(penalty("numbers"));
  return penalties;
}

function regionPenalty({ direction: { source, target } }: MemoryEntry, wanted: Direction): Penalty[] {
  return source === wanted.source && target === wanted.target ? [] : [penalty("region")];
}

function placeholdersOf(text: string): string {
  return findProtectedItems(text)
    .map((item) => item.text)
    .sort()
    .join(" ");
}

function numbersOf(text: string): string {
  return (text.match(/\p{N}+/gu) ?? []).join(" ");
}

function penalty(reason: Penalty["reason"]): Penalty {
  return { reason, points: POINTS[reason] };
}

function sum(penalties: readonly Penalty[]): number {
  return penalties.reduce((total, { points }) => total + points, 0);
}
