import type { KeyValueCache } from "./cache.js";

/** One sequence of a batch. */
export interface BatchRow {
  /** Its place in the batch and the cache. */
  index: number;
  /** Positions that the cache has of it. */
  length: number;
  /** The token that comes next. */
  token: number;
}

/** The rows that are decoded together, always the first ones of the cache: one that goes leaves its place to the last. */
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
   * Adds rows that hold nothing yet.
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

  /** Adds a row that holds what another one does. */
  fork(row: BatchRow): BatchRow {
    const [twin] = this.add(1, row.length) as [BatchRow];
    twin.length = row.length;
    this.cache.copy(row.index, twin.index, row.length);
    return twin;
  }

  /** Removes a row; after the last one, the next rows need not be as wide. */
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
