import type { KeyValueCache } from "./cache.js";

/** One sequence of a batch. */
export interface BatchRow {
  /** Its index in the batch and the cache. */
  index: number;
  /** How many of its positions are cached. */
  length: number;
  /** Its next token. */
  token: number;
}

/** The rows that are decoded together, always the first ones of the cache: when one is removed, the last takes its place. */
export class Batch {
  readonly cache: KeyValueCache;
  readonly #rows: BatchRow[] = [];

  constructor(cache: KeyValueCache) {
    this.cache = cache;
  }

  get size(): number {
    return this.#rows.length;
  }

  get rows(): readonly BatchRow[] {
    return this.#rows;
  }

  /**
   * Adds empty rows.
   *
   * @param positions that each of them will need
   */
  add(count: number, positions: number): BatchRow[] {
    const used = this.#rows.length;
    this.cache.reserve(used + count, positions, used);
    const added = Array.from({ length: count }, (_, place) => ({ index: used + place, length: 0, token: 0 }));
    this.#rows.push(...added);
    return added;
  }

  /** Adds a copy of a row. */
  fork(row: BatchRow): BatchRow {
    const [twin] = this.add(1, row.length) as [BatchRow];
    twin.length = row.length;
    this.cache.copy(row.index, twin.index, row.length);
    return twin;
  }

  /** Removes a row; once all are removed, the next rows may be narrower. */
  remove(row: BatchRow): void {
    const last = this.#rows.pop() as BatchRow;
    if (this.#rows.length === 0) this.cache.clear();
    if (last === row) return;
    this.cache.copy(last.index, row.index, last.length);
    this.#rows[row.index] = last;
    last.index = row.index;
  }

  /** Makes room for one more position of every row. */
  widen(): void {
    const longest = this.#rows.reduce((most, { length }) => Math.max(most, length), 0);
    this.cache.reserve(this.#rows.length, longest + 1, this.#rows.length);
  }
}
