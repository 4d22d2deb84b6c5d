import { dollars } from "../core/routing/cap.js";
import { type Decision, draftOf, type Outcome } from "../core/routing/decision.js";
import type { LanguageNote } from "../core/translate/language-notes.js";
import { languageLines } from "../workspace/language-text.js";
import { inEnglish } from "../workspace/localize.js";
import { candidateFindingText, reasonText } from "../workspace/reason-text.js";
import { type Terminal, toWidth } from "./terminal.js";

/** How outcomes are shown. */
export const SIGNS: Record<Outcome, { sign: string; style: "green" | "cyan" | "yellow" | "red" | "dim" }> = {
  local: { sign: "● local", style: "dim" },
  large: { sign: "▲ large", style: "green" },
  flagged: { sign: "△ worth", style: "yellow" },
  held: { sign: "⛨ held", style: "red" },
  memory: { sign: "↺ memory", style: "cyan" },
  draft: { sign: "◌ draft", style: "yellow" },
  failed: { sign: "✗ failed", style: "red" },
};

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
  const rest = terminal.width - 9 - 5 - 6 - 9 - 5;
  const column = targets ? Math.floor(rest / 2) : rest;
  const titles = [
    toWidth("decision", 9),
    toWidth("lang", 5),
    "  gain",
    toWidth("est. $", 8),
    toWidth("source", column),
  ];
  if (targets) titles.push(toWidth("target", column));
  terminal.out(terminal.paint("bold", titles.join(" ").trimEnd()));
  for (const decision of rows) {
    const { sign, style } = SIGNS[decision.outcome];
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
    terminal.out(`${terminal.paint(style, toWidth(sign, 9))} ${cells.join(" ").trimEnd()}`);
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

/** Counts by outcome, such as `118 local, 41 worth the large model`. */
export function countOutcomes(decisions: readonly Decision[]): string {
  const names: Record<Outcome, string> = {
    memory: "from memory",
    local: "local",
    large: "bought from the large model",
    flagged: "worth the large model, not bought",
    held: "held by the guard",
    draft: "left as drafts",
    failed: "failed the checks",
  };
  const counts = (Object.keys(names) as Outcome[])
    .map((outcome) => ({ outcome, count: decisions.filter((one) => one.outcome === outcome).length }))
    .filter(({ count }) => count > 0);
  return counts.map(({ outcome, count }) => `${count} ${names[outcome]}`).join(", ") || "nothing to translate";
}
