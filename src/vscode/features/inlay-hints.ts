import { setTimeout as pause } from "node:timers/promises";
import * as vscode from "vscode";
import type { Unit } from "#core/formats/format.js";
import type { Decision } from "#core/routing/decision.js";
import { labelOf } from "#workspace/decision-label.js";
import { reasonText } from "#workspace/reason-text.js";
import { spanOf } from "../editor/range.js";
import { readSettings } from "../editor/settings.js";
import { localized } from "../editor/shown-text.js";
import type { DecisionStore } from "../state/decision-store.js";
import type { DecidedUnit } from "../state/stored-decision.js";

/** Lines from which a document takes long to read: while somebody types in it, nothing is read. */
const MANY_LINES = 5_000;
/** Milliseconds without a change after which it is read. */
const QUIET = 300;

/**
 * The decision at the end of each value in the visible range; at the end of a source text, the languages that
 * only have a draft of it.
 */
export class DecisionHints implements vscode.InlayHintsProvider<DecisionHint> {
  readonly #store: DecisionStore;
  readonly onDidChangeInlayHints: vscode.Event<void>;

  constructor(store: DecisionStore) {
    this.#store = store;
    this.onDidChangeInlayHints = store.onDidChange;
  }

  async provideInlayHints(
    document: vscode.TextDocument,
    range: vscode.Range,
    token?: vscode.CancellationToken,
  ): Promise<DecisionHint[]> {
    if (document.isDirty && document.lineCount > MANY_LINES) await pause(QUIET);
    if (token?.isCancellationRequested) return [];
    const visible = spanOf(document, range);
    const decided = await this.#store.decidedIn(document, visible);
    // These need all decisions; what is there is shown at once, and the editor asks again.
    const isPart = decided.length > 0 && !this.#store.isComplete(document.uri);
    const drafts = isPart ? [] : await this.#store.draftsAt(document, visible);
    if (decided.length + drafts.length === 0) return [];
    const style = readSettings(document.uri).hints;
    if (style === "off") return [];
    const hintAt = ({ span }: Unit, label: string, reasons: () => string): DecisionHint =>
      new DecisionHint(document.positionAt(span.end), style === "full" ? label : symbolOf(label), reasons);
    return [
      ...decided.map(({ unit, decision }) =>
        hintAt(unit, labelOf(decision, unit.value, localized), () => reasonText(decision, localized)),
      ),
      ...[...byUnit(drafts)].map(([unit, decisions]) => {
        const languages = decisions.map(({ segment }) => segment.direction.target).join(", ");
        const reasons = (): string =>
          decisions
            .map((decision) => `${decision.segment.direction.target}: ${reasonText(decision, localized)}`)
            .join("\n");
        return hintAt(unit, localized("◌ draft: {0}", languages), reasons);
      }),
    ];
  }

  resolveInlayHint(hint: DecisionHint): DecisionHint {
    hint.tooltip = hint.reasons();
    return hint;
  }
}

/** A hint whose tooltip is made when somebody points at it. */
class DecisionHint extends vscode.InlayHint {
  override readonly paddingLeft = true;
  readonly reasons: () => string;

  constructor(position: vscode.Position, label: string, reasons: () => string) {
    super(position, label);
    this.reasons = reasons;
  }
}

/** A label begins with its symbol. */
function symbolOf(label: string): string {
  return label.split(" ", 1)[0] ?? label;
}

function byUnit(decided: readonly DecidedUnit[]): Map<Unit, Decision[]> {
  const units = new Map<Unit, Decision[]>();
  for (const { unit, decision } of decided) units.set(unit, [...(units.get(unit) ?? []), decision]);
  return units;
}
