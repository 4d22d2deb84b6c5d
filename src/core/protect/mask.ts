import { FIRST_RESERVED, MAX_PROTECTED_ITEMS, type ProtectedKind, SYNTAXES } from "./syntaxes.js";

/** A span of a text that translation must carry over unchanged. Offsets are UTF-16 code units. */
export interface ProtectedItem {
  readonly kind: ProtectedKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Index of the item that must stand before this one: opening tag, earlier unnumbered `%s`. */
  readonly after?: number;
}

/** A text in which every protected item is one private-use character, and the items themselves. */
export interface MaskedText {
  readonly text: string;
  readonly items: readonly ProtectedItem[];
}

/** U+FFFC, the character for an object that stands within a text. */
export const BLANK = "\ufffc";

interface Match {
  readonly kind: ProtectedKind;
  readonly start: number;
  readonly end: number;
  readonly rank: number;
}

/**
 * Finds the protected items of a text, leftmost first, longest first among those that start
 * together. Linear in the length of the text.
 *
 * @param text any text
 * @param doNotTranslate further literal words to protect (termbase), matched with case
 */
export function findProtectedItems(text: string, doNotTranslate: readonly string[] = []): ProtectedItem[] {
  const matches: Match[] = [];
  SYNTAXES.forEach(({ kind, pattern }, rank) => {
    for (const match of text.matchAll(pattern)) {
      matches.push({ kind, start: match.index, end: match.index + match[0].length, rank });
    }
  });
  for (const word of doNotTranslate) {
    for (let at = text.indexOf(word); word !== "" && at >= 0; at = text.indexOf(word, at + word.length)) {
      if (isPartOfWord(text, at, at + word.length)) continue;
      matches.push({ kind: "reference", start: at, end: at + word.length, rank: SYNTAXES.length });
    }
  }
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

/** Whether a letter goes on before or behind: App is no word of Application. */
function isPartOfWord(text: string, start: number, end: number): boolean {
  const before =
    /\p{L}\p{M}?$/u.test(text.slice(Math.max(0, start - 2), start)) && /^\p{L}/u.test(text.slice(start, end));
  const behind = /^[\p{L}\p{M}]/u.test(text.slice(end, end + 2)) && /\p{L}\p{M}?$/u.test(text.slice(start, end));
  return before || behind;
}

/** Adds the `after` links: unnumbered printf items and newlines in sequence, closing after opening tag. */
function withOrder(matches: readonly Match[], text: string): ProtectedItem[] {
  let lastPrintf: number | undefined;
  let lastNewline: number | undefined;
  const openTags = new Map<string, number[]>();
  return matches.map(({ kind, start, end }, index) => {
    const item = text.slice(start, end);
    let after: number | undefined;
    if (kind === "newline") {
      after = lastNewline;
      lastNewline = index;
    } else if (kind === "printf" && /^%(?!%|\d+\$|\()/.test(item)) {
      after = lastPrintf;
      lastPrintf = index;
    } else if (kind === "markup") {
      const name = /^<(\/?)([\w:.-]+)[^>]*?(\/?)>$/.exec(item);
      if (name?.[1]) after = openTags.get(name[2] ?? "")?.pop();
      else if (name && !name[3]) {
        const open = openTags.get(name[2] ?? "") ?? [];
        open.push(index);
        openTags.set(name[2] ?? "", open);
      }
    }
    return after === undefined ? { kind, text: item, start, end } : { kind, text: item, start, end, after };
  });
}

/**
 * Replaces every protected item by one private-use character, U+E000 for the first and so on.
 *
 * @throws {RangeError} when the text has more than {@link MAX_PROTECTED_ITEMS} items
 */
export function mask(text: string, doNotTranslate: readonly string[] = []): MaskedText {
  const items = findProtectedItems(text, doNotTranslate);
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
 * The text with a character of its own length in place of every item, so that offsets stay: what is
 * left is for readers.
 */
export function blankItems(text: string, items: readonly ProtectedItem[]): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { start, end } of items) {
    pieces.push(text.slice(done, start), BLANK.repeat(end - start));
    done = end;
  }
  return pieces.join("") + text.slice(done);
}

/** Puts the items back; a private-use character without an item of that number is dropped. */
export function unmask(text: string, items: readonly ProtectedItem[]): string {
  return text.replace(/[\ue000-\ue03f]/g, (char) => items[char.charCodeAt(0) - FIRST_RESERVED]?.text ?? "");
}
