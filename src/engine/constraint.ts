import type { ProtectedItem } from "../core/protect/mask.js";

/**
 * What a hypothesis may contain next: every protected item exactly once, after the item it must
 * follow, and no end before all are out.
 */
export class Constraint {
  readonly #items: readonly ProtectedItem[];
  readonly #emitted: boolean[];
  #left: number;

  constructor(items: readonly ProtectedItem[]) {
    this.#items = items;
    this.#emitted = items.map(() => false);
    this.#left = items.length;
  }

  /** How many items are still to come. */
  get left(): number {
    return this.#left;
  }

  /** Whether the item of that index may come now. */
  allows(index: number): boolean {
    const item = this.#items[index];
    if (!item || this.#emitted[index]) return false;
    return item.after === undefined || this.#emitted[item.after] === true;
  }

  /** Records that the item of that index came. */
  emit(index: number): void {
    if (!this.allows(index)) throw new RangeError(`item ${index} may not come now`);
    this.#emitted[index] = true;
    this.#left--;
  }
}
