import { type Document, type KeyPath, keyId, type Unit } from "../formats/format.js";
import type { ReadPair } from "../formats/read-file.js";
import { usualCounts } from "../language/plural-categories.js";
import type { Direction } from "../language/tag.js";
import { atOnce } from "../text/at-once.js";
import type { Span } from "../text/span.js";
import { isOwnDraft } from "./own-draft.js";
import type { Recorded } from "./source-record.js";
import { type Staleness, stalenessOf } from "./staleness.js";
import { type Wanted, wantedIn } from "./wanted.js";

/** What the states of the segments are seen from. */
export interface StatePair extends ReadPair {
  /** Whether the source file is a template of the target, such as gettext's `.pot`. */
  readonly isTemplate: boolean;
  readonly recorded?: Recorded | undefined;
}

/** The state of a segment in one language; the span is its position in the target file. */
export type SegmentState =
  | {
      readonly kind: "missing";
      readonly key: KeyPath;
      readonly source: string;
      readonly span: Span;
      readonly unit?: Unit;
    }
  | { readonly kind: "stale"; readonly wanted: Wanted; readonly unit: Unit; readonly stale: Staleness }
  | { readonly kind: "draft"; readonly wanted: Wanted; readonly unit: Unit }
  | { readonly kind: "translated"; readonly wanted: Wanted; readonly unit: Unit }
  | { readonly kind: "unused"; readonly unit: Unit };

/**
 * The states of all segments except empty sources, ignored units, and plural forms that no usual count takes.
 *
 * @param wanted what {@link wantedIn} finds in the file that has the source texts
 */
export function segmentStates(files: StatePair, wanted: readonly Wanted[] = wantedOf(files)): SegmentState[] {
  return atOnce(segmentStateSteps(files, wanted));
}

/** {@link segmentStates} in short steps, for large files. */
export function* segmentStateSteps(
  files: StatePair,
  wanted: readonly Wanted[] = wantedOf(files),
): Generator<void, SegmentState[]> {
  const { format, source, target } = files;
  yield;
  if (target && files.isTemplate) return yield* catalogStates(source, target, wanted, files);
  const known = new Set<string>();
  const there = withIds(target?.units ?? []);
  yield;
  const states = yield* wantedStates(wanted, there, files, known);
  return target && format.holds === "one-language" ? [...states, ...unusedStates(there, known)] : states;
}

function wantedOf({ format, source, target, direction }: StatePair): Wanted[] {
  return wantedIn(format, format.holds === "one-language" ? source : (target ?? source), direction);
}

/** Segments whose states are found in one step. */
const STATES_IN_STEP = 2000;

/** Units with the ids of their keys. */
type WithIds = readonly (readonly [id: string, unit: Unit])[];

function withIds(units: readonly Unit[]): WithIds {
  return units.map((unit) => [keyId(unit.key), unit]);
}

/**
 * @param there the units of the target file
 * @param known gets the ids of the wanted keys
 */
function* wantedStates(
  wanted: readonly Wanted[],
  there: WithIds,
  { format, target, direction, recorded }: StatePair,
  known: Set<string>,
): Generator<void, SegmentState[]> {
  const byKey = new Map(there);
  const isCode = new Set(target?.occupied?.map(({ key }) => keyId(key)));
  const states: SegmentState[] = [];
  // A missing string belongs after the string before it.
  let before = 0;
  for (const [index, one] of wanted.entries()) {
    if (index % STATES_IN_STEP === 0) yield;
    const { key, source } = one;
    const id = keyId(key);
    known.add(id);
    const unit = byKey.get(id);
    if (unit) before = unit.span.end;
    if (source === "" || unit?.state === "ignored" || isCode.has(id)) continue;
    if (!unit && isRareForm(one, direction)) continue;
    if (!unit) states.push({ kind: "missing", key, source, span: { start: before, end: before } });
    else if (isOwnDraft(format, unit, source, recorded)) states.push({ kind: "draft", wanted: one, unit });
    else if (unit.state === "untranslated") states.push({ kind: "missing", key, source, span: unit.span, unit });
    else {
      const stale = stalenessOf(source, unit, recorded);
      states.push(stale ? { kind: "stale", wanted: one, unit, stale } : { kind: "translated", wanted: one, unit });
    }
  }
  return states;
}

/** A plural form that no usual count takes, such as French `_many`: added by translation, but not missed. */
function isRareForm({ key, variants }: Wanted, { target }: Direction): boolean {
  const [, ordinal, category] = /(_ordinal)?(?:^|_)(zero|one|two|few|many|other)$/.exec(String(key.at(-1))) ?? [];
  if (!variants || category === undefined || category === "zero") return false;
  return usualCounts(target, category, ordinal !== undefined).length === 0;
}

function unusedStates(there: WithIds, known: ReadonlySet<string>): SegmentState[] {
  return there
    .filter(([id, { key, state }]) => state !== "ignored" && !known.has(id) && !isZeroForm(key, known))
    .map(([, unit]) => ({ kind: "unused", unit }));
}

/** A form for the count 0, which any language may add to a plural. */
function isZeroForm(key: KeyPath, known: ReadonlySet<string>): boolean {
  const last = key.at(-1);
  if (typeof last !== "string" || !/(?:^|_)zero$/.test(last)) return false;
  return known.has(keyId([...key.slice(0, -1), last.replace(/zero$/, "other")]));
}

/** A catalog has source texts of its own, but its template's count; plural forms are one message. */
function* catalogStates(
  template: Document,
  { units }: Document,
  wanted: readonly Wanted[],
  files: StatePair,
): Generator<void, SegmentState[]> {
  const messageOf = ({ key }: { readonly key: KeyPath }): KeyPath =>
    typeof key.at(-1) === "number" ? key.slice(0, -1) : key;
  const nameOf = (one: { readonly key: KeyPath }): string => keyId(messageOf(one));
  const there = new Map(units.map((unit) => [nameOf(unit), unit]));
  const asked = new Map(template.units.toReversed().map((unit) => [nameOf(unit), unit]));
  const end = units.at(-1)?.span.end ?? 0;
  const used = wanted.filter((one) => asked.has(nameOf(one)));
  const lacking = [...asked].reverse().flatMap(([name, unit]): SegmentState[] => {
    if (there.has(name)) return [];
    return [{ kind: "missing", key: messageOf(unit), source: unit.source ?? "", span: { start: end, end } }];
  });
  const unused = [...there].flatMap(([name, unit]): SegmentState[] =>
    asked.has(name) ? [] : [{ kind: "unused", unit }],
  );
  return [...(yield* wantedStates(used, withIds(units), files, new Set())), ...lacking, ...unused];
}
