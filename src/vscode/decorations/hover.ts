import * as vscode from "vscode";
import { keyId } from "../../core/formats/format.js";
import type { Candidate, Decision } from "../../core/segment.js";
import type { DecisionStore } from "../decision-store.js";
import { unitsOf } from "../units.js";

/** Both candidates, the predicted gain, the price and the reason of the value under the pointer. */
export class DecisionHover implements vscode.HoverProvider {
  readonly #store: DecisionStore;

  constructor(store: DecisionStore) {
    this.#store = store;
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    if (!this.#store.has(document.uri)) return undefined;
    const offset = document.offsetAt(position);
    const unit = unitsOf(document).find(({ span }) => span.start <= offset && offset <= span.end);
    const decision = unit && this.#store.get(document.uri, unit.key);
    if (!unit || !decision) return undefined;
    const range = new vscode.Range(document.positionAt(unit.span.start), document.positionAt(unit.span.end));
    return new vscode.Hover(describe(decision, document.uri, keyId(unit.key), unit.value), range);
  }
}

function describe(decision: Decision, file: vscode.Uri, key: string, value: string): vscode.MarkdownString {
  const { gain, low, high, stage } = decision.predicted;
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: ["routelmt.useCandidate"] };
  text.supportThemeIcons = true;
  text.appendMarkdown(`**RouteLMT** — ${vscode.l10n.t("predicted gain")} **${signed(gain)}** `);
  text.appendMarkdown(
    `(${signed(low)} … ${signed(high)}; ${stage === "refined" ? vscode.l10n.t("refined by the hypothesis") : vscode.l10n.t("before decoding")})\n\n`,
  );
  text.appendText(decision.reason);
  text.appendMarkdown("\n\n");
  text.appendMarkdown(`${vscode.l10n.t("Price")}: ${price(decision)}\n\n---\n\n`);
  quote(text, vscode.l10n.t("Source"), decision.segment.source);
  decision.candidates.forEach((candidate, index) => {
    quote(text, nameOf(candidate), candidate.text);
    if (candidate.text === value) return;
    const args = encodeURIComponent(JSON.stringify([file.toString(), key, index]));
    text.appendMarkdown(`[${vscode.l10n.t("Use this one")}](command:routelmt.useCandidate?${args})\n\n`);
  });
  for (const finding of decision.findings) {
    text.appendMarkdown("$(warning) ");
    text.appendText(finding);
    text.appendMarkdown("\n\n");
  }
  return text;
}

/** A string of the file is data: it is shown as plain text, never as Markdown. */
function quote(text: vscode.MarkdownString, name: string, content: string): void {
  text.appendMarkdown(`*${name}*\n`);
  text.appendCodeblock(content, "plaintext");
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
