import { type Edit, type KeyPath, keyId, keyName, type Unit } from "../formats/format.js";
import type { ReadPair } from "../formats/read-file.js";
import type { FormalityChoice } from "../language/formality.js";
import { isPseudoLocale } from "../language/pseudo-locale.js";
import { entriesOf } from "../memory/from-documents.js";
import type { Knowledge } from "../memory/knowledge.js";
import type { Term } from "../memory/termbase.js";
import { type AcceleratorMarker, USUAL_MARKERS } from "../messages/accelerator.js";
import { doublesApostrophes } from "../messages/apostrophes.js";
import { IcuError, type IcuProblem } from "../messages/icu-error.js";
import { type MessageFacts, type MessageParts, takeApart } from "../messages/message.js";
import type { MessageSyntax } from "../messages/message-syntax.js";
import type { Segment } from "../routing/decision.js";
import { type DraftChoice, draftPlaces } from "../status/drafts.js";
import { conflictsWith, type KeyConflict } from "../status/key-conflicts.js";
import { isOwnDraft } from "../status/own-draft.js";
import { stalenessOf } from "../status/staleness.js";
import { isKept, syntaxOf, wantedIn } from "../status/wanted.js";
import type { Wanted } from "../status/wanted-string.js";
import { atOnce } from "../text/at-once.js";
import { namesIn, nearOf } from "./file-context.js";
import { matchesForForm } from "./form-matches.js";
import type { PreparedSegment } from "./prepared-segment.js";

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
  /** The source text: the value itself, unless programs read another in the target's language. */
  readonly source: string;
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
  const preparing = new Preparing(pair, knowledge, choice);
  for (const index of preparing.wanted.keys()) {
    yield;
    preparing.add(index);
  }
  return preparing.result();
}

/** Why a unit of the target file is translated again. */
type Again = "draft" | "stale" | "for-sale";

/** Prepares the strings of one target file, one at a time. */
class Preparing {
  readonly wanted: readonly Wanted[];
  readonly #pair: ReadPair;
  readonly #knowledge: Knowledge;
  readonly #choice: FillChoice;
  readonly #there: ReadonlyMap<string, Unit>;
  readonly #syntax: MessageSyntax;
  readonly #accelerators: readonly AcceleratorMarker[];
  /** What {@link takeApart} needs to know about the file. */
  readonly #facts: MessageFacts;
  readonly #takesDraft: ReturnType<typeof draftPlaces>;
  readonly #conflictOf: (key: KeyPath) => KeyConflict | undefined;
  readonly #formality: FormalityChoice | undefined;
  readonly #segments: PreparedSegment[] = [];
  readonly #copied: CopiedValue[] = [];
  readonly #skipped: SkippedUnit[] = [];
  #existing = 0;

  constructor(pair: ReadPair, knowledge: Knowledge, choice: FillChoice) {
    const { format, source, target, direction } = pair;
    this.#pair = pair;
    this.#knowledge = knowledge;
    this.#choice = choice;
    this.#there = new Map(target?.units.map((unit) => [keyId(unit.key), unit]));
    this.wanted = wantedIn(format, source, direction);
    this.#syntax = syntaxOf(format, source.units);
    this.#accelerators = format.accelerators ?? USUAL_MARKERS;
    const isPseudo = isPseudoLocale(direction.target);
    this.#facts = {
      markers: this.#accelerators,
      applicationNames: isPseudo ? [] : namesIn(this.wanted, this.#there, knowledge.names ?? []),
      isDoubled: doublesApostrophes(
        this.wanted.map(({ source }) => source),
        this.#syntax,
      ),
      ...(isPseudo ? {} : { source: direction.source }),
      isSampled: !isPseudo,
    };
    this.#takesDraft = draftPlaces(format, target?.units ?? [], choice);
    this.#conflictOf = format.isTree && target ? conflictsWith(target) : () => undefined;
    this.#formality = knowledge.formality?.choose(direction, entriesOf(pair, "", choice.recorded));
  }

  /** Prepares the wanted string with an index, unless its translation stays. */
  add(index: number): void {
    const one = this.wanted[index] as Wanted;
    const { key, source: text, markup, forPrograms } = one;
    const unit = this.#there.get(keyId(key));
    const again = unit && this.#againOf(one, unit);
    if (unit && again === undefined && isKept(unit)) {
      this.#existing++;
      return;
    }
    if (text === "" || (!unit && one.isInherited)) return;
    const replaces = unit && again !== undefined ? { replaces: unit.value } : {};
    const conflict = this.#conflictOf(key);
    if (conflict !== undefined) {
      this.#skipped.push({ key, reason: conflict });
      return;
    }
    if (forPrograms !== undefined) {
      this.#copied.push({ key, source: text, value: forPrograms, ...replaces });
      return;
    }
    const terms = this.#knowledge.termbase?.find(text, this.#pair.direction) ?? [];
    const parts = this.#partsOf(one, terms);
    if (parts === undefined) return;
    if (parts.texts.length === 0) {
      this.#copied.push({ key, source: text, value: text, ...(markup ? { markup } : {}), ...replaces });
      return;
    }
    this.#segments.push({
      segment: this.#segmentOf(one, terms),
      key,
      syntax: this.#syntax,
      accelerators: this.#accelerators,
      parts,
      ...nearOf(this.wanted, index),
      ...(markup ? { markup } : {}),
      ...replaces,
      ...(again === "draft" ? { hasDraft: true } : {}),
      ...(again === "for-sale" ? { isForSale: true } : {}),
      ...(this.#pair.format.draftMark ? { hasDraftMark: true } : {}),
      ...(this.#takesDraft({ key, source: text }) ? { takesDraft: true } : {}),
      ...(this.#formality?.mode === "auto" ? { isFormalityFound: true } : {}),
    });
  }

  result(): Preparation {
    return {
      segments: this.#segments,
      order: this.wanted.map(({ key }) => key),
      existing: this.#existing,
      copied: this.#copied,
      skipped: this.#skipped,
      ...(this.#formality ? { formality: this.#formality } : {}),
    };
  }

  /** Why an existing unit is translated again; undefined if it is not. */
  #againOf({ key, source: text }: Wanted, unit: Unit): Again | undefined {
    const { recorded, isStaleToo, isForSale } = this.#choice;
    const made = recorded?.(unit.key, text, unit.value);
    if (isOwnDraft(this.#pair.format, unit, made)) return "draft";
    if (isStaleToo && text !== "" && stalenessOf(unit, made)?.isOurs === true) return "stale";
    return isKept(unit) && isForSale?.(key, text, unit.value) === true ? "for-sale" : undefined;
  }

  /** A message taken apart; undefined, and noted as skipped, if it is not valid. */
  #partsOf({ key, source: text, counts }: Wanted, terms: readonly Term[]): MessageParts | undefined {
    try {
      return takeApart(text, this.#syntax, this.#pair.direction.target, {
        ...this.#facts,
        fixed: terms.flatMap(({ doNotTranslate, source }) => (doNotTranslate ? [source] : [])),
        translated: terms.flatMap(({ doNotTranslate, source }) => (doNotTranslate ? [] : [source])),
        ...(counts ? { counts } : {}),
      });
    } catch (error) {
      if (!(error instanceof IcuError)) throw error;
      this.#skipped.push({ key, reason: { code: "icu-invalid", problem: error.problem } });
      return undefined;
    }
  }

  #segmentOf({ key, source, context, maxLength, variants }: Wanted, terms: readonly Term[]): Segment {
    const { direction } = this.#pair;
    const found = this.#knowledge.memory?.lookup(source, direction, context) ?? [];
    const matches = variants ? matchesForForm(found, key) : found;
    return {
      id: `${direction.target} ${keyId(key)}`,
      key: keyName(key),
      direction,
      source,
      ...(context ? { context } : {}),
      ...(maxLength === undefined ? {} : { maxLength }),
      ...(matches.length > 0 ? { matches } : {}),
      ...(terms.length > 0 ? { terms } : {}),
      ...(this.#formality?.form ? { formality: this.#formality.form } : {}),
    };
  }
}
