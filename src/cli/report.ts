import { dollars } from "../core/routing/amount.js";
import { type Decision, draftOf, type Outcome } from "../core/routing/decision.js";
import type { LanguageNote } from "../core/translate/language-notes.js";
import { labelOf, outcomeCounts } from "../workspace/decision-label.js";
import { languageLines } from "../workspace/language-text.js";
import { inEnglish } from "../workspace/localize.js";
import { candidateFindingText, reasonText } from "../workspace/reason-text.js";
import { displayWidth, type Terminal, toWidth } from "./terminal.js";

/** The colours of outcomes, which are listed in this order. */
export const STYLES: Record<Outcome, "green" | "cyan" | "yellow" | "red" | "dim"> = {
  local: "dim",
  large: "green",
  flagged: "yellow",
  held: "red",
  memory: "cyan",
  draft: "yellow",
  failed: "red",
};

/** The labels of some decisions, in a column of one width. */
export function labelColumn(decisions: readonly Decision[], terminal: Terminal): (decision: Decision) => string {
  const width = labelWidth(decisions);
  return (decision) =>
    terminal.paint(STYLES[decision.outcome], toWidth(labelOf(decision, undefined, inEnglish), width));
}

/** The width of the longest label of some decisions. */
export function labelWidth(decisions: readonly Decision[]): number {
  return Math.max(MIN_LABEL, ...decisions.map((one) => displayWidth(labelOf(one, undefined, inEnglish))));
}

/** Columns of the narrowest column of labels. */
const MIN_LABEL = 9;

const MAX_ROWS = 12;

/** Which decisions are printed, and how. */
export interface DecisionTable {
  /** Every decision, not only those with the largest gains. */
  readonly all: boolean;
  /** Whether to show targets. */
  readonly targets: boolean;
}

/** The decisions as a table, largest predicted gain first. */
export function printDecisions(
  decisions: readonly Decision[],
  terminal: Terminal,
  { all, targets }: DecisionTable,
): void {
  if (decisions.length === 0) return;
  const sorted = decisions.toSorted((a, b) => b.predicted.gain - a.predicted.gain);
  const rows = all ? sorted : sorted.slice(0, MAX_ROWS);
  const width = labelWidth(rows);
  const label = labelColumn(rows, terminal);
  const rest = terminal.width - width - 5 - 6 - 9 - 5;
  const column = targets ? Math.floor(rest / 2) : rest;
  const titles = [
    toWidth("decision", width),
    toWidth("lang", 5),
    "  gain",
    toWidth("est. $", 8),
    toWidth("source", column),
  ];
  if (targets) titles.push(toWidth("target", column));
  terminal.out(terminal.paint("bold", titles.join(" ").trimEnd()));
  for (const decision of rows) {
    const { segment, predicted, estimatedCost } = decision;
    const chosen = decision.chosen ?? draftOf(decision);
    const gain = `${predicted.gain < 0 ? "" : "+"}${predicted.gain.toFixed(1)}`;
    const cells = [
      toWidth(segment.direction.target, 5),
      gain.padStart(6),
      estimatedCost.toFixed(6),
      toWidth(segment.source, column),
    ];
    if (targets) cells.push(toWidth(chosen?.text ?? "", column));
    terminal.out(`${label(decision)} ${cells.join(" ").trimEnd()}`);
  }
  if (rows.length < sorted.length) {
    terminal.out(terminal.paint("dim", `… and ${sorted.length - rows.length} more (--all shows every string)`));
  }
}

/** A decision as `--json` shows it: the reason and the findings as sentences. */
export function toJson(decision: Decision): object {
  const findings = decision.findings.map((one) => candidateFindingText(one, inEnglish));
  return { ...decision, reason: reasonText(decision, inEnglish), findings };
}

/** Remarks on the target languages, one line each; with the price for those that only the large model has. */
export function printLanguages(
  notes: readonly LanguageNote[],
  decisions: readonly Decision[],
  terminal: Terminal,
): void {
  for (const note of notes) {
    const { target, direction } = note;
    const own = decisions.filter(({ segment }) => segment.direction.target === target);
    const cost = own.reduce((sum, { estimatedCost }) => sum + estimatedCost, 0);
    for (const line of languageLines(note, inEnglish))
      terminal.out(direction === undefined ? `${line}, est. ${dollars(cost)}` : line);
  }
}

/** How many values were written, such as `12 values written`. */
export function valuesWritten(count: number): string {
  return inEnglish("{0, plural, one {# value written} other {# values written}}", count);
}

/** Counts by outcome, such as `118 local, 41 worth the large model, not bought`. */
export function countOutcomes(decisions: readonly Decision[]): string {
  return outcomeCounts(decisions, inEnglish).join(", ") || "nothing to translate";
}
