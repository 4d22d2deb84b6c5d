import { BLANK } from "#core/messages/mask.js";
import type { Check, Severity } from "../check.js";
import { tokensOf } from "../readable-text.js";

/** A repeated text, and how often it occurs. */
interface Repeated {
  readonly text: string;
  readonly count: number;
}

/** A kind of repetition. */
interface Kind {
  readonly severity: Severity;
  /** What is repeated. */
  readonly of: "characters" | "words";
  /** How often it must occur in a target; in a source, twice is enough. */
  readonly least: number;
  /** The most frequent repetition of this kind, if it occurs at least this often. */
  find(text: string, least: number, of: "target" | "source"): Repeated | undefined;
}

const LETTER = /\p{L}/u;
const SIGN = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]$/u;
/** The length of a phrase, in words, or in characters of a script without blanks. */
const PHRASE = { words: 4, signs: 12 } as const;
/** The longest group of words searched for in a row. */
const MAX_GROUP = 12;

/** Fewer equal characters are legitimate: `YYYY`, `Aaah`. */
const MIN_SIGNS = 6;
/** No word of any language repeats a syllable this often. */
const MIN_SYLLABLES = 4;
/** The longest text, in UTF-16 code units, that counts as some syllables. */
const MAX_SYLLABLES = 24;

const KINDS: readonly Kind[] = [
  // A single character.
  {
    severity: "error",
    of: "characters",
    least: MIN_SIGNS,
    find: (text, least) => longest(text, new RegExp(`(\\p{L})\\1{${least - 1},}`, "gu")),
  },
  // Syllables, and words joined by a hyphen or slash: `-Inode-Inode`, `/S/S`.
  {
    severity: "error",
    of: "characters",
    least: MIN_SYLLABLES,
    find: (text, least) => longest(text, new RegExp(`(.{2,${MAX_SYLLABLES}}?)\\1{${least - 1},}`, "gsu")),
  },
  // Words, single ones or groups.
  { severity: "error", of: "words", least: 3, find: (text, least) => groupInARow(text, least, 1) },
  // Phrases with other words between them.
  { severity: "error", of: "words", least: 3, find: scatteredPhrase },
  // Twice in a row may be a slip; another check finds single words.
  { severity: "warning", of: "words", least: 2, find: twiceInARow },
];

/** Syllables, words or phrases are repeated though the source repeats nothing: the model is in a loop. */
export const repetition: Check = {
  name: "repetition",
  title: "Nothing is repeated over and over unless the source repeats it.",
  explanation:
    "A language model can get caught in a loop: `Kontakt-Inode-Inode-Inode-Inode`. The result is not a translation. Translate the text again, or by hand.",
  find: ({ read, isChoice }) => {
    // The variants of a message are similar: each is searched on its own.
    const parts = (words: string): string[] => words.split(isChoice ? BLANK : "|");
    const { token, pairs } = read.target.repeats;
    const repeatsSyllables = repeatsCharacters(read.target.words);
    for (const { find, least, severity, of } of KINDS) {
      // Three times the same word in a row are two equal pairs.
      if (of === "words" ? pairs < least && !(token && pairs > 1) : !repeatsSyllables) continue;
      const found = most(parts(read.target.words), (text) => find(text, least, "target"));
      if (!found) continue;
      const before = most(parts(read.source.words), (text) => find(text, 2, "source"));
      // The translation may repeat what the source repeats, and once more for grammar.
      if (before && found.count <= before.count + (severity === "error" ? 1 : 0)) continue;
      const shown = found.text.length > 30 ? `${found.text.slice(0, 30)}…` : found.text;
      return [{ severity, problem: { code: "repeated", text: shown, count: found.count } }];
    }
    return [];
  },
};

/**
 * Whether a sequence of at most {@link MAX_SYLLABLES} characters, with a letter among them, occurs {@link MIN_SYLLABLES}
 * times in a row. Hardly any text has one, and a pattern would try every position.
 */
function repeatsCharacters(text: string): boolean {
  for (let size = 1; size <= MAX_SYLLABLES && size * MIN_SYLLABLES <= text.length; size++) {
    // This many characters in a row equal those one size before them, so every range of this length contains one.
    const least = size * (MIN_SYLLABLES - 1);
    for (let place = size + least - 1; place < text.length; place += least) {
      if (text.charCodeAt(place) !== text.charCodeAt(place - size)) continue;
      const { first, end } = runAround(text, place, size);
      if (end - first >= least && LETTER.test(text.slice(place - size, place + size))) return true;
      place = end - 1;
    }
  }
  return false;
}

/** The characters around a place that equal those one size before them. */
function runAround(text: string, place: number, size: number): { readonly first: number; readonly end: number } {
  let first = place;
  let end = place + 1;
  while (first > size && text.charCodeAt(first - 1) === text.charCodeAt(first - 1 - size)) first--;
  while (end < text.length && text.charCodeAt(end) === text.charCodeAt(end - size)) end++;
  return { first, end };
}

function most(texts: readonly string[], find: (text: string) => Repeated | undefined): Repeated | undefined {
  return texts
    .flatMap((text) => find(text) ?? [])
    .reduce<Repeated | undefined>((best, one) => (best && best.count >= one.count ? best : one), undefined);
}

/** The match of a pattern with the most repetitions of its first group. */
function longest(text: string, pattern: RegExp): Repeated | undefined {
  const found = [...text.matchAll(pattern)].map(({ 0: all, 1: unit = "" }) => ({
    text: unit,
    count: all.length / unit.length,
  }));
  return found.filter((one) => LETTER.test(one.text)).sort((a, b) => b.count - a.count)[0];
}

/** Two equal groups with nothing between them; in a source, a group may be a single word. */
function twiceInARow(text: string, least: number, of: "target" | "source"): Repeated | undefined {
  const clauses = of === "target" ? text.split(/[\p{P}\n\ufffc]/u) : [text];
  return most(clauses, (clause) => groupInARow(clause, least, of === "target" ? 2 : 1));
}

/** How often a group must occur: short words (`die, die die`) and a few characters prove little. */
function fewestOf(group: readonly string[]): number {
  if (group.every((token) => SIGN.test(token))) {
    if (group.length === 1) return MIN_SIGNS;
    return group.length < PHRASE.words ? MIN_SYLLABLES : group.length < PHRASE.signs ? 3 : 0;
  }
  return group.join("").length <= 3 ? MIN_SYLLABLES : 0;
}

/** A group of at least `smallest` words several times in a row: `de la de la de la`. */
function groupInARow(text: string, least: number, smallest: number): Repeated | undefined {
  const tokens = tokensOf(text);
  let best: Repeated | undefined;
  for (let size = smallest; size <= MAX_GROUP && size * least <= tokens.length; size++) {
    let run = 0;
    for (let at = size; at < tokens.length; at++) {
      run = tokens[at] === tokens[at - size] ? run + 1 : 0;
      const count = Math.floor(run / size) + 1;
      if (count < least || count <= (best?.count ?? 0)) continue;
      const group = tokens.slice(at - size + 1, at + 1);
      if (!LETTER.test(group.join("")) || count < fewestOf(group)) continue;
      best = { text: group.join(group.every((token) => SIGN.test(token)) ? "" : " "), count };
    }
  }
  return best;
}

/** The most frequent phrase. In a source it may be shorter, since languages differ in wordiness. */
function scatteredPhrase(text: string, least: number, of: "target" | "source"): Repeated | undefined {
  const tokens = tokensOf(text);
  const isSigns = tokens.filter((token) => SIGN.test(token)).length > tokens.length / 2;
  const size = of === "source" ? 2 : isSigns ? PHRASE.signs : PHRASE.words;
  const counts = new Map<string, number>();
  for (let at = 0; at + size <= tokens.length; at++) {
    const phrase = tokens.slice(at, at + size);
    if (new Set(phrase).size === 1 && size > 1) continue;
    const id = phrase.join(" ");
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const [best] = [...counts].filter(([id]) => LETTER.test(id)).sort((a, b) => b[1] - a[1]);
  return best && best[1] >= least ? { text: best[0], count: best[1] } : undefined;
}
