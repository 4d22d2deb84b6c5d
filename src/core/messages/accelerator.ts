import type { LanguageTag } from "../language/tag.js";
import { blankItems, findProtectedItems } from "./mask.js";

/** What comes before the letter of a keyboard accelerator: `&` in Qt, KDE, Windows and Swing, `_` in GTK. */
export type AcceleratorMarker = "&" | "_";

/** Markers of a file whose format does not say: an underscore is too usual in other texts. */
export const USUAL_MARKERS: readonly AcceleratorMarker[] = ["&"];

/** The accelerator of a label. */
export interface Accelerator {
  /** As written: `&`, `&amp;` in a fragment of XML or HTML, `_`. */
  readonly marker: string;
  /** Offset of the marker, in UTF-16 code units. */
  readonly start: number;
  /** The letter or digit after it. */
  readonly letter: string;
}

const CANDIDATES: Readonly<Record<AcceleratorMarker, RegExp>> = {
  // `&&` is a literal; `&lt;` is an entity, and `&amp;lt;` one that was escaped.
  "&": /(?<!&)&(?:amp;)?(?=[\p{L}\p{N}])(?!#?\w{1,31};)/gu,
  _: /(?<!_)_(?=[\p{L}\p{N}])/gu,
};
/** Where a GTK label has its accelerator: at the start of a word, not of a quoted name. */
const BEFORE_UNDERSCORE = /[\s(/-]$/;
/** `_underline_` and `_private_name` are no labels. */
const IDENTIFIER = /^_[\p{L}\p{N}]*_/u;
/** The second halves of pairs that are written without blanks: `Drag&drop`. */
const PAIRS = /^(?:drop|paste|play|replace|roll|click|out|white)(?!\p{L})/u;

/**
 * The accelerator of a text: exactly one marker that comes before a letter as in a label (`&File`,
 * `E&xit`, `Save _as`, `打开(&O)`). Not one are abbreviations (`AT&T`), pairs (`Drag&drop`), entities,
 * identifiers (`my_file`), escaped markers (`&&`, `__`), and what is within placeholders.
 *
 * @param markers that the format uses
 */
export function findAccelerator(text: string, markers: readonly AcceleratorMarker[]): Accelerator | undefined {
  if (!markers.some((marker) => text.includes(marker))) return undefined;
  const items = findProtectedItems(text).filter(({ kind, text: item }) => kind !== "entity" || item !== "&amp;");
  const words = blankItems(text, items);
  const found: Accelerator[] = [];
  for (const marker of markers) {
    for (const { 0: written, index } of words.matchAll(CANDIDATES[marker])) {
      const rest = words.slice(index + written.length, index + written.length + 80);
      const before = words.slice(Math.max(0, index - 40), index);
      if (!(marker === "_" ? marksWord(before, rest) : marksLetter(before, rest))) continue;
      found.push({ marker: written, start: index, letter: /^./u.exec(rest)?.[0] ?? "" });
    }
  }
  return found.length === 1 ? found[0] : undefined;
}

function marksWord(before: string, rest: string): boolean {
  return (before === "" || BEFORE_UNDERSCORE.test(before)) && !IDENTIFIER.test(`_${rest}`);
}

/** At the start of a word, or within one that begins with a capital and goes on with small letters. */
function marksLetter(before: string, rest: string): boolean {
  const word = /[\p{L}\p{N}]*$/u.exec(before)?.[0] ?? "";
  if (word === "") return !/[=?;]$/.test(before);
  // `Q&a` is a pair of initials.
  return (
    /^\p{Lu}\p{L}*$/u.test(word) &&
    /^\p{Ll}/u.test(rest) &&
    /\p{L}{2}/u.test(word + rest.slice(1, 3)) &&
    !PAIRS.test(rest)
  );
}

/** The text without its marker. The form of CJK labels goes whole: `打开(&O)…` is `打开…`. */
export function withoutAccelerator(text: string, { marker, start, letter }: Accelerator): string {
  const end = start + marker.length;
  if (/[(（]$/.test(text.slice(0, start)) && /^[)）]/.test(text.slice(end + letter.length))) {
    return text.slice(0, start - 1).trimEnd() + text.slice(end + letter.length + 1);
  }
  return text.slice(0, start) + text.slice(end);
}

/** Languages whose letters no key has: their labels name the source's key in brackets. */
const KEY_IN_BRACKETS = new Set(["ja", "ko", "zh"]);

/**
 * Puts an accelerator into a translation: before the source's letter where a word begins with it,
 * else before the first word; in Chinese, Japanese and Korean after the text, as in `打开(&O)…`. A
 * translation that has one already stays as it is, and so does an empty one.
 */
export function withAccelerator(target: string, { marker, letter }: Accelerator, language: LanguageTag): string {
  const kind = marker === "_" ? "_" : "&";
  if (target.trim() === "" || findAccelerator(target, [kind])) return target;
  const starts = KEY_IN_BRACKETS.has(new Intl.Locale(language).language) ? [] : wordStarts(target, letter);
  const at = starts.find(({ same }) => same) ?? starts[0];
  if (at) return target.slice(0, at.start) + marker + target.slice(at.start);
  const end = /[\s.…:：。]*$/u.exec(target.slice(-12))?.[0].length ?? 0;
  const text = target.slice(0, target.length - end);
  return `${text}(${marker}${letter.toUpperCase()})${target.slice(target.length - end)}`;
}

/** Where the words of a text start, and whether with a letter; placeholders are none. */
function wordStarts(text: string, letter: string): { start: number; same: boolean }[] {
  // A digit is a key where the source's is one; else words have letters. In `Ctrl+S` is no word.
  const word = /\p{N}/u.test(letter) ? /(?<![\p{L}\p{N}_&+])[\p{L}\p{N}]/gu : /(?<![\p{L}\p{M}\p{N}_&'’+])\p{L}/gu;
  return [...blankItems(text, findProtectedItems(text)).matchAll(word)].map(({ 0: first, index }) => ({
    start: index,
    same: first.toLocaleLowerCase() === letter.toLocaleLowerCase(),
  }));
}
