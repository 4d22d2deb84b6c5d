import * as vscode from "vscode";
import { keyId } from "../../core/formats/format.js";
import type { Candidate, Decision } from "../../core/segment.js";
import type { DecisionPlace } from "../commands/use-candidate.js";
import type { DecidedUnit, DecisionStore } from "../decision-store.js";
import { appendMatches, appendTerms } from "./hover-knowledge.js";
import { appendQuote } from "./hover-text.js";

/**
 * The candidates, the predicted gain, the price and the reason of the value under the pointer, and
 * what the translation memory and the termbase know of it.
 */
export class DecisionHover implements vscode.HoverProvider {
  readonly #store: DecisionStore;

  constructor(store: DecisionStore) {
    this.#store = store;
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const offset = document.offsetAt(position);
    const [decided] = this.#store.decidedIn(document, { start: offset, end: offset });
    if (!decided) return undefined;
    const { start, end } = decided.unit.span;
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    return new vscode.Hover(describe(decided, document.uri), range);
  }
}

function describe({ unit, decision }: DecidedUnit, file: vscode.Uri): vscode.MarkdownString {
  const { segment, candidates } = decision;
  const place: DecisionPlace = [file.toString(), segment.direction.target, keyId(unit.key)];
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: ["routelmt.useCandidate", "routelmt.useMatch"] };
  text.supportThemeIcons = true;
  text.appendMarkdown(`**RouteLMT** — ${headline(decision)}\n\n`);
  text.appendText(decision.reason);
  if (decision.outcome !== "memory") text.appendMarkdown(` ${vscode.l10n.t("Price")}: ${price(decision)}`);
  text.appendMarkdown("\n\n");
  appendQuote(text, { name: vscode.l10n.t("Source") }, segment.source);
  candidates.forEach((candidate, index) => {
    const link = { label: vscode.l10n.t("Use this one"), command: "routelmt.useCandidate", args: [place, index] };
    const isUsed = candidate.text === unit.value;
    appendQuote(text, { name: nameOf(candidate), ...(isUsed ? {} : { link }) }, candidate.text);
  });
  appendMatches(text, decision, place, unit.value);
  appendTerms(text, segment.terms ?? []);
  for (const finding of decision.findings) {
    text.appendMarkdown("$(warning) ");
    text.appendText(finding);
    text.appendMarkdown("\n\n");
  }
  return text;
}

function headline({ outcome, predicted: { gain, low, high, stage } }: Decision): string {
  if (outcome === "memory") return vscode.l10n.t("↺ from the translation memory");
  const when = stage === "refined" ? vscode.l10n.t("refined by the hypothesis") : vscode.l10n.t("before decoding");
  return `${vscode.l10n.t("predicted gain")} **${signed(gain)}** (${signed(low)} … ${signed(high)}; ${when})`;
}

function nameOf({ origin, meanLogProbability }: Candidate): string {
  if (origin !== "small") return origin === "large" ? vscode.l10n.t("Large model") : vscode.l10n.t("Memory");
  const confidence =
    meanLogProbability === undefined
      ? ""
      : ` (${vscode.l10n.t("confidence")} ${Math.round(100 * Math.exp(meanLogProbability))} %)`;
  return vscode.l10n.t("Small model") + confidence;
}

function price({ cost, estimatedCost }: Decision): string {
  return cost > 0
    ? vscode.l10n.t("{0} paid", `$${cost.toFixed(6)}`)
    : vscode.l10n.t("nothing paid; about {0} at the large model", `$${estimatedCost.toFixed(6)}`);
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;
}
