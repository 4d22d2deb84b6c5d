import type { LanguageTag } from "../core/language/tag.js";
import { dollars } from "../core/routing/amount.js";
import type { Decision, Outcome } from "../core/routing/decision.js";
import { outcomeLabel } from "../workspace/decision-label.js";
import { inEnglish } from "../workspace/localize.js";
import { labelColumn, labelWidth, STYLES } from "./report.js";
import { displayWidth, onOneLine, type Terminal, toWidth } from "./terminal.js";

/** Outcomes that leave a string with a translation that counts as done. */
const DONE: ReadonlySet<Outcome> = new Set(["local", "large", "flagged", "held", "memory"]);
/** How many strings of each kind are shown. */
const MAX_EXAMPLES = 3;
/** Longer texts are cut: they would hide the others. */
const MAX_EXAMPLE_LENGTH = 60;

/** What a summary needs besides the decisions. */
export interface SummaryOptions {
  /** How many strings each language had before. */
  readonly existing: ReadonlyMap<LanguageTag, number>;
  /** The large model's name. */
  readonly largeModel: string;
}

/**
 * What a run did, for a person: counts by language, sample translations, what is not done, what a
 * large model would improve, and its price.
 */
export function printSummary(decisions: readonly Decision[], options: SummaryOptions, terminal: Terminal): void {
  if (decisions.length === 0) return;
  const languages = [...new Set(decisions.map(({ segment }) => segment.direction.target))];
  printCounts(decisions, languages, options, terminal);
  printExamples(decisions, languages, terminal);
  const open = decisions.filter(({ outcome, chosen }) => !DONE.has(outcome) || !chosen);
  const flagged = decisions.filter(({ outcome, chosen }) => outcome === "flagged" && chosen);
  printList("Not done: likely wrong, or refused by the checks", open, terminal);
  printList("Done, but worth the large model", flagged, terminal);
  printPrice([...open, ...flagged], options, terminal);
}

/** A line for each language, a column for each outcome that occurs. */
function printCounts(
  decisions: readonly Decision[],
  languages: readonly LanguageTag[],
  { existing }: SummaryOptions,
  terminal: Terminal,
): void {
  const outcomes = (Object.keys(STYLES) as Outcome[]).filter((one) => decisions.some(({ outcome }) => outcome === one));
  const row = (first: string, cells: readonly string[]): string =>
    [toWidth(first, 10), ...cells.map((cell) => " ".repeat(Math.max(0, 11 - displayWidth(cell))) + cell)].join("");
  const titles = [...outcomes.map((outcome) => outcomeLabel(outcome, inEnglish)), "kept"];
  terminal.out(terminal.paint("bold", row("language", titles)));
  for (const language of languages) {
    const own = decisions.filter(({ segment }) => segment.direction.target === language);
    const counts = outcomes.map((outcome) => own.filter((one) => one.outcome === outcome).length);
    terminal.out(row(language, [...counts, existing.get(language) ?? 0].map(String)));
  }
}

/** Translations of the same strings in every language, from all over the file. */
function printExamples(decisions: readonly Decision[], languages: readonly LanguageTag[], terminal: Terminal): void {
  const bySource = new Map<string, Decision[]>();
  for (const decision of decisions) {
    const { source } = decision.segment;
    if (decision.outcome !== "local" || !/\S\s+\S/.test(source) || source.length > MAX_EXAMPLE_LENGTH) continue;
    bySource.set(source, [...(bySource.get(source) ?? []), decision]);
  }
  const all = [...bySource.values()].filter((own) => languagesOf(own).size === languages.length);
  const shown = all.filter((_, index) => index % Math.ceil(all.length / MAX_EXAMPLES) === 0);
  if (shown.length === 0) return;
  terminal.out("");
  terminal.out("Translated, for example:");
  for (const own of shown) {
    terminal.out(`  ${terminal.paint("dim", toWidth(own[0]?.segment.source ?? "", terminal.width - 2).trimEnd())}`);
    const perLanguage = new Map(own.map((decision) => [decision.segment.direction.target, decision]));
    for (const [language, { chosen }] of perLanguage)
      terminal.out(`    ${toWidth(language, 5)} ${toWidth(chosen?.text ?? "", terminal.width - 10).trimEnd()}`);
  }
}

function languagesOf(decisions: readonly Decision[]): Set<LanguageTag> {
  return new Set(decisions.map(({ segment }) => segment.direction.target));
}

/** The decisions with the largest predicted gains, at least one per language, one per line. */
function printList(title: string, decisions: readonly Decision[], terminal: Terminal): void {
  if (decisions.length === 0) return;
  terminal.out("");
  terminal.out(`${title} (${decisions.length}):`);
  const shown = mostTelling(decisions);
  const label = labelColumn(shown, terminal);
  const column = Math.floor((terminal.width - labelWidth(shown) - 10) / 2);
  for (const decision of shown) {
    const { segment, chosen, candidates } = decision;
    const target = onOneLine((chosen ?? candidates.find(({ origin }) => origin === "small"))?.text ?? "–");
    const source = onOneLine(segment.source);
    const texts = `${toWidth(source, Math.min(column, displayWidth(source)))} → ${toWidth(target, column).trimEnd()}`;
    terminal.out(`${label(decision)} ${toWidth(segment.direction.target, 5)} ${texts}`);
  }
}

function mostTelling(decisions: readonly Decision[]): Decision[] {
  const byGain = decisions.toSorted((a, b) => b.predicted.gain - a.predicted.gain);
  const languages = [...languagesOf(decisions)];
  const firsts = languages.flatMap((one) => byGain.find(({ segment }) => segment.direction.target === one) ?? []);
  const shown = new Set([...new Set([...firsts, ...byGain])].slice(0, Math.max(MAX_EXAMPLES, firsts.length)));
  return byGain.filter((decision) => shown.has(decision));
}

/** The large model's price for what it could improve, and its predicted gain. */
function printPrice(decisions: readonly Decision[], { largeModel }: SummaryOptions, terminal: Terminal): void {
  if (decisions.length === 0) return;
  const total = (value: (decision: Decision) => number): number => decisions.reduce((sum, one) => sum + value(one), 0);
  const price = dollars(total(({ estimatedCost }) => estimatedCost));
  const gain = total(({ predicted }) => predicted.gain) / decisions.length;
  const args = [decisions.length, largeModel, price, gain.toFixed(0)];
  terminal.out("");
  terminal.out(
    gain < 0.5
      ? inEnglish("{1} would translate {0, plural, one {it} other {these #}} for about {2}.", ...args)
      : inEnglish(
          "{1} would translate {0, plural, one {it} other {these #}} for about {2}, predicted to be {3} of 100 points better{0, plural, one {} other { each}}.",
          ...args,
        ),
  );
  terminal.out(
    "Buy from them with --budget, the best gain per dollar first; add --buy to include what is already in the files.",
  );
}
