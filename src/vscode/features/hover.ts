import * as vscode from "vscode";
import { keyId } from "#core/formats/format.js";
import { dollars } from "#core/routing/cap.js";
import type { Candidate, Decision } from "#core/routing/decision.js";
import { candidateFindingText, reasonText } from "#workspace/reason-text.js";
import type { CandidatePlace } from "../state/candidate-place.js";
import type { DecidedUnit, DecisionStore } from "../state/decision-store.js";
import { appendMatches, appendTerms } from "./hover-knowledge.js";
import { appendQuote, linkOf } from "./hover-text.js";

/**
 * The candidates, the predicted gain, the price and the reason of the value under the pointer, and
 * what the translation memory and the termbase know of it; of a source text the drafts that its target files
 * have no place for yet.
 */
export class DecisionHover implements vscode.HoverProvider {
  readonly #store: DecisionStore;

  constructor(store: DecisionStore) {
    this.#store = store;
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const offset = document.offsetAt(position);
    const here = { start: offset, end: offset };
    const [decided] = await this.#store.decidedIn(document, here);
    const shown = decided ? [decided] : await this.#store.draftsAt(document, here);
    const [first] = shown;
    if (!first) return undefined;
    const { start, end } = first.unit.span;
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    const texts = shown.map((one) => describe(one, decided ? one.unit.value : undefined));
    return new vscode.Hover(texts, range);
  }
}

/** @param value what the target file has; undefined where it has nothing */
function describe({ unit, decision, target }: DecidedUnit, value: string | undefined): vscode.MarkdownString {
  const { segment, candidates } = decision;
  const place: CandidatePlace = [target.toString(), segment.direction.target, keyId(unit.key)];
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: ["routelmt.useCandidate", "routelmt.useMatch", "routelmt.buyOne"] };
  text.supportThemeIcons = true;
  const language = value === undefined ? ` ${segment.direction.target}` : "";
  text.appendMarkdown(`**RouteLMT**${language} — ${headline(decision)}\n\n`);
  text.appendText(reasonText(decision, vscode.l10n.t));
  if (decision.outcome !== "memory") text.appendMarkdown(` ${vscode.l10n.t("Price")}: ${price(decision)}`);
  if (isForSale(decision, value)) {
    const link = { label: vscode.l10n.t("Send to the large model"), command: "routelmt.buyOne", args: [place] };
    text.appendMarkdown(` — ${linkOf(link)}`);
  }
  text.appendMarkdown("\n\n");
  appendQuote(text, { name: vscode.l10n.t("Source") }, segment.source);
  candidates.forEach((candidate, index) => {
    const isThere = candidate.text === value;
    const label = isThere ? vscode.l10n.t("Take it for done") : vscode.l10n.t("Use this one");
    const link = { label, command: "routelmt.useCandidate", args: [place, index] };
    const isUsed = isThere && decision.outcome !== "draft";
    appendQuote(text, { name: nameOf(candidate), ...(isUsed ? {} : { link }) }, candidate.text);
  });
  appendMatches(text, decision, place, value);
  appendTerms(text, segment.terms ?? []);
  for (const finding of decision.findings) {
    text.appendMarkdown("$(warning) ");
    text.appendText(candidateFindingText(finding, vscode.l10n.t));
    text.appendMarkdown("\n\n");
  }
  return text;
}

/** Whether the large model may still translate it: it is ours, and not bought or from the memory. */
function isForSale({ outcome, chosen }: Decision, value: string | undefined): boolean {
  return outcome !== "large" && outcome !== "memory" && (value === undefined || value === chosen?.text);
}

function headline({ outcome, predicted: { gain, low, high, stage, calibratedOn } }: Decision): string {
  if (outcome === "memory") return vscode.l10n.t("↺ from the translation memory");
  const when = stage === "refined" ? vscode.l10n.t("refined by the hypothesis") : vscode.l10n.t("before decoding");
  const where = calibratedOn ? `; ${vscode.l10n.t("calibrated on {0}", calibratedOn.join(", "))}` : "";
  return `${vscode.l10n.t("predicted gain")} **${signed(gain)}** (${signed(low)} … ${signed(high)}; ${when}${where})`;
}

function nameOf({ origin, meanLogProbability, quality }: Candidate): string {
  if (origin !== "small") return origin === "large" ? vscode.l10n.t("Large model") : vscode.l10n.t("Memory");
  const details = [
    ...(meanLogProbability === undefined
      ? []
      : [`${vscode.l10n.t("confidence")} ${Math.round(100 * Math.exp(meanLogProbability))} %`]),
    ...(quality === undefined ? [] : [vscode.l10n.t("predicted quality {0}", Math.floor(quality))]),
  ].join(", ");
  return vscode.l10n.t("Small model") + (details === "" ? "" : ` (${details})`);
}

function price({ cost, estimatedCost }: Decision): string {
  if (cost > 0) return vscode.l10n.t("{0} paid", dollars(cost));
  if (estimatedCost === 0) return vscode.l10n.t("nothing paid");
  return vscode.l10n.t("nothing paid; about {0} at the large model", dollars(estimatedCost));
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;
}
