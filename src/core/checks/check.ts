import type { Direction } from "../language/tag.js";
import type { Term } from "../memory/termbase.js";
import type { AcceleratorMarker } from "../messages/accelerator.js";
import { asIcu } from "../messages/apostrophes.js";
import { hasIcuChoice } from "../messages/icu.js";
import type { ProtectedItem } from "../messages/mask.js";
import type { MessageSyntax } from "../messages/message-syntax.js";
import { PIPES, sourceLikeTarget } from "../messages/variants.js";
import type { TextTraits } from "../text/traits.js";
import type { FixAction, Problem } from "./problem.js";
import { type ReadableText, readableText } from "./readable-text.js";

/** `error`: a candidate must not be used, a file is broken. */
export type Severity = "error" | "warning";

/** An unambiguous fix: the only possible repair. */
export interface Fix {
  readonly action: FixAction;
  /** The whole target after it. */
  readonly target: string;
}

/** What one check found. */
export interface Found {
  readonly severity: Severity;
  readonly problem: Problem;
  readonly fix?: Fix;
}

/** What one check found, with the name of the check. */
export interface Finding extends Found {
  readonly check: string;
  /** It was repaired: the candidate no longer has it. */
  readonly isRepaired?: true;
}

/** A candidate to check, with what it translates. */
export interface Checked {
  readonly source: string;
  readonly target: string;
  readonly direction: Direction;
  readonly syntax: MessageSyntax;
  /** Markers of accelerators in this file; none by default. */
  readonly accelerators?: readonly AcceleratorMarker[];
  /** The most characters that fit. */
  readonly maxLength?: number | undefined;
  /** Whether it is a plural form: its number may be in words, or missing. */
  readonly isPluralForm?: boolean;
  /** Terms of the termbase that occur in the source. */
  readonly terms?: readonly Term[];
}

/** A candidate and its source, prepared for the checks. */
export class Comparison implements Checked {
  readonly source: string;
  readonly target: string;
  readonly direction: Direction;
  readonly syntax: MessageSyntax;
  readonly accelerators: readonly AcceleratorMarker[];
  readonly maxLength: number | undefined;
  readonly isPluralForm: boolean;
  readonly terms: readonly Term[];
  /** Whether the source is an ICU message with choices, which is compared by its variants. */
  readonly isChoice: boolean;
  readonly read: { readonly source: ReadableText; readonly target: ReadableText };

  constructor(checked: Checked) {
    const { source, target, direction, syntax } = checked;
    this.isChoice = syntax !== "i18next" && hasIcuChoice(source);
    const pipes = this.isChoice ? undefined : PIPES.get(syntax);
    // Languages differ in the number of plural forms.
    this.source = pipes ? sourceLikeTarget(source, target, pipes) : source;
    this.target = target;
    this.direction = direction;
    this.syntax = syntax;
    this.accelerators = checked.accelerators ?? [];
    this.maxLength = checked.maxLength;
    this.isPluralForm = checked.isPluralForm ?? false;
    this.terms = checked.terms ?? [];
    this.read = {
      source: readableText(this.source, this.isChoice, syntax),
      target: readableText(target, this.isChoice, syntax, this.source),
    };
  }

  /** Both as ICU reads them. */
  get icu(): { readonly source: string; readonly target: string } {
    return { source: asIcu(this.source, this.syntax), target: asIcu(this.target, this.syntax) };
  }

  /** Whether the texts have what a check needs; without it, the check finds nothing. */
  has(needs: Needs): boolean {
    const { source, target } = this.read;
    if (typeof needs === "number") return (needs & (source.traits | target.traits)) !== 0;
    if (needs === "choice") return this.isChoice;
    if (needs === "repeated-word") return target.repeats.token;
    return !this.isChoice && !areAlike(source.items, target.items);
  }
}

/**
 * What there must be for a check to find anything: kinds of characters in the source or the target, an ICU message with
 * choices, protected items other than those of the source, or a word right after itself.
 */
export type Needs = TextTraits | "choice" | "other-items" | "repeated-word";

/** Whether two texts have the same items in the same order. */
function areAlike(before: readonly ProtectedItem[], after: readonly ProtectedItem[]): boolean {
  return (
    before.length === after.length &&
    before.every(({ kind, text }, index) => after[index]?.kind === kind && after[index].text === text)
  );
}

/** A check, for people. Title and explanation are English: only SARIF has them, which code scanning shows untranslated. */
export interface Rule {
  /** Short and lower case, for settings and reports. */
  readonly name: string;
  /** What it requires, in one sentence. */
  readonly title: string;
  /** Why, and what to do. */
  readonly explanation: string;
}

/** One check: a pure function from a candidate to what is wrong with it. */
export interface Check extends Rule {
  /** Without it, there is nothing to find: most checks need not run on most texts. */
  readonly needs?: Needs;
  find(comparison: Comparison): Found[];
}
