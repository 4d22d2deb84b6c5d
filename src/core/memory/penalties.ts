import { isSameLanguage } from "../language/answer.js";
import type { Direction, LanguageTag } from "../language/tag.js";
import { standardOf, varietyOf } from "../language/variety.js";
import { findProtectedItems } from "../messages/mask.js";

/** Why a match scores lower than its words suggest. */
export interface Penalty {
  readonly reason: "placeholders" | "numbers" | "region" | "ambiguous" | "white-space" | "plural";
  readonly points: number;
}

const POINTS = { placeholders: 5, numbers: 2, region: 2, ambiguous: 1, "white-space": 1, plural: 1 } as const;

/** What penalties are for in an entry of the memory. */
interface Earlier {
  readonly source: string;
  readonly direction: Direction;
}

/** The penalty for a reason. */
export function penalty(reason: Penalty["reason"]): Penalty {
  return { reason, points: POINTS[reason] };
}

/** The points of some penalties. */
export function pointsOf(penalties: readonly Penalty[]): number {
  return penalties.reduce((total, { points }) => total + points, 0);
}

/** The penalties of a fuzzy match. @param distance in words, see {@link wordDistance} */
export function fuzzyPenalties(entry: Earlier, source: string, direction: Direction, distance: number): Penalty[] {
  const penalties = regionPenalty(entry, direction);
  if (distance === 0) penalties.push(penalty("white-space"));
  if (placeholdersOf(entry.source) !== placeholdersOf(source)) penalties.push(penalty("placeholders"));
  if (numbersOf(entry.source) !== numbersOf(source)) penalties.push(penalty("numbers"));
  return penalties;
}

/** The penalty of a translation of another variety of the languages, if it is one. */
export function regionPenalty({ direction: { source, target } }: Earlier, wanted: Direction): Penalty[] {
  return isSameVariety(source, wanted.source) && isSameVariety(target, wanted.target) ? [] : [penalty("region")];
}

/** Whether texts of one tag are as good for another: `de` and `de-DE` or `de-AT`, but neither `pt` and `pt-PT` nor `en-US` and `en-GB`. */
function isSameVariety(a: LanguageTag, b: LanguageTag): boolean {
  if (a === b) return true;
  const [first, second] = [varietyOf(a), varietyOf(b)];
  if (!first || !second || first.language !== second.language || standardOf(first) !== standardOf(second)) return false;
  return isSameLanguage(a, b) || !(first.namesRegion && second.namesRegion);
}

function placeholdersOf(text: string): string {
  return findProtectedItems(text)
    .map((item) => item.text)
    .sort()
    .join(" ");
}

function numbersOf(text: string): string {
  return (text.match(/\p{N}+/gu) ?? []).join(" ");
}
