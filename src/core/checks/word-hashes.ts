import { END } from "../text/traits.js";

/** Which characters words are made of: letters and marks, or also numbers and apostrophes. */
const WORDS = { letters: /[\p{L}\p{M}]/u, tokens: /[\p{L}\p{M}\p{N}'’]/u } as const;

/** The characters of words in lower case, by UTF-16 code unit; 0 for all others. Made when they are first needed. */
const TABLES = new Map<keyof typeof WORDS, Uint16Array>();

function tableOf(made: keyof typeof WORDS): Uint16Array {
  let table = TABLES.get(made);
  if (!table) {
    table = new Uint16Array(END);
    for (let code = 0; code < END; code++) {
      const character = String.fromCharCode(code);
      if (WORDS[made].test(character)) table[code] = character.toLowerCase().charCodeAt(0);
    }
    TABLES.set(made, table);
  }
  return table;
}

/**
 * A number for each word, whatever its case: equal words have equal numbers, different words hardly ever. It is several
 * times as fast as to cut the words out, and most texts have nothing to look at more closely.
 *
 * @param text without foreign characters ({@link FOREIGN}), but for blanks in place of protected items
 */
export function wordHashes(text: string, made: keyof typeof WORDS): readonly number[] {
  const table = tableOf(made);
  const hashes: number[] = [];
  let hash = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const character = code < END ? (table[code] as number) : 0;
    if (character !== 0) hash = (Math.imul(hash, 31) + character) | 0;
    else if (hash !== 0) {
      hashes.push(hash);
      hash = 0;
    }
  }
  if (hash !== 0) hashes.push(hash);
  return hashes;
}

/** A set of words with a quick test whether it may contain one. */
export class HashedWords {
  readonly #bits = new Uint8Array(1 << 16);

  constructor(words: Iterable<string>) {
    for (const word of words) for (const hash of wordHashes(word, "letters")) this.#bits[hash & 0xffff] = 1;
  }

  /** How many different words are in the set, or look like one that is. */
  count(hashes: readonly number[]): number {
    let count = 0;
    for (let at = 0; at < hashes.length; at++) {
      const hash = hashes[at] as number;
      if (this.#bits[hash & 0xffff] === 1 && hashes.indexOf(hash) === at) count++;
    }
    return count;
  }
}
