import type { Direction } from "../language/tag.js";
import type { Term } from "../memory/termbase.js";
import type { AcceleratorMarker } from "../messages/accelerator.js";
import { asIcu } from "../messages/apostrophes.js";
import { hasIcuChoice } from "../messages/icu.js";
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
export interface Comparison extends Checked {
  readonly read: { readonly source: ReadableText; readonly target: ReadableText };
  /** Whether the source is an ICU message with choices, which is compared by its variants. */
  readonly isChoice: boolean;
  /** Both as ICU reads them. */
  readonly icu: { readonly source: string; readonly target: string };
}

/** A check, for people. */
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
  /** Kinds of characters: with none of them in the source or the target, there is nothing to find. */
  readonly needs?: TextTraits;
  find(comparison: Comparison): Found[];
}

/** Prepares a candidate for the checks. */
export function compare(checked: Checked): Comparison {
  const { target, syntax } = checked;
  const isChoice = syntax !== "i18next" && hasIcuChoice(checked.source);
  const pipes = isChoice ? undefined : PIPES.get(syntax);
  // Languages differ in the number of plural forms.
  const source = pipes ? sourceLikeTarget(checked.source, target, pipes) : checked.source;
  return {
    ...checked,
    source,
    read: { source: readableText(source, isChoice, syntax), target: readableText(target, isChoice, syntax, source) },
    isChoice,
    icu: { source: asIcu(source, syntax), target: asIcu(target, syntax) },
  };
}
