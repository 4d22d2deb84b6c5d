import { type TextTraits, traitsOf, traitsWith } from "../text/traits.js";
import { FIRST_RESERVED, MAX_PROTECTED_ITEMS, type ProtectedKind, SYNTAXES } from "./syntaxes.js";
import { placeTags, type TagPlace } from "./tag-tree.js";

/** A span of a text that the translation must contain unchanged. Offsets are in UTF-16 code units. */
export interface ProtectedItem {
  readonly kind: ProtectedKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Index of the item that must come before this one, for instance an earlier unnumbered `%s`. */
  readonly after?: number;
  /** For tags: what it opens or closes, and the element around it. */
  readonly tag?: TagPlace;
}

/** A text with one private-use character for every protected item, and the items. */
export interface MaskedText {
  readonly text: string;
  readonly items: readonly ProtectedItem[];
}

/** U+FFFC, the object replacement character. */
export const BLANK = "\ufffc";

/** The syntaxes, with the traits that a text must have for a match. */
const SEARCHES = SYNTAXES.map(({ kind, pattern, needs = 0 }, rank) => {
  const traits: TextTraits = typeof needs === "string" ? traitsWith(needs) : needs;
  // All have the same shape, which engines run fastest.
  return { kind, pattern, rank, traits, literal: typeof needs === "string" ? needs : "" };
});

/** The traits that any search needs. Only searches that need none run on a text without these traits, as most texts are. */
const SEARCHED: TextTraits = SEARCHES.reduce((all, { traits }) => all | traits, 0);
const WITHOUT_TRAITS = SEARCHES.filter(({ traits }) => traits === 0);

interface Match {
  readonly kind: ProtectedKind;
  readonly start: number;
  readonly end: number;
  readonly rank: number;
}

/**
 * Finds the protected items of a text, from left to right; of several that start together, the longest. Linear in
 * the length of the text.
 *
 * @param doNotTranslate more literal words to protect (termbase); case matters
 * @param has the traits of the text
 */
export function findProtectedItems(
  text: string,
  doNotTranslate: readonly string[] = [],
  has: TextTraits = traitsOf(text),
): ProtectedItem[] {
  const matches: Match[] = [];
  for (const { kind, pattern, rank, traits, literal } of (has & SEARCHED) === 0 ? WITHOUT_TRAITS : SEARCHES) {
    if ((traits & ~has) !== 0 || (literal !== "" && !text.includes(literal))) continue;
    // No match is empty; `matchAll` would copy the pattern first.
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      matches.push({ kind, start: match.index, end: pattern.lastIndex, rank });
    }
  }
  for (const word of doNotTranslate) {
    for (let at = text.indexOf(word); word !== "" && at >= 0; at = text.indexOf(word, at + word.length)) {
      if (isPartOfWord(text, at, at + word.length)) continue;
      matches.push({ kind: "reference", start: at, end: at + word.length, rank: SYNTAXES.length });
    }
  }
  if (matches.length === 0) return [];
  matches.sort((a, b) => a.start - b.start || b.end - a.end || a.rank - b.rank);
  const kept: Match[] = [];
  let free = 0;
  for (const match of matches) {
    if (match.start < free) continue;
    kept.push(match);
    free = match.end;
  }
  return withOrder(kept, text);
}

/** Whether a letter precedes or follows: `App` is not a word in `Application`. */
function isPartOfWord(text: string, start: number, end: number): boolean {
  const before =
    /\p{L}\p{M}?$/u.test(text.slice(Math.max(0, start - 2), start)) && /^\p{L}/u.test(text.slice(start, end));
  const after = /^[\p{L}\p{M}]/u.test(text.slice(end, end + 2)) && /\p{L}\p{M}?$/u.test(text.slice(start, end));
  return before || after;
}

/** Links items: the sequence of unnumbered printf items and of newlines, and the nesting of tags. */
function withOrder(matches: readonly Match[], text: string): ProtectedItem[] {
  let lastPrintf: number | undefined;
  let lastNewline: number | undefined;
  const items = matches.map(({ kind, start, end }, index): ProtectedItem => {
    const item = text.slice(start, end);
    let after: number | undefined;
    if (kind === "newline") {
      after = lastNewline;
      lastNewline = index;
    } else if (kind === "printf" && /^%(?!%|\d+\$|[(<])/.test(item)) {
      after = lastPrintf;
      lastPrintf = index;
    }
    return after === undefined ? { kind, text: item, start, end } : { kind, text: item, start, end, after };
  });
  const places = placeTags(items.map(({ kind, text }) => (kind === "markup" ? text : undefined)));
  if (places.size === 0) return items;
  return items.map((item, index) => {
    const tag = places.get(index);
    return tag ? { ...item, tag } : item;
  });
}

/**
 * The items between two offsets, as items of that part of the text. References are shifted: an index below 0 means an
 * item before the part.
 */
export function itemsWithin(items: readonly ProtectedItem[], from: number, to: number): ProtectedItem[] {
  const first = items.findIndex(({ start, end }) => start >= from && end <= to);
  if (first < 0) return [];
  const shifted = (index: number | undefined): number | undefined => (index === undefined ? undefined : index - first);
  return items
    .filter(({ start, end }) => start >= from && end <= to)
    .map(({ after, tag, ...item }) => ({
      ...item,
      start: item.start - from,
      end: item.end - from,
      ...(after === undefined ? {} : { after: after - first }),
      ...(tag ? { tag: { kind: tag.kind, element: shifted(tag.element), within: shifted(tag.within) } } : {}),
    }));
}

/**
 * Replaces every protected item by one private-use character, U+E000 for the first and so on.
 *
 * @param items of this text, in order; by default those of {@link findProtectedItems}
 * @throws {RangeError} when the text has more than {@link MAX_PROTECTED_ITEMS} items
 * @example
 * mask("Hello {name}, <b>%d</b> files").text // "Hello \ue000, \ue001\ue002\ue003 files"
 * mask("Hello {name}").items.map(({ kind, text }) => [kind, text]) // [["argument", "{name}"]]
 */
export function mask(text: string, items: readonly ProtectedItem[] = findProtectedItems(text)): MaskedText {
  if (items.length > MAX_PROTECTED_ITEMS) {
    throw new RangeError(`${items.length} protected items in one segment; at most ${MAX_PROTECTED_ITEMS} are possible`);
  }
  let masked = "";
  let done = 0;
  items.forEach((item, index) => {
    masked += text.slice(done, item.start) + String.fromCharCode(FIRST_RESERVED + index);
    done = item.end;
  });
  return { text: masked + text.slice(done), items };
}

/**
 * Replaces every item by as many placeholder characters, so that offsets stay. What is left is text for readers.
 */
export function blankItems(text: string, items: readonly ProtectedItem[]): string {
  if (items.length === 0) return text;
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end } of items) {
    pieces.push(text.slice(done, start), BLANK.repeat(end - start));
    done = end;
  }
  return pieces.join("") + text.slice(done);
}
