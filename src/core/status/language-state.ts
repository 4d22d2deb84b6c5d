import { type KeyPath, keyName } from "../formats/format.js";
import type { FilePair } from "../formats/read-file.js";
import { type Position, positionsIn } from "../text/position.js";
import type { Span } from "../text/span.js";
import { readPairSteps } from "./key-sources.js";
import { type SegmentState, segmentStateSteps } from "./segment-states.js";
import type { Recorded } from "./source-record.js";
import type { Staleness } from "./staleness.js";

/** The states of a segment in one language, most urgent first. */
export const SEGMENT_KINDS = ["missing", "stale", "unused", "translated"] as const;

export type SegmentKind = (typeof SEGMENT_KINDS)[number];

/** A segment, and where to find it. */
export interface SegmentPlace {
  /** The key's name, for people. */
  readonly key: string;
  readonly keyPath: KeyPath;
  /** The source text; for an unused segment, the translation. */
  readonly text: string;
  /** The target file, or the source file if there is no target. */
  readonly path: string;
  readonly start: Position;
  readonly end: Position;
  /** For a stale segment: why, and whose translation it is. */
  readonly stale?: Staleness;
  /** For a missing segment: the draft in the target file. */
  readonly draft?: string;
}

/** The segments of one language, by state. */
export type LanguageState = Readonly<Record<SegmentKind, readonly SegmentPlace[]>>;

/** How many segments there are of each kind. */
export interface StatusCounts extends Readonly<Record<SegmentKind, number>> {
  /** How many of the missing ones have a draft. */
  readonly drafts: number;
  /** The segments of the source: all but the unused ones. */
  readonly total: number;
  /** The share that is translated and not stale, in whole percent; 100 only if nothing is missing or stale. */
  readonly percent: number;
}

/** Segments whose places are found in one step. */
const PLACES_IN_STEP = 2000;

/**
 * The state of the translation into a language, in short steps; the longest reads one of the files.
 *
 * @throws {RouteLmtError} `format-malformed`, naming the file
 */
export function* languageStateSteps(pair: FilePair, recorded?: Recorded): Generator<void, LanguageState> {
  const { source, target } = pair;
  const read = yield* readPairSteps(pair);
  yield;
  const states = yield* segmentStateSteps({ ...read, recorded });
  const { path, placeOf } =
    target.text === undefined
      ? { path: source.path, placeOf: positionsIn(source.text) }
      : { path: target.path, placeOf: positionsIn(target.text) };
  yield;
  const inSource = new Map(read.target ? [] : read.source.units.map(({ key, span }) => [keyName(key), span]));
  const state: Record<SegmentKind, SegmentPlace[]> = { missing: [], stale: [], unused: [], translated: [] };
  let before: Span = { start: 0, end: 0 };
  for (const [index, one] of states.entries()) {
    if (index % PLACES_IN_STEP === 0) yield;
    const { keyPath, text, span } = partsOf(one);
    const key = keyName(keyPath);
    // The source has no position for a plural form that only the target has.
    const { start, end } = read.target ? span : (inSource.get(key) ?? before);
    before = { start: end, end };
    const place = { key, keyPath, text, path, start: placeOf(start), end: placeOf(end) };
    if (one.kind === "draft") state.missing.push({ ...place, draft: one.unit.value });
    else state[one.kind].push(one.kind === "stale" ? { ...place, stale: one.stale } : place);
  }
  return state;
}

function partsOf(state: SegmentState): { readonly keyPath: KeyPath; readonly text: string; readonly span: Span } {
  if (state.kind === "missing") return { keyPath: state.key, text: state.source, span: state.span };
  const { key, value, span } = state.unit;
  return { keyPath: key, text: state.kind === "unused" ? value : state.wanted.source, span };
}

/** The sums of the counts of several languages. */
export function countStates(states: readonly LanguageState[]): StatusCounts {
  const count = (kind: SegmentKind): number => states.reduce((sum, state) => sum + state[kind].length, 0);
  const [missing, stale, unused, translated] = [count("missing"), count("stale"), count("unused"), count("translated")];
  const drafts = states.reduce(
    (sum, state) => sum + state.missing.filter(({ draft }) => draft !== undefined).length,
    0,
  );
  const total = missing + stale + translated;
  return {
    missing,
    drafts,
    stale,
    unused,
    translated,
    total,
    percent: total === 0 ? 100 : Math.floor((100 * translated) / total),
  };
}
