import * as vscode from "vscode";
import { messageOf } from "#core/errors.js";
import { isEdited, isOverShare } from "#core/routing/decision.js";
import { needsReview } from "#workspace/decision-label.js";
import { rangeOf } from "../editor/range.js";
import { readSettings } from "../editor/settings.js";
import type { DecisionStore } from "../state/decision-store.js";
import type { DecidedUnit } from "../state/stored-decision.js";

/** Predicted gains in points of 100 from which a mark has a colour of the theme, highest first. */
const HEAT = [
  { from: 40, color: "routelmt.gain.high" },
  { from: 20, color: "routelmt.gain.medium" },
  { from: 10, color: "routelmt.gain.low" },
] as const;

/** Milliseconds without a further change after which the marks are updated. */
const QUIET = 200;

/**
 * Marks in the overview ruler where the large model is expected to improve a translation that is not good enough or was left local:
 * the more points, the hotter. Off if `routelmt.hints.style` is `off`.
 */
export class GainHeat implements vscode.Disposable {
  readonly #store: DecisionStore;
  readonly #log: vscode.LogOutputChannel;
  readonly #types = HEAT.map(({ color }) =>
    vscode.window.createTextEditorDecorationType({
      overviewRulerColor: new vscode.ThemeColor(color),
      overviewRulerLane: vscode.OverviewRulerLane.Center,
    }),
  );
  readonly #subscriptions: vscode.Disposable[];
  #timer: NodeJS.Timeout | undefined;

  constructor(store: DecisionStore, log: vscode.LogOutputChannel) {
    this.#store = store;
    this.#log = log;
    const later = (): void => this.#later();
    this.#subscriptions = [
      ...this.#types,
      store.onDidChange(later),
      vscode.window.onDidChangeVisibleTextEditors(later),
      // While somebody types, the editor moves the marks.
      vscode.workspace.onDidSaveTextDocument(later),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("routelmt.hints")) later();
      }),
    ];
    later();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      for (const editor of vscode.window.visibleTextEditors) {
        this.#show(editor).catch((error) => this.#log.warn(`${editor.document.uri}: ${messageOf(error)}`));
      }
    }, QUIET);
  }

  async #show(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    const isOff = readSettings(document.uri).hints === "off";
    const marks = heatOf(document, isOff ? [] : await this.#store.decidedIn(document));
    for (const [level, type] of this.#types.entries()) editor.setDecorations(type, marks[level] ?? []);
  }
}

/** The values that the large model is expected to improve, and by how much, highest gains first. */
export function heatOf(document: vscode.TextDocument, decided: readonly DecidedUnit[]): vscode.Range[][] {
  const marks: vscode.Range[][] = HEAT.map(() => []);
  for (const { unit, decision } of decided) {
    if (isEdited(decision, unit.value) || !(needsReview(decision) || isOverShare(decision))) continue;
    const level = HEAT.findIndex(({ from }) => decision.predicted.gain >= from);
    marks[level]?.push(rangeOf(document, unit.span));
  }
  return marks;
}
