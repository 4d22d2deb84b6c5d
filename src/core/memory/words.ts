/**
 * One token for each word, number, placeholder, tag and any other character; in scripts without spaces, for each
 * character. Linear in the text.
 */
const TOKEN =
  /\{\{[^{}\s]{0,100}\}\}|[$#%]?\{[^{}\s]{0,100}\}|%(?:\d{1,2}\$)?[.\d]{0,6}l{0,2}[a-zA-Z@]|<[^<>]{1,500}>|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|\p{L}[\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{M}\p{N}]+)*|\p{N}+(?:[.,:]\p{N}+)*|\S/gu;

/** The tokens of a text, for comparison in a translation memory. */
export function wordsOf(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

/** A sequence of words that two texts share, or that only one has. */
export interface DiffPiece {
  readonly kind: "same" | "removed" | "added";
  readonly words: readonly string[];
}

/** Words that differ only in case count as half a difference. */
const CASE_COST = 0.5;

/** How many spellings of a word in different case are distinguished; further ones count as the last. */
const SPELLINGS = 64;

/** Numbers for words: comparing numbers is many times faster than comparing texts. */
export class WordTable {
  /** By lower-case word: its number, and the spellings seen so far. */
  readonly #words = new Map<string, { readonly folded: number; readonly spellings: string[] }>();

  /** The number of distinct words, ignoring case. */
  get size(): number {
    return this.#words.size;
  }

  /** The words of a text as numbers: {@link SPELLINGS} times the number of the word, plus that of its spelling. */
  encode(words: readonly string[]): Int32Array {
    return Int32Array.from(words, (word) => {
      const lower = word.toLowerCase();
      let known = this.#words.get(lower);
      if (!known) {
        known = { folded: this.#words.size, spellings: [] };
        this.#words.set(lower, known);
      }
      let spelling = known.spellings.indexOf(word);
      if (spelling < 0) spelling = Math.min(known.spellings.push(word), SPELLINGS) - 1;
      return known.folded * SPELLINGS + spelling;
    });
  }
}

/** The code of a word without the part for its spelling. */
export function foldedOf(code: number): number {
  return Math.floor(code / SPELLINGS);
}

/**
 * Levenshtein distance over encoded words: 1 for a word added, removed or replaced, 0.5 for a change of case. Only the
 * band within the limit is computed.
 *
 * @param limit the longest distance that matters; the result is Infinity for larger distances
 */
export function wordDistance(a: Int32Array, b: Int32Array, limit = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) > limit) return Number.POSITIVE_INFINITY;
  const band = Math.min(Math.floor(limit), Math.max(a.length, b.length));
  let row = Float64Array.from({ length: b.length + 1 }, (_, column) => column);
  let next = new Float64Array(b.length + 1);
  for (let line = 1; line <= a.length; line++) {
    const code = a[line - 1] ?? 0;
    const from = Math.max(1, line - band);
    const to = Math.min(b.length, line + band);
    next.fill(Number.POSITIVE_INFINITY);
    next[0] = line;
    let least = line;
    for (let column = from; column <= to; column++) {
      const other = b[column - 1] ?? 0;
      const replaced = code === other ? 0 : foldedOf(code) === foldedOf(other) ? CASE_COST : 1;
      const value = Math.min((row[column - 1] ?? 0) + replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1);
      next[column] = value;
      if (value < least) least = value;
    }
    if (least > limit) return Number.POSITIVE_INFINITY;
    [row, next] = [next, row];
  }
  const distance = row[b.length] ?? 0;
  return distance > limit ? Number.POSITIVE_INFINITY : distance;
}

/** The changes from `before` to `after`, word by word, as few as possible. Quadratic in the number of words. */
export function diffWords(before: readonly string[], after: readonly string[]): DiffPiece[] {
  const width = after.length + 1;
  const table = new Float64Array((before.length + 1) * width);
  const at = (line: number, column: number): number => table[line * width + column] ?? 0;
  const [foldedBefore, foldedAfter] = [before, after].map((words) => words.map((word) => word.toLowerCase()));
  const cost = (line: number, column: number): number => {
    if (before[line - 1] === after[column - 1]) return 0;
    return foldedBefore?.[line - 1] === foldedAfter?.[column - 1] ? CASE_COST : 1;
  };
  for (let line = 0; line <= before.length; line++) {
    for (let column = 0; column <= after.length; column++) {
      if (line === 0 || column === 0) table[line * width + column] = line + column;
      else {
        const replaced = at(line - 1, column - 1) + cost(line, column);
        table[line * width + column] = Math.min(replaced, at(line - 1, column) + 1, at(line, column - 1) + 1);
      }
    }
  }
  const steps: { kind: DiffPiece["kind"]; word: string }[] = [];
  let [line, column] = [before.length, after.length];
  while (line > 0 || column > 0) {
    const [old, now] = [before[line - 1], after[column - 1]];
    const here = at(line, column);
    if (old !== undefined && now !== undefined && here === at(line - 1, column - 1) + cost(line, column)) {
      if (old === now) steps.push({ kind: "same", word: now });
      else steps.push({ kind: "added", word: now }, { kind: "removed", word: old });
      line--;
      column--;
    } else if (now !== undefined && (old === undefined || here === at(line, column - 1) + 1)) {
      steps.push({ kind: "added", word: now });
      column--;
    } else if (old !== undefined) {
      steps.push({ kind: "removed", word: old });
      line--;
    }
  }
  return group(steps.reverse());
}

/** Joins neighbouring steps of one kind; between two common words, removals come first. */
function group(steps: readonly { kind: DiffPiece["kind"]; word: string }[]): DiffPiece[] {
  const pieces: { kind: DiffPiece["kind"]; words: string[] }[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const flush = (): void => {
    if (removed.length > 0) pieces.push({ kind: "removed", words: removed });
    if (added.length > 0) pieces.push({ kind: "added", words: added });
    removed = [];
    added = [];
  };
  for (const { kind, word } of steps) {
    if (kind === "removed") removed.push(word);
    else if (kind === "added") added.push(word);
    else {
      flush();
      const last = pieces.at(-1);
      if (last?.kind === "same") last.words.push(word);
      else pieces.push({ kind: "same", words: [word] });
    }
  }
  flush();
  return pieces;
}
