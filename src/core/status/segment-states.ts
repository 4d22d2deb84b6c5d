import { type Document, type KeyPath, keyId, type Unit } from "../formats/format.js";
import type { ReadPair } from "../formats/read-file.js";
import { usualCounts } from "../language/plural-categories.js";
import type { Direction, LanguageTag } from "../language/tag.js";
import { atOnce } from "../text/at-once.js";
import type { Span } from "../text/span.js";
import { pluralListsOf } from "./expand-plurals.js";
import { isOwnDraft } from "./own-draft.js";
import type { Recorded } from "./source-record.js";
import { type Staleness, stalenessOf } from "./staleness.js";
import { wantedSteps } from "./wanted.js";
import type { Wanted } from "./wanted-string.js";

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
 * @param wanted what {@link wantedSteps} finds in the file that has the source texts
 */
export function segmentStates(files: StatePair, wanted?: readonly Wanted[]): SegmentState[] {
  return atOnce(segmentStateSteps(files, wanted));
}

/** {@link segmentStates} in short steps, for large files. */
export function* segmentStateSteps(files: StatePair, given?: readonly Wanted[]): Generator<void, SegmentState[]> {
  const { format, source, target, direction } = files;
  const wanted = given ?? (yield* wantedStepsOf(files));
  yield;
  if (target && files.isTemplate) return yield* catalogStates(source, target, wanted, files);
  const known = new Set<string>();
  const there = yield* withIds(target?.units ?? []);
  const states = yield* wantedStates(wanted, there, files, known);
  return target && format.holds === "one-language"
    ? [...states, ...unusedStates(there, known, direction.target)]
    : states;
}

function wantedStepsOf({ format, source, target, direction }: StatePair): Generator<void, Wanted[]> {
  return wantedSteps(format, format.holds === "one-language" ? source : (target ?? source), direction);
}

/** Segments whose states are found in one step. */
const STATES_IN_STEP = 2000;

/** Units with the ids of their keys. */
type WithIds = readonly (readonly [id: string, unit: Unit])[];

function* withIds(units: readonly Unit[]): Generator<void, WithIds> {
  const all: [string, Unit][] = [];
  for (const unit of units) {
    all.push([keyId(unit.key), unit]);
    if (all.length % STATES_IN_STEP === 0) yield;
  }
  return all;
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
    if (!unit && (one.isInherited || isRareForm(one, direction))) continue;
    if (!unit) {
      states.push({ kind: "missing", key, source, span: { start: before, end: before } });
      continue;
    }
    const made = recorded?.(unit.key, source, unit.value);
    if (isOwnDraft(format, unit, made)) states.push({ kind: "draft", wanted: one, unit });
    else if (unit.state === "untranslated") states.push({ kind: "missing", key, source, span: unit.span, unit });
    else {
      const stale = stalenessOf(unit, made);
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

function unusedStates(there: WithIds, known: ReadonlySet<string>, target: LanguageTag): SegmentState[] {
  // A list of gettext's plurals is longer in some languages.
  const isListForm = pluralListsOf(there.map(([, unit]) => unit));
  const isAdded = (key: KeyPath): boolean =>
    isListForm(key) ? known.has(keyId([...key.slice(0, -1), 0])) : isAddedForm(key, known, target);
  return there
    .filter(([id, { key, state }]) => state !== "ignored" && !known.has(id) && !isAdded(key))
    .map(([, unit]) => ({ kind: "unused", unit }));
}

/**
 * Whether a key is a plural form that the source need not have: one for the count 0, which any language may add, or one
 * that the language had in former versions of CLDR, and still has on older devices.
 */
function isAddedForm(key: KeyPath, known: ReadonlySet<string>, target: LanguageTag): boolean {
  const last = key.at(-1);
  const [category] = (typeof last === "string" && /(?<=^|_)(?:zero|two|few|many)$/.exec(last)) || [];
  if (typeof last !== "string" || category === undefined) return false;
  const isFormer = FORMER_CATEGORIES[target.split("-")[0] ?? target]?.includes(category) === true;
  if (category !== "zero" && !isFormer) return false;
  return known.has(keyId([...key.slice(0, -1), last.replace(/[a-z]+$/, "other")]));
}

/** Plural categories that CLDR has removed: Hebrew's `many` in version 42. */
const FORMER_CATEGORIES: Readonly<Record<string, readonly string[]>> = { he: ["many"] };

/** A catalog has its own source texts, but those of its template count; plural forms are one message. */
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
  return [...(yield* wantedStates(used, yield* withIds(units), files, new Set())), ...lacking, ...unused];
}
