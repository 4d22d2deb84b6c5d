import { usualCounts } from "./plural-categories.js";
import type { LanguageTag } from "./tag.js";

/** Numbers in the order of how well a small model inflects after them; one and two have special forms. */
const PREFERRED = [3, 5, 4, 6, 7, 2, 1, 0, 11, 100, 21, 31];

/** Numbers that are inflected like most others, in every language. */
const USUAL = [5, 6, 7, 8, 9];

/** Enough: numbers that a text already contains are skipped. */
const MAX_NUMBERS = 8;

/**
 * Numbers of a plural category, best first. A category without usual counts, such as Polish `other` (fractions) or
 * French `many` (millions), gets the numbers of the most common one.
 */
export function numbersOf(language: LanguageTag, category: string, ordinal = false): readonly number[] {
  const [own, others] = [category, "other"].map((name) => usualCounts(language, name, ordinal));
  return own && own.length > 0 ? bestFirst(own) : others && others.length > 0 ? bestFirst(others) : USUAL;
}

/** The first few of some numbers, in the order in which they are tried. */
export function bestFirst(numbers: readonly number[]): readonly number[] {
  const rank = (n: number): number => (PREFERRED.includes(n) ? PREFERRED.indexOf(n) : PREFERRED.length);
  return [...numbers].sort((a, b) => rank(a) - rank(b)).slice(0, MAX_NUMBERS);
}
