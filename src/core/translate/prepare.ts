import type { Checked } from "../checks/check.js";
import { type Edit, type KeyPath, keyId, keyName, type Unit } from "../formats/format.js";
import type { ReadPair } from "../formats/read-file.js";
import type { FormalityChoice } from "../language/formality.js";
import { isPseudoLocale } from "../language/pseudo-locale.js";
import { entriesOf } from "../memory/from-documents.js";
import type { Knowledge } from "../memory/knowledge.js";
import { type AcceleratorMarker, USUAL_MARKERS } from "../messages/accelerator.js";
import { doublesApostrophes } from "../messages/apostrophes.js";
import { IcuError, type IcuProblem } from "../messages/icu-error.js";
import { type MessageParts, takeApart } from "../messages/message.js";
import type { MessageSyntax } from "../messages/message-syntax.js";
import { applicationNames, type NameCandidate } from "../messages/names.js";
import type { Segment } from "../routing/decision.js";
import { type DraftChoice, draftPlaces } from "../status/drafts.js";
import { conflictsWith, type KeyConflict } from "../status/key-conflicts.js";
import { isOwnDraft } from "../status/own-draft.js";
import { stalenessOf } from "../status/staleness.js";
import { isKept, syntaxOf, type Wanted, wantedIn } from "../status/wanted.js";
import { atOnce } from "../text/at-once.js";

/** A segment that is ready to be translated, and where its target goes. */
export interface PreparedSegment {
  readonly segment: Segment;
  readonly key: KeyPath;
  readonly syntax: MessageSyntax;
  /** Source and target are fragments of the file's own XML. */
  readonly markup?: true;
  /** Markers of accelerators in this file. */
  readonly accelerators: readonly AcceleratorMarker[];
  readonly parts: MessageParts;
  /** Its neighbours in the file, for a short text that would be ambiguous alone. */
  readonly near?: readonly string[];
  /** The value to be replaced: a stale translation, or a draft. */
  readonly replaces?: string;
  /** Its `replaces` is a draft. */
  readonly hasDraft?: true;
  /** A draft of it may be written, see {@link draftPlaces}. */
  readonly takesDraft?: true;
  /** Its `replaces` is RouteLMT's own translation, which only the large model's may replace. */
  readonly isForSale?: true;
  /** The form of address was not set but derived from the existing translations, and may be different next time. */
  readonly isFormalityFound?: true;
}

/** A candidate for a segment, as input for the checks. */
export function checkedOf({ segment, syntax, accelerators }: PreparedSegment, target: string): Checked {
  const { source, direction, maxLength, terms } = segment;
  return {
    source,
    target,
    direction,
    syntax,
    accelerators,
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(terms === undefined ? {} : { terms }),
  };
}

/** What to translate besides missing keys; nothing without a record. */
export interface FillChoice extends DraftChoice {
  /** Whether to redo RouteLMT's own translations whose source text has changed since. */
  readonly isStaleToo?: boolean;
  /**
   * Whether a translation is RouteLMT's own, unedited, and may be improved by the large model; by default, existing
   * translations are left alone.
   */
  readonly isForSale?: (key: KeyPath, source: string, target: string) => boolean;
}

/** A value that is the same in every language. */
export interface CopiedValue extends Edit {
  /** The stale translation or draft to replace. */
  readonly replaces?: string;
}

/** A unit that cannot be translated. */
export interface SkippedUnit {
  readonly key: KeyPath;
  readonly reason: SkipReason;
}

/** Why a unit cannot be translated: the target has no place for it, or it is an invalid ICU message. */
export type SkipReason = KeyConflict | { readonly code: "icu-invalid"; readonly problem: IcuProblem };

/** The work of a run for one target file. */
export interface Preparation {
  readonly segments: readonly PreparedSegment[];
  /** Every key of the complete target file, in the source's order. */
  readonly order: readonly KeyPath[];
  /** How many keys have a translation already; these are never touched. */
  readonly existing: number;
  /** Values without words, carried over as they are. */
  readonly copied: readonly CopiedValue[];
  readonly skipped: readonly SkippedUnit[];
  /** How the target addresses its reader, and why; undefined if nobody asked. */
  readonly formality?: FormalityChoice;
}

/**
 * Finds the missing strings of a target file and takes them apart.
 *
 * @param pair in formats with source and target, the target file is its own source
 * @param knowledge matches and terms, which are attached to the segments
 * @param choice what else to translate; RouteLMT's own drafts are always redone
 */
export function prepare(pair: ReadPair, knowledge?: Knowledge, choice?: FillChoice): Preparation {
  return atOnce(prepareSteps(pair, knowledge, choice));
}

/** {@link prepare}, with a pause after each string: looking thousands of them up in a memory takes seconds. */
export function* prepareSteps(
  pair: ReadPair,
  knowledge: Knowledge = {},
  choice: FillChoice = {},
): Generator<void, Preparation> {
  const { format, source, target, direction } = pair;
  const { memory, termbase } = knowledge;
  const there = new Map(target?.units.map((unit) => [keyId(unit.key), unit]));
  const wanted = wantedIn(format, source, direction);
  const syntax = syntaxOf(format, source.units);
  const isDoubled = doublesApostrophes(
    wanted.map(({ source }) => source),
    syntax,
  );
  const accelerators = format.accelerators ?? USUAL_MARKERS;
  const isPseudo = isPseudoLocale(direction.target);
  const names = isPseudo ? [] : namesIn(wanted, there, knowledge.names ?? []);
  const segments: PreparedSegment[] = [];
  const copied: Edit[] = [];
  const skipped: SkippedUnit[] = [];
  const takesDraft = draftPlaces(format, target?.units ?? [], choice);
  const conflictOf = format.isTree && target ? conflictsWith(target) : () => undefined;
  const formality = knowledge.formality?.choose(direction, entriesOf(pair, ""));
  let existing = 0;
  for (const [index, { key, source: text, context, maxLength, markup, forPrograms, counts }] of wanted.entries()) {
    yield;
    const unit = there.get(keyId(key));
    const isDraft = unit !== undefined && isOwnDraft(format, unit, text, choice.recorded);
    const isStale =
      choice.isStaleToo && unit && text !== "" && stalenessOf(text, unit, choice.recorded)?.isOurs === true;
    const isForSale =
      !isDraft && !isStale && unit && isKept(unit) && choice.isForSale?.(key, text, unit.value) === true;
    const isAgain = isDraft || isStale || isForSale;
    if (unit && !isAgain && isKept(unit)) {
      existing++;
      continue;
    }
    if (text === "") continue;
    const replaces = unit && isAgain ? { replaces: unit.value } : {};
    const conflict = conflictOf(key);
    if (conflict !== undefined) {
      skipped.push({ key, reason: conflict });
      continue;
    }
    if (forPrograms !== undefined) {
      copied.push({ key, value: forPrograms, ...replaces });
      continue;
    }
    const terms = termbase?.find(text, direction) ?? [];
    let parts: MessageParts;
    try {
      parts = takeApart(text, syntax, direction.target, {
        markers: accelerators,
        fixed: terms.flatMap(({ doNotTranslate, source }) => (doNotTranslate ? [source] : [])),
        translated: terms.flatMap(({ doNotTranslate, source }) => (doNotTranslate ? [] : [source])),
        applicationNames: names,
        ...(counts ? { counts } : {}),
        isDoubled,
        ...(isPseudo ? {} : { source: direction.source }),
        isSampled: !isPseudo,
      });
    } catch (error) {
      if (!(error instanceof IcuError)) throw error;
      skipped.push({ key, reason: { code: "icu-invalid", problem: error.problem } });
      continue;
    }
    if (parts.texts.length === 0) {
      copied.push({ key, value: text, ...(markup ? { markup } : {}), ...replaces });
      continue;
    }
    const matches = memory?.lookup(text, direction, context) ?? [];
    const id = `${direction.target} ${keyId(key)}`;
    const segment: Segment = {
      id,
      key: keyName(key),
      direction,
      source: text,
      ...(context ? { context } : {}),
      ...(maxLength === undefined ? {} : { maxLength }),
      ...(matches.length > 0 ? { matches } : {}),
      ...(terms.length > 0 ? { terms } : {}),
      ...(formality?.form ? { formality: formality.form } : {}),
    };
    segments.push({
      segment,
      key,
      syntax,
      accelerators,
      parts,
      ...nearOf(wanted, index),
      ...(markup ? { markup } : {}),
      ...replaces,
      ...(isDraft ? { hasDraft: true } : {}),
      ...(isForSale ? { isForSale: true } : {}),
      ...(takesDraft({ key, source: text }) ? { takesDraft: true } : {}),
      ...(formality?.mode === "auto" ? { isFormalityFound: true } : {}),
    });
  }
  const order = wanted.map(({ key }) => key);
  return { segments, order, existing, copied, skipped, ...(formality ? { formality } : {}) };
}

/** Longer texts are clear by themselves. */
const MAX_AMBIGUOUS_WORDS = 3;
/** Longer neighbours are left out, since they are sent, and paid for, with every short text. */
const MAX_NEAR_LENGTH = 40;

function nearOf(wanted: readonly Wanted[], index: number): { near?: readonly string[] } {
  const text = wanted[index]?.source ?? "";
  if (text.trim().split(/\s+/, MAX_AMBIGUOUS_WORDS + 1).length > MAX_AMBIGUOUS_WORDS) return {};
  const near = [wanted[index - 1], wanted[index + 1]].flatMap((one) => {
    const source = one?.source.trim() ?? "";
    return source !== "" && source !== text && source.length <= MAX_NEAR_LENGTH ? [source] : [];
  });
  return near.length > 0 ? { near } : {};
}

/** Keys of an application's own name, as Android, Chrome, Flutter and Apple have them. */
const NAME_KEY = /^(?:app(?:lication)?_?name|ext(?:ension)?_?name|app_?title|cfbundle(?:display)?name|product_?name)$/i;

/** Names of the application that occur in the texts of a file. */
function namesIn(
  wanted: readonly Wanted[],
  there: ReadonlyMap<string, Unit>,
  candidates: readonly NameCandidate[],
): string[] {
  const own = wanted.filter(({ key }) => NAME_KEY.test(String(key.at(-1)))).map(({ source }) => source);
  const all = [...candidates, ...own.map((text) => ({ text, isSlug: false }))];
  if (all.length === 0) return [];
  const translations = wanted.flatMap(({ key, source }) => {
    const unit = there.get(keyId(key));
    return unit?.state === "translated" ? [{ source, target: unit.value }] : [];
  });
  const texts = wanted.map(({ source }) => source);
  return applicationNames(all, texts, translations);
}
