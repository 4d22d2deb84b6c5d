import type { LanguageTag } from "../language/tag.js";
import { blankItems, findProtectedItems } from "./mask.js";

/** What comes before the letter of a keyboard accelerator: `&` in Qt, KDE, Windows and Swing, `_` in GTK. */
export type AcceleratorMarker = "&" | "_";

/** The markers if the format names none; `_` is too common in other texts. */
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
/** The place of an accelerator in a GTK label: at the start of a word, but not of a quoted name. */
const BEFORE_UNDERSCORE = /[\s(/-]$/;
/** `_underline_` and `_private_name` are not labels. */
const IDENTIFIER = /^_[\p{L}\p{N}]*_/u;
/** Second halves of pairs written without blanks: `Drag&drop`. */
const PAIRS = /^(?:drop|paste|play|replace|roll|click|out|white)(?!\p{L})/u;

/**
 * The accelerator of a text: its only marker before a letter, as in labels (`&File`, `E&xit`, `Save _as`,
 * `打开(&O)`). Abbreviations (`AT&T`), pairs (`Drag&drop`), entities, identifiers (`my_file`), escaped markers (`&&`,
 * `__`) and placeholders do not count.
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

/**
 * Whether a translation has one marker before a letter, wherever that is: `S_tatistiche`, `п&ароль`. Programs take any, and
 * people choose one that is free.
 */
export function hasOneMarker(text: string, marker: AcceleratorMarker): boolean {
  return [...text.matchAll(CANDIDATES[marker])].length === 1;
}

function marksWord(before: string, rest: string): boolean {
  return (before === "" || BEFORE_UNDERSCORE.test(before)) && !IDENTIFIER.test(`_${rest}`);
}

/** At the start of a word, or inside a capitalised one. */
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

/** The text without its marker; in CJK labels the brackets go too: `打开(&O)…` becomes `打开…`. */
export function withoutAccelerator(text: string, { marker, start, letter }: Accelerator): string {
  const end = start + marker.length;
  if (/[(（]$/.test(text.slice(0, start)) && /^[)）]/.test(text.slice(end + letter.length))) {
    return text.slice(0, start - 1).trimEnd() + text.slice(end + letter.length + 1);
  }
  return text.slice(0, start) + text.slice(end);
}

/** Languages whose letters are not on keys: their labels have the key of the source in brackets. */
const KEY_IN_BRACKETS = new Set(["ja", "ko", "zh"]);

/**
 * Adds an accelerator to a translation: before a word that begins with the source's letter, otherwise before the
 * first word; in Chinese, Japanese and Korean after the text, as in `打开(&O)…`. A translation that has one stays
 * unchanged, as does an empty one.
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

/** The offsets of the words of a text, and whether each begins with a letter; placeholders are not words. */
function wordStarts(text: string, letter: string): { start: number; same: boolean }[] {
  // A digit counts if the source's key is a digit. `Ctrl+S` contains no word.
  const word = /\p{N}/u.test(letter) ? /(?<![\p{L}\p{N}_&+])[\p{L}\p{N}]/gu : /(?<![\p{L}\p{M}\p{N}_&'’+])\p{L}/gu;
  return [...blankItems(text, findProtectedItems(text)).matchAll(word)].map(({ 0: first, index }) => ({
    start: index,
    same: first.toLocaleLowerCase() === letter.toLocaleLowerCase(),
  }));
}
