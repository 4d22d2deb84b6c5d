import type { Tensor } from "./onnx-runtime.js";

/** Capacity grows by this many positions at a time: rows are rarely moved, and little room is unused. */
const GROWTH = 4;

/** Shape of a model's cache. */
export interface CacheShape {
  readonly layers: number;
  /** Numbers in one key or value. */
  readonly size: number;
}

/**
 * Keys and values of a batch, one row per sequence, as 16-bit numbers in our own memory, which ONNX
 * Runtime reads in place. A step adds
 * its positions; existing ones are copied only if rows need more room.
 */
export class KeyValueCache {
  /** For each layer keys, then values. */
  readonly #buffers: Uint16Array[];
  readonly #size: number;
  #capacity = 1;

  /** @param positions initial capacity of all rows together; memory is allocated as it is used */
  constructor({ layers, size }: CacheShape, positions: number) {
    this.#size = size;
    this.#buffers = Array.from({ length: 2 * layers }, () => new Uint16Array(positions * size));
  }

  /** Capacity of each row, in positions. */
  get capacity(): number {
    return this.#capacity;
  }

  /**
   * Makes room.
   *
   * @param rows present and new ones
   * @param positions that a row needs
   * @param used rows in use
   */
  reserve(rows: number, positions: number, used: number): void {
    const before = this.#capacity;
    const isWider = positions > before;
    if (isWider) this.#capacity = Math.ceil(positions / GROWTH) * GROWTH;
    const [from, to] = [before * this.#size, this.#capacity * this.#size];
    for (const [index, buffer] of this.#buffers.entries()) {
      const wanted = rows * to;
      let target = buffer;
      if (buffer.length < wanted) {
        target = new Uint16Array(wanted);
        this.#buffers[index] = target;
        if (!isWider) target.set(buffer.subarray(0, used * from));
      }
      if (!isWider) continue;
      // From the last row backwards, so that no row is overwritten before it is moved.
      for (let row = used - 1; row >= 0; row--) {
        const span = buffer.subarray(row * from, (row + 1) * from);
        target.set(span, row * to);
      }
    }
  }

  /** Forgets all rows. */
  clear(): void {
    this.#capacity = 1;
  }

  /**
   * Adds positions to a row.
   *
   * @param at first position that is new
   * @param fresh (2 · layers × rows × width × size), as the graph yields them
   * @param from which row of `fresh`, of how many, and how wide they are
   * @param count how many positions of that row are real
   */
  write(
    row: number,
    at: number,
    fresh: Uint16Array,
    from: { readonly row: number; readonly rows: number; readonly width: number },
    count = from.width,
  ): void {
    const size = this.#size;
    const target = (row * this.#capacity + at) * size;
    for (const [index, buffer] of this.#buffers.entries()) {
      const source = (index * from.rows + from.row) * from.width * size;
      buffer.set(fresh.subarray(source, source + count * size), target);
    }
  }

  /** Copies the first positions of a row into another. */
  copy(from: number, to: number, positions: number): void {
    const stride = this.#capacity * this.#size;
    for (const buffer of this.#buffers) {
      buffer.copyWithin(to * stride, from * stride, from * stride + positions * this.#size);
    }
  }

  /**
   * The first rows as the graph's inputs: like tensors, but not of that class, which would turn 16-bit numbers
   * into a `Float16Array` where that exists (Node 24); the binding refuses it.
   */
  tensors(rows: number): Record<string, Tensor> {
    const dims = [rows, this.#capacity, this.#size];
    const length = rows * this.#capacity * this.#size;
    const tensors: Record<string, Tensor> = {};
    for (const [index, buffer] of this.#buffers.entries()) {
      const kind = index % 2 === 0 ? "key" : "value";
      const tensor = { type: "float16", data: buffer.subarray(0, length), dims, location: "cpu" };
      tensors[`past.${index >> 1}.${kind}`] = tensor as unknown as Tensor;
    }
    return tensors;
  }
}
