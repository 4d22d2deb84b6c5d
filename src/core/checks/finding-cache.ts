import type { Finding } from "./check.js";

/** Findings on a translation, and what it was compared with. */
interface Known {
  readonly sources: readonly string[];
  readonly maxLength: number | undefined;
  readonly isPluralForm: boolean;
  readonly findings: readonly Finding[];
}

/**
 * Findings of earlier checks, so that a pair of texts that occurs twice is checked once, and an editor checks only what
 * changed.
 */
export class FindingCache {
  /** By translation: to join the texts to a key would take longer than some checks. */
  readonly #known = new Map<string, Known[]>();
  #size = 0;

  /** How many translations it knows. */
  get size(): number {
    return this.#size;
  }

  /** What was found on a translation of these texts (the forms of a plural are several). */
  get(
    sources: readonly string[],
    target: string,
    maxLength: number | undefined,
    isPluralForm: boolean,
  ): readonly Finding[] | undefined {
    return this.#known
      .get(target)
      ?.find((one) => one.maxLength === maxLength && one.isPluralForm === isPluralForm && areSame(one.sources, sources))
      ?.findings;
  }

  set(target: string, known: Known): void {
    const others = this.#known.get(target);
    this.#size++;
    if (others) others.push(known);
    else this.#known.set(target, [known]);
  }
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index]);
}
