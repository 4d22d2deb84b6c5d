import type { ProtectedItem } from "../core/messages/mask.js";

/**
 * What a hypothesis may contain next: every protected item exactly once, after the item it must
 * follow, every tag in the element it is in, and no end before all have occurred. While items are left, one
 * of them is always allowed.
 */
export class Constraint {
  readonly #items: readonly ProtectedItem[];
  readonly #emitted: boolean[];
  /** Opening tags that are closed in this text. */
  readonly #closed: ReadonlySet<number>;
  /** Opening tag of the innermost open element. */
  #open: number | undefined;
  #left: number;

  constructor(items: readonly ProtectedItem[]) {
    this.#items = items;
    this.#emitted = items.map(() => false);
    this.#left = items.length;
    this.#closed = new Set(items.flatMap(({ tag }) => tag?.element ?? []));
    const first = items.find(({ tag }) => tag)?.tag;
    this.#open = first?.kind === "close" ? first.element : first?.within;
  }

  /** An independent copy in the same state. */
  clone(): Constraint {
    const twin = new Constraint(this.#items);
    this.#emitted.forEach((emitted, index) => {
      twin.#emitted[index] = emitted;
    });
    twin.#open = this.#open;
    twin.#left = this.#left;
    return twin;
  }

  /** How many items are still missing. */
  get left(): number {
    return this.#left;
  }

  /** Whether the item with an index may come now. */
  allows(index: number): boolean {
    const item = this.#items[index];
    if (!item || this.#emitted[index]) return false;
    if (item.after !== undefined && item.after >= 0 && !this.#emitted[item.after]) return false;
    const { tag } = item;
    if (!tag) return true;
    if (tag.kind === "close")
      return this.#open === tag.element && !this.#isMissing((one) => one.within === tag.element);
    if (tag.within !== this.#open) return false;
    // An element that is closed in a later part of the text comes last in this one.
    return tag.kind === "single" || this.#closed.has(index) || !this.#isMissing((_, other) => other < index);
  }

  /** Records the item with an index. */
  emit(index: number): void {
    if (!this.allows(index)) throw new RangeError(`item ${index} may not come now`);
    const tag = this.#items[index]?.tag;
    if (tag?.kind === "open") this.#open = index;
    else if (tag?.kind === "close") this.#open = tag.within;
    this.#emitted[index] = true;
    this.#left--;
  }

  /** Whether a tag that meets a condition is still to come. */
  #isMissing(condition: (tag: NonNullable<ProtectedItem["tag"]>, index: number) => boolean): boolean {
    return this.#items.some(({ tag }, index) => tag && !this.#emitted[index] && condition(tag, index));
  }
}
