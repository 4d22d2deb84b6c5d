import { readSpelling, type TagSpelling } from "../language/spelling.js";
import type { LanguageTag } from "../language/tag.js";
import { remembering } from "../text/remembering.js";

/** A word of a path that names a language. */
export interface LanguageWord extends TagSpelling {
  readonly start: number;
  readonly end: number;
  /** The index of its folder, or that of the name. */
  readonly segment: number;
}

/** The most parts of one word, as in `zh_Hant_TW`. */
const MAX_TOKENS = 4;

/** How many paths are remembered: of a project's, each is read several times. */
export const MAX_PATHS = 20_000;

/** The words of a path that name languages, as long as possible, without the file's ending. */
export const languageWords: (path: string) => readonly LanguageWord[] = remembering(MAX_PATHS, readWords);

function readWords(path: string): LanguageWord[] {
  const words: LanguageWord[] = [];
  const segments = [...path.matchAll(/[^\\/]+/g)];
  for (const [segment, { 0: name, index }] of segments.entries()) {
    const isLast = segment === segments.length - 1;
    const end = isLast ? name.length - (/\.\w+$/.exec(name)?.[0].length ?? 0) : name.length;
    for (const word of wordsIn(name.slice(0, end))) {
      words.push({ ...word, start: word.start + index, end: word.end + index, segment });
    }
  }
  return words;
}

function wordsIn(name: string): Omit<LanguageWord, "segment">[] {
  const found: Omit<LanguageWord, "segment">[] = [];
  const tokens = [...name.matchAll(/[^._\-\s]+/g)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
  }));
  for (let first = 0; first < tokens.length; ) {
    const start = tokens[first]?.start ?? 0;
    let next = first + 1;
    for (let last = Math.min(first + MAX_TOKENS, tokens.length) - 1; last >= first; last--) {
      const end = tokens[last]?.end ?? 0;
      const read = readSpelling(name.slice(start, end));
      if (!read) continue;
      found.push({ ...read, start, end });
      next = last + 1;
      break;
    }
    first = next;
  }
  return found;
}

/** The languages that a path names in its folders and its file's name, the last one first. */
export function languagesInPath(path: string): LanguageTag[] {
  return [
    ...new Set(
      languageWords(path)
        .toReversed()
        .map(({ tag }) => tag),
    ),
  ];
}

/** Whether a word of a path is likely meant as a language: three letters rarely are (`app`, `src`, `web`). */
export function isUsual(language: LanguageTag): boolean {
  return /^[a-z]{2}(?![a-z])/i.test(language);
}
