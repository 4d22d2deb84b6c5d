import type { Direction } from "../language/tag.js";
import type { Term } from "../memory/termbase.js";
import type { AcceleratorMarker } from "../messages/accelerator.js";
import { asIcu } from "../messages/apostrophes.js";
import { hasIcuChoice, leavesOf, parseIcu } from "../messages/icu.js";
import { withLinkTargets } from "../messages/links.js";
import { BLANK, blankItems, findProtectedItems, type ProtectedItem } from "../messages/mask.js";
import type { MessageSyntax } from "../messages/message-syntax.js";
import { withPercentFirst } from "../messages/percent.js";
import { PIPES, sourceLikeTarget } from "../messages/variants.js";
import type { FixAction, Problem } from "./problem.js";

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
  readonly maxLength?: number;
  /** Whether it is a plural form: its number may be in words, or missing. */
  readonly isPluralForm?: boolean;
  /** Terms of the termbase that occur in the source. */
  readonly terms?: readonly Term[];
}

/** A text, with the part of it that readers see. */
export interface ReadableText {
  readonly text: string;
  readonly items: readonly ProtectedItem[];
  /**
   * The text with every protected item blanked, so that offsets stay. For an ICU message with choices, its variants
   * in a row; empty if it is malformed.
   */
  readonly words: string;
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
    read: { source: readable(source, isChoice, syntax), target: readable(target, isChoice, syntax, source) },
    isChoice,
    icu: { source: asIcu(source, syntax), target: asIcu(target, syntax) },
  };
}

/** @param source what a text translates */
function readable(text: string, isChoice: boolean, syntax: MessageSyntax, source?: string): ReadableText {
  const found = findProtectedItems(text);
  const items = withLinkTargets(source === undefined ? found : withPercentFirst(found, source));
  return { text, items, words: isChoice ? variantsOf(asIcu(text, syntax)) : blankItems(text, items) };
}

function variantsOf(message: string): string {
  try {
    return leavesOf(parseIcu(message))
      .map(({ text }) => blankItems(text, findProtectedItems(text)))
      .join(BLANK);
  } catch {
    return "";
  }
}
