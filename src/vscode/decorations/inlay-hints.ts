import * as vscode from "vscode";
import type { Decision } from "../../core/segment.js";
import type { DecisionStore } from "../decision-store.js";
import { readSettings } from "../settings.js";

/** The decision at the end of each value, in the visible range. */
export class DecisionHints implements vscode.InlayHintsProvider {
  readonly #store: DecisionStore;
  readonly onDidChangeInlayHints: vscode.Event<void>;

  constructor(store: DecisionStore) {
    this.#store = store;
    this.onDidChangeInlayHints = store.onDidChange;
  }

  provideInlayHints(document: vscode.TextDocument, range: vscode.Range): vscode.InlayHint[] {
    const visible = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    const decided = this.#store.decidedIn(document, visible);
    if (decided.length === 0 || !readSettings(document.uri).hints) return [];
    return decided.map(({ unit, decision }) => {
      const hint = new vscode.InlayHint(document.positionAt(unit.span.end), labelOf(decision, unit.value));
      hint.paddingLeft = true;
      hint.tooltip = decision.reason;
      return hint;
    });
  }
}

/** `● local`, `▲ large +12`, `△ worth +12`, `⛨ held`; `✎ edited` once the value is not ours any more. */
export function labelOf(decision: Decision, value: string): string {
  if (decision.chosen && decision.chosen.text !== value) return vscode.l10n.t("✎ edited");
  const gain = `${decision.predicted.gain < 0 ? "−" : "+"}${Math.abs(Math.round(decision.predicted.gain))}`;
  switch (decision.outcome) {
    case "local":
      return vscode.l10n.t("● local");
    case "large":
      return vscode.l10n.t("▲ large {0}", gain);
    case "flagged":
      return vscode.l10n.t("△ worth {0}", gain);
    case "held":
      return vscode.l10n.t("⛨ held");
    case "memory":
      return vscode.l10n.t("↺ memory");
    case "failed":
      return vscode.l10n.t("✗ failed the checks");
  }
}
