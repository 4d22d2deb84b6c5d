import type { Tensor } from "./onnx-runtime.js";

/** Capacity grows by so many positions at a time: rows are moved apart seldom, and little room is empty. */
const GROWTH = 4;

/** Shape of a model's cache. */
export interface CacheShape {
  readonly layers: number;
  /** Numbers in one key or value. */
  readonly size: number;
}

/**
 * Keys and values of a batch, one row a sequence, as 16-bit numbers in memory of our own that ONNX Runtime
 * reads in place. A step adds its
 * positions; nothing that is there is copied, but when rows need more room.
 */
export class KeyValueCache {
  /** Of each layer keys, then values. */
  readonly #buffers: Uint16Array[];
  readonly #size: number;
  #capacity = 1;

  /** @param positions of all rows together that there is room for at first; memory is taken as they are used */
  constructor({ layers, size }: CacheShape, positions: number) {
    this.#size = size;
    this.#buffers = Array.from({ length: 2 * layers }, () => new Uint16Array(positions * size));
  }

  /** Positions that there is room for in each row. */
  get capacity(): number {
    return this.#capacity;
  }

  /**
   * Makes room.
   *
   * @param rows that there are or will be
   * @param positions that a row needs
   * @param used rows that hold something
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
      // From the last row on, so that in the same memory no row is overwritten before it was moved.
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
   * The first rows as the graph's inputs: tensors but for their class, which would make of 16-bit numbers a
   * `Float16Array` where there is one (Node 24), and that the binding refuses.
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
