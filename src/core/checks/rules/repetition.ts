import { BLANK } from "#core/messages/mask.js";
import type { Check, Severity } from "../check.js";

/** What is repeated, and how often. */
interface Repeated {
  readonly text: string;
  readonly count: number;
}

/** One way to repeat oneself. */
interface Kind {
  readonly severity: Severity;
  /** So often it must be in a target; in a source already twice counts. */
  readonly least: number;
  /** What a text repeats most in this way, where it occurs so often at least. */
  find(text: string, least: number, of: "target" | "source"): Repeated | undefined;
}

/** Words; of a script without blanks every sign. */
const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{M}\p{N}'’])+/gu;
const LETTER = /\p{L}/u;
const SIGN = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]$/u;
/** So many tokens are a phrase, and so many signs of a script without blanks. */
const PHRASE = { words: 4, signs: 12 } as const;
/** Longest group of words that is looked for in a row. */
const MAX_GROUP = 12;

/** Dates are written `YYYY`, and people say `Aaah`. */
const MIN_SIGNS = 6;
/** So often a syllable is doubled by no word of any language. */
const MIN_SYLLABLES = 4;

const KINDS: readonly Kind[] = [
  // One sign.
  {
    severity: "error",
    least: MIN_SIGNS,
    find: (text, least) => longest(text, new RegExp(`(\\p{L})\\1{${least - 1},}`, "gu")),
  },
  // Syllables, and words that a hyphen or a slash joins: `-Inode-Inode`, `/S/S`.
  {
    severity: "error",
    least: MIN_SYLLABLES,
    find: (text, least) => longest(text, new RegExp(`(.{2,24}?)\\1{${least - 1},}`, "gsu")),
  },
  // Words, one after another or as a group.
  { severity: "error", least: 3, find: (text, least) => groupInARow(text, least, 1) },
  // Phrases with other words between.
  { severity: "error", least: 3, find: scatteredPhrase },
  // Twice in a row may be a slip; one word twice is what another check is about.
  { severity: "warning", least: 2, find: twiceInARow },
];

/** Syllables, words or phrases that come again and again where the source repeats nothing: a model that loops. */
export const repetition: Check = {
  name: "repetition",
  title: "Nothing is repeated again and again that the source does not repeat.",
  explanation:
    "A language model can get caught in a loop: `Kontakt-Inode-Inode-Inode-Inode`. What is there is no translation. Translate the text again, or by hand.",
  find: ({ read, isChoice }) => {
    // The variants of a message are alike, but none of them repeats itself.
    const parts = (words: string): string[] => words.split(isChoice ? BLANK : "|");
    for (const { find, least, severity } of KINDS) {
      const found = most(parts(read.target.words), (text) => find(text, least, "target"));
      if (!found) continue;
      const before = most(parts(read.source.words), (text) => find(text, 2, "source"));
      // What the source repeats, its translation repeats; once more may be a matter of grammar.
      if (before && found.count <= before.count + (severity === "error" ? 1 : 0)) continue;
      const shown = found.text.length > 30 ? `${found.text.slice(0, 30)}…` : found.text;
      return [{ severity, problem: { code: "repeated", text: shown, count: found.count } }];
    }
    return [];
  },
};

function most(texts: readonly string[], find: (text: string) => Repeated | undefined): Repeated | undefined {
  return texts
    .flatMap((text) => find(text) ?? [])
    .reduce<Repeated | undefined>((best, one) => (best && best.count >= one.count ? best : one), undefined);
}

/** The match of a pattern whose first group occurs most often in it. */
function longest(text: string, pattern: RegExp): Repeated | undefined {
  const found = [...text.matchAll(pattern)].map(({ 0: all, 1: unit = "" }) => ({
    text: unit,
    count: all.length / unit.length,
  }));
  return found.filter((one) => LETTER.test(one.text)).sort((a, b) => b.count - a.count)[0];
}

/** Two groups with nothing between them, neither a sign nor a placeholder. A source may double a single word. */
function twiceInARow(text: string, least: number, of: "target" | "source"): Repeated | undefined {
  const clauses = of === "target" ? text.split(/[\p{P}\n\ufffc]/u) : [text];
  return most(clauses, (clause) => groupInARow(clause, least, of === "target" ? 2 : 1));
}

/** How often a group must be at least: a short word (`die, die die`) and a few signs, a syllable at most, say little. */
function fewestOf(group: readonly string[]): number {
  if (group.every((token) => SIGN.test(token))) {
    if (group.length === 1) return MIN_SIGNS;
    return group.length < PHRASE.words ? MIN_SYLLABLES : group.length < PHRASE.signs ? 3 : 0;
  }
  return group.join("").length <= 3 ? MIN_SYLLABLES : 0;
}

function tokensOf(text: string): string[] {
  return text.toLowerCase().match(TOKEN) ?? [];
}

/** `de la de la de la`: a group of at least `smallest` words that is several times in a row. */
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

/** The phrase that a text has most often. A source's may be shorter: languages say things in more words. */
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
