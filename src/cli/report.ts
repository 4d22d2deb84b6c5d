import type { Decision, Outcome } from "../core/segment.js";
import { type Terminal, toWidth } from "./terminal.js";

const SIGNS: Record<Outcome, { sign: string; style: "green" | "cyan" | "yellow" | "red" | "dim" }> = {
  local: { sign: "● local", style: "dim" },
  large: { sign: "▲ large", style: "green" },
  flagged: { sign: "△ worth", style: "yellow" },
  held: { sign: "⛨ held", style: "red" },
  memory: { sign: "↺ memory", style: "cyan" },
  failed: { sign: "✗ failed", style: "red" },
};

const SHOWN = 12;

/** The decisions as a table, largest predicted gain first. */
export function printDecisions(decisions: readonly Decision[], terminal: Terminal, all: boolean): void {
  const sorted = decisions.toSorted((a, b) => b.predicted.gain - a.predicted.gain);
  const rows = all ? sorted : sorted.slice(0, SHOWN);
  const rest = terminal.width - 9 - 7 - 9 - 4;
  const column = Math.floor(rest / 2);
  terminal.out(
    terminal.paint(
      "bold",
      `${toWidth("decision", 9)} ${toWidth("gain", 6)} ${toWidth("est. $", 8)} ${toWidth("source", column)} ${toWidth("target", column)}`,
    ),
  );
  for (const decision of rows) {
    const { sign, style } = SIGNS[decision.outcome];
    const gain = `${decision.predicted.gain < 0 ? "" : "+"}${decision.predicted.gain.toFixed(1)}`;
    const line = `${gain.padStart(6)} ${decision.estimatedCost.toFixed(6)} ${toWidth(decision.segment.source, column)}`;
    terminal.out(`${terminal.paint(style, toWidth(sign, 9))} ${line} ${toWidth(decision.chosen?.text ?? "", column)}`);
  }
  if (rows.length < sorted.length)
    terminal.out(terminal.paint("dim", `… and ${sorted.length - rows.length} more (--all shows every string)`));
}

/** Counts by outcome, as in `118 local, 41 worth the large model`. */
export function countOutcomes(decisions: readonly Decision[]): string {
  const names: Record<Outcome, string> = {
    memory: "from memory",
    local: "local",
    large: "bought from the large model",
    flagged: "worth the large model, not bought",
    held: "held by the guard",
    failed: "failed the checks",
  };
  const counts = (Object.keys(names) as Outcome[])
    .map((outcome) => ({ outcome, count: decisions.filter((one) => one.outcome === outcome).length }))
    .filter(({ count }) => count > 0);
  return counts.map(({ outcome, count }) => `${count} ${names[outcome]}`).join(", ") || "nothing to translate";
}

/** US dollars with as many digits as small amounts need. */
export function dollars(amount: number): string {
  return `$${amount < 0.01 ? amount.toFixed(5) : amount.toFixed(3)}`;
}
