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

  /**
   * Gives the beams of a search their next tokens: a row takes its first continuation, further ones get a copy of it, and
   * rows without one are removed.
   *
   * @param rows of the search @param continuations of these rows, in the new order of the beams
   * @returns the rows of the beams
   */
  continue(
    rows: readonly BatchRow[],
    continuations: readonly { readonly parent: number; readonly token: number }[],
  ): BatchRow[] {
    const taken = new Set<number>();
    const next = continuations.map(({ parent, token }) => {
      const old = rows[parent] as BatchRow;
      const row = taken.has(parent) ? this.fork(old) : old;
      taken.add(parent);
      return { row, token };
    });
    for (const { row, token } of next) row.token = token;
    for (const [parent, row] of rows.entries()) if (!taken.has(parent)) this.remove(row);
    return next.map(({ row }) => row);
  }
}
