import { type KeyPath, keyId, type Unit } from "#core/formats/format.js";
import { type Decision, draftOf, isOverShare, isTakenBack } from "#core/routing/decision.js";
import type { LanguageState, SegmentPlace } from "#core/status/language-state.js";

/** The groups of a language's strings, most urgent first. */
export const GROUPS = [
  "missing",
  "draft",
  "failed",
  "flagged",
  "over-share",
  "held",
  "stale",
  "edited",
  "bought",
  "memory",
  "local",
  "translated",
  "unused",
] as const;

export type GroupKind = (typeof GROUPS)[number];

/** A string of a language with its decision, if known. */
export interface RoutedSegment {
  readonly segment: SegmentPlace;
  readonly group: GroupKind;
  readonly decision?: Decision;
  /** The target file's value. */
  readonly value?: string;
}

/** The known decisions on a target file in a language. */
export interface DecidedKey {
  readonly key: KeyPath;
  readonly decision: Decision;
}

/**
 * The strings of a language by group, which says what to do with them.
 *
 * @param units of the target file
 */
export function routedSegments(
  state: LanguageState,
  decided: readonly DecidedKey[],
  units: readonly Unit[],
): RoutedSegment[] {
  const decisions = new Map(decided.map(({ key, decision }) => [keyId(key), decision]));
  const values = new Map(units.map(({ key, value }) => [keyId(key), value]));
  const routed = (segment: SegmentPlace, groupOf: (decision: Decision | undefined, value: string) => GroupKind) => {
    const id = keyId(segment.keyPath);
    const [decision, value] = [decisions.get(id), values.get(id) ?? ""];
    const group = groupOf(decision, value);
    return { segment, group, ...(decision ? { decision } : {}), ...(value === "" ? {} : { value }) };
  };
  return [
    ...state.missing.map((place) => {
      const draft = place.draft ?? draftIn(decisions.get(keyId(place.keyPath)));
      return routed(draft === undefined ? place : { ...place, draft }, (decision) =>
        draft !== undefined ? "draft" : decision?.outcome === "failed" ? "failed" : "missing",
      );
    }),
    ...state.stale.map((place) => routed(place, () => "stale")),
    ...state.translated.map((place) => routed(place, groupOfTranslated)),
    ...state.unused.map((place) => routed(place, () => "unused")),
  ];
}

function draftIn(decision: Decision | undefined): string | undefined {
  return decision && draftOf(decision)?.text;
}

function groupOfTranslated(decision: Decision | undefined, value: string): GroupKind {
  if (!decision) return "translated";
  if (decision.chosen?.text !== value) return isTakenBack(decision, value) ? "flagged" : "edited";
  return groupOfDecision(decision);
}

/** The group of a string whose file has what was decided. */
export function groupOfDecision(decision: Decision): GroupKind {
  if (isOverShare(decision)) return "over-share";
  return decision.outcome === "large" ? "bought" : decision.outcome;
}

/** Strings that can be improved, by predicted gain, best first; those without a prediction keep their order. */
export function byGain(segments: readonly RoutedSegment[]): RoutedSegment[] {
  const gainOf = ({ decision }: RoutedSegment): number => decision?.predicted.gain ?? -Number.MAX_VALUE;
  return segments.toSorted((a, b) => gainOf(b) - gainOf(a));
}
