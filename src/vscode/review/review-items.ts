import { keyId, keyName } from "#core/formats/format.js";
import { languagesOf } from "#core/formats/read-file.js";
import { type Candidate, type Decision, draftOf } from "#core/routing/decision.js";
import { readSettings } from "../editor/settings.js";
import { unitsNow } from "../editor/units.js";
import type { Context } from "../state/context.js";
import { GROUPS, groupOfDecision } from "../state/routing-groups.js";
import { placeName, type StringPlace } from "../state/string-place.js";

/** What became of a string in a review. */
export type Verdict = "accepted" | "rejected" | "edited";

/** A string whose translation nobody has looked at yet. */
export interface ReviewItem {
  readonly place: StringPlace;
  readonly decision: Decision;
  /** The target file's value; undefined for an unwritten draft. */
  readonly value: string | undefined;
  verdict?: Verdict;
}

/**
 * The strings of a project that RouteLMT translated and nobody has reviewed or edited since, by file and
 * language; the most urgent first in each.
 *
 * @param only these strings; by default, all of the projects
 */
export async function reviewItems(
  { projects, decisions }: Context,
  only?: readonly StringPlace[],
): Promise<ReviewItem[]> {
  const names = only && new Set(only.map(placeName));
  // Named strings include their files, which need not have been found yet.
  const languages = only ? new Map(only.map((one) => [`${one.target} ${one.language}`, one])).values() : undefined;
  const items: ReviewItem[] = [];
  for (const { source, target, language } of languages ?? (await projects.languages())) {
    const one = { source, target, language };
    await decisions.load(one.target);
    const decided = decisions.on(one.target, one.language);
    if (decided.length === 0) continue;
    const direction = { source: readSettings(one.source).source, target: one.language };
    const units = await unitsNow(one.target, languagesOf(direction));
    const values = new Map(units.map(({ key, value }) => [keyId(key), value]));
    const own = decided
      .map(({ key, decision }): ReviewItem => {
        const value = values.get(keyId(key));
        return { place: { ...one, key }, decision, value: value === "" ? undefined : value };
      })
      .filter((item) => isOpen(item) && (names?.has(placeName(item.place)) ?? true));
    const orders = new Map(units.map(({ key }, index) => [keyId(key), index]));
    const orderOf = ({ place }: ReviewItem): number => orders.get(keyId(place.key)) ?? units.length;
    items.push(...own.sort((a, b) => rankOf(a) - rankOf(b) || orderOf(a) - orderOf(b)));
  }
  return items;
}

function isOpen({ decision, value }: ReviewItem): boolean {
  const { reason, chosen } = decision;
  if (reason.code === "by-hand" || ("draft" in reason && reason.draft?.code === "rejected")) return false;
  return chosen ? chosen.text === value : value === undefined && draftOf(decision) !== undefined;
}

function rankOf({ decision }: ReviewItem): number {
  return GROUPS.indexOf(groupOfDecision(decision));
}

/** The translation to review: the one in the file, or the draft for it. */
export function judgedIn({ decision, value }: ReviewItem): Candidate {
  const known = decision.chosen ?? draftOf(decision);
  return known ?? { origin: "existing", text: value ?? "" };
}

/** Another translation to compare with; undefined if there is none. */
export function otherIn(item: ReviewItem): Candidate | undefined {
  const { text } = judgedIn(item);
  return item.decision.candidates.findLast((one) => one.text !== text);
}

/** The name of a string for people. */
export function nameOf({ place }: ReviewItem): string {
  return keyName(place.key);
}
