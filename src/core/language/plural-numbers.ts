import { usualCounts } from "./plural-categories.js";
import type { LanguageTag } from "./tag.js";

/** Numbers by how well a small model inflects what it counts; one and two have forms of their own. */
const PREFERRED = [3, 5, 4, 6, 7, 2, 1, 0, 11, 100, 21, 31];

/** Numbers that most others are like, in every language. */
const USUAL = [5, 6, 7, 8, 9];

/** More are not needed: each that a text has already is passed over. */
const MAX_NUMBERS = 8;

/**
 * Numbers of a plural category, the best first. One that no usual count has, as Polish `other` for fractions
 * or French `many` for millions, takes what most numbers take.
 */
export function numbersOf(language: LanguageTag, category: string, ordinal = false): readonly number[] {
  const [own, others] = [category, "other"].map((name) => usualCounts(language, name, ordinal));
  return own && own.length > 0 ? bestFirst(own) : others && others.length > 0 ? bestFirst(others) : USUAL;
}

/** A few of some numbers, in the order in which they are tried. */
export function bestFirst(numbers: readonly number[]): readonly number[] {
  const rank = (n: number): number => (PREFERRED.includes(n) ? PREFERRED.indexOf(n) : PREFERRED.length);
  return [...numbers].sort((a, b) => rank(a) - rank(b)).slice(0, MAX_NUMBERS);
}
