import type { Direction, LanguageTag } from "../language/tag.js";
import { fuzzyPenalties, type Penalty, penalty, pointsOf, regionPenalty } from "./penalties.js";
import { type DiffPiece, diffWords, foldedOf, WordTable, wordDistance, wordsOf } from "./words.js";

/** An earlier translation. */
export interface MemoryEntry {
  readonly source: string;
  readonly target: string;
  readonly direction: Direction;
  /** What distinguished it from equal sources: msgctxt, comment or key. */
  readonly context?: string;
  /** Its origin, for people: a file, or the tool named in a TMX. */
  readonly origin?: string;
  /** Whether RouteLMT wrote it, and nobody has changed or accepted it since. */
  readonly isOurs?: boolean;
}

/** An entry that matches a text. */
export interface MemoryMatch {
  readonly entry: MemoryEntry;
  /** `context`: same text and context; `exact`: same text; `fuzzy`: similar words. */
  readonly kind: "context" | "exact" | "fuzzy";
  /** Percent after penalties: 101 for a context match, 100 for an exact one, less for all others. */
  readonly score: number;
  readonly penalties: readonly Penalty[];
  /** The changes from the entry's source to the text looked up; empty unless fuzzy. */
  readonly diff: readonly DiffPiece[];
}

/** The least similarity of a useful match, in percent. */
const MIN_SCORE = 70;

const MIN_SHARE = MIN_SCORE / 100;
/** The most matches that a lookup returns, and the most entries that it compares word by word. */
const MAX_MATCHES = 5;
const MAX_COMPARED = 400;
/** Longer texts are only compared for equality: distances are too expensive, and fuzzy matches do not help. */
const MAX_WORDS = 400;

interface Indexed {
  readonly entry: MemoryEntry;
  /** Its words, encoded with the table of the shelf. */
  readonly words: Int32Array;
}

/** The entries of one pair of base languages. */
interface Shelf {
  readonly bySource: Map<string, Indexed[]>;
  readonly table: WordTable;
  /** Entries by word and number of words, each once; equal sources are merged. */
  readonly byWord: Map<number, Map<number, Indexed[]>>;
}

/**
 * An in-memory translation memory: exact and context matches are found by text, fuzzy ones by their rarest words.
 * Texts that are 70 % alike share all but few words, so every match contains one of the rarest words of the text, and
 * only entries with those are compared (prefix filtering; Chaudhuri et al. 2006, "A Primitive Operator for Similarity
 * Joins").
 */
export class TranslationMemory {
  readonly #shelves = new Map<string, Shelf>();
  readonly #entries: MemoryEntry[] = [];

  get entries(): readonly MemoryEntry[] {
    return this.#entries;
  }

  /** Adds a translation, unless it is empty or, context included, a duplicate. */
  add(entry: MemoryEntry): void {
    if (entry.source.trim() === "" || entry.target.trim() === "") return;
    const shelf = this.#shelfFor(entry.direction);
    const same = shelf.bySource.get(entry.source);
    if (same?.some((one) => one.entry.target === entry.target && one.entry.context === entry.context)) return;
    const indexed = { entry, words: same?.[0]?.words ?? shelf.table.encode(wordsOf(entry.source)) };
    this.#entries.push(entry);
    if (same) {
      same.push(indexed);
      return;
    }
    shelf.bySource.set(entry.source, [indexed]);
    const { length } = indexed.words;
    if (length > MAX_WORDS) return;
    for (const word of new Set(indexed.words.map(foldedOf))) {
      const posting = shelf.byWord.get(word) ?? new Map<number, Indexed[]>();
      shelf.byWord.set(word, posting);
      const ofLength = posting.get(length);
      if (ofLength) ofLength.push(indexed);
      else posting.set(length, [indexed]);
    }
  }

  /**
   * Translations of the same or a similar text, best first; at most five.
   *
   * @param context of the text; compared for equality
   */
  lookup(source: string, direction: Direction, context?: string): MemoryMatch[] {
    const shelf = this.#shelves.get(shelfName(direction));
    if (!shelf) return [];
    const exact = (shelf.bySource.get(source) ?? []).map((one) => one.entry);
    const matches = exactMatches(exact, direction, context);
    if (matches.length < MAX_MATCHES) matches.push(...fuzzyMatches(shelf, source, direction));
    return matches.sort((a, b) => b.score - a.score).slice(0, MAX_MATCHES);
  }

  #shelfFor(direction: Direction): Shelf {
    const name = shelfName(direction);
    const shelf = this.#shelves.get(name) ?? { bySource: new Map(), table: new WordTable(), byWord: new Map() };
    this.#shelves.set(name, shelf);
    return shelf;
  }
}

/** A match that can be used unchanged: same text, and no competing translation. */
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
  // If the wanted variety itself is present, other varieties do not compete.
  const own = entries.some((entry) => isOfDirection(entry, direction));
  const regionOf = (entry: MemoryEntry): Penalty[] =>
    own && !isOfDirection(entry, direction) ? [penalty("region")] : regionPenalty(entry, direction);
  const rivals = new Set(entries.filter((entry) => regionOf(entry).length === 0).map(({ target }) => target));
  const seen = new Set<string>();
  const matches: MemoryMatch[] = [];
  for (const entry of entries.toSorted((a, b) => Number(isSame(b)) - Number(isSame(a)))) {
    if (seen.has(entry.target)) continue;
    seen.add(entry.target);
    const penalties = regionOf(entry);
    if (isSame(entry) && penalties.length === 0) {
      matches.push({ entry, kind: "context", score: 101, penalties, diff: [] });
      continue;
    }
    if (rivals.size > 1) penalties.push(penalty("ambiguous"));
    matches.push({ entry, kind: "exact", score: 100 - pointsOf(penalties), penalties, diff: [] });
  }
  return matches;
}

function fuzzyMatches(shelf: Shelf, source: string, direction: Direction): MemoryMatch[] {
  const words = wordsOf(source);
  if (words.length === 0 || words.length > MAX_WORDS) return [];
  const code = shelf.table.encode(words);
  const matches: MemoryMatch[] = [];
  for (const { entry, words: other } of similarEntries(shelf, code)) {
    if (entry.source === source) continue;
    const longest = Math.max(code.length, other.length);
    const distance = wordDistance(other, code, longest * (1 - MIN_SHARE));
    if (distance === Number.POSITIVE_INFINITY) continue;
    const penalties = fuzzyPenalties(entry, source, direction, distance);
    const score = Math.floor(100 * (1 - distance / longest)) - pointsOf(penalties);
    if (score < MIN_SCORE) continue;
    matches.push({ entry, kind: "fuzzy", score, penalties, diff: [] });
  }
  // Only the matches shown need their differences.
  matches.sort((a, b) => b.score - a.score);
  return matches
    .slice(0, MAX_MATCHES)
    .map((match) => ({ ...match, diff: diffWords(wordsOf(match.entry.source), words) }));
}

/** The entries that share enough words, in any order, to be 70 % alike. */
function similarEntries({ byWord, table }: Shelf, code: Int32Array): Indexed[] {
  const { length } = code;
  const [least, most] = [Math.ceil(length * MIN_SHARE), Math.floor(length / MIN_SHARE)];
  const folded = [...new Set(code.map(foldedOf))];
  const postings = folded.map((word) => {
    const lists = [...(byWord.get(word) ?? [])].filter(([size]) => size >= least && size <= most);
    return { lists, size: lists.reduce((total, [, list]) => total + list.length, 0) };
  });
  postings.sort((a, b) => a.size - b.size);
  const isWanted = new Uint8Array(table.size);
  for (const word of folded) isWanted[word] = 1;
  const seen = new Set<Indexed>();
  const similar: Indexed[] = [];
  // A match has at most `most` words and lacks at most 30 % of them.
  for (const { lists } of postings.slice(0, Math.floor(most * (1 - MIN_SHARE)) + 1)) {
    for (const [size, list] of lists) {
      const needed = length - Math.max(length, size) * (1 - MIN_SHARE);
      for (const one of list) {
        if (seen.has(one)) continue;
        seen.add(one);
        if (sharedWords(isWanted, one.words) >= needed && similar.push(one) >= MAX_COMPARED) return similar;
      }
    }
  }
  return similar;
}

/** An upper bound of the words that two texts share: a word that occurs twice may count twice. */
function sharedWords(isWanted: Uint8Array, words: Int32Array): number {
  let shared = 0;
  for (const code of words) shared += isWanted[foldedOf(code)] ?? 0;
  return shared;
}

function isOfDirection({ direction: { source, target } }: MemoryEntry, wanted: Direction): boolean {
  return source === wanted.source && target === wanted.target;
}
