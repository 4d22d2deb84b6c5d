import * as vscode from "vscode";
import { keyId, keyName } from "#core/formats/format.js";
import type { Decision } from "#core/routing/decision.js";
import { touches } from "#core/text/span.js";
import { gainText, needsReview } from "#workspace/decision-label.js";
import { spanOf } from "../editor/range.js";
import { readSettings } from "../editor/settings.js";
import { localized, shownDollars, shownLanguage } from "../editor/shown-text.js";
import { unitsOf } from "../editor/units.js";
import type { DecisionStore } from "../state/decision-store.js";
import type { Projects } from "../state/projects.js";
import { linkTo, type StringPlace } from "../state/string-place.js";
import { stringsAt } from "../state/strings-at.js";

/** How many characters of a candidate fit into a title. */
const MAX_SHOWN = 40;

/** Actions on the value at the cursor of a target or source file, under the light bulb. */
export class ValueActions implements vscode.CodeActionProvider {
  readonly #projects: Projects;
  readonly #decisions: DecisionStore;

  constructor(projects: Projects, decisions: DecisionStore) {
    this.#projects = projects;
    this.#decisions = decisions;
  }

  async provideCodeActions(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
    const [place] = await stringsAt(this.#projects, document, range);
    if (place) return this.#forTarget(document, place);
    return this.#forSource(document, range);
  }

  async #forTarget(document: vscode.TextDocument, place: StringPlace): Promise<vscode.CodeAction[]> {
    await this.#decisions.load(place.target);
    const id = keyId(place.key);
    const { source } = readSettings(place.source);
    const units = await unitsOf(document, { source, language: place.language });
    const unit = units.find(({ key }) => keyId(key) === id);
    const value = unit?.value ?? "";
    const decision = this.#decisions.get(place.target, place.language, id)?.decision;
    const isOurs = decision !== undefined && (decision.chosen === undefined || decision.chosen.text === value);
    const link = linkTo(place);
    const { t } = vscode.l10n;
    return [
      ...(value === "" || unit?.state !== "translated"
        ? [action(t("Translate here locally"), "translateString", place)]
        : []),
      ...(isOurs && decision.outcome !== "large" && decision.outcome !== "memory"
        ? [action(buyTitle(decision), "buyOne", link)]
        : []),
      ...(decision?.candidates ?? []).flatMap((candidate, index) =>
        candidate.text === value ? [] : [action(t("Use “{0}”", shown(candidate.text)), "useCandidate", link, index)],
      ),
      ...(value === "" ? [] : [action(t("Accept this translation"), "acceptString", place)]),
      ...(isOurs && value !== "" ? [action(t("Reject this translation"), "rejectString", place)] : []),
      action(t("Edit this translation…"), "editString", place),
      ...pinActions(decision, place),
      action(t("Add to the termbase…"), "addToTermbase", place),
      ...(decision && needsReview(decision) ? [action(t("Go to the next flagged translation"), "nextFlagged")] : []),
    ];
  }

  /** The languages that have no translation of a source text yet. */
  async #forSource(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
    const languages = await this.#projects.languagesFrom(document.uri);
    if (languages.length === 0) return [];
    const { source } = readSettings(document.uri);
    const line = spanOf(document, range.isEmpty ? document.lineAt(range.start.line).range : range);
    const unit = (await unitsOf(document, { source })).find(({ span }) => touches(span, line));
    if (!unit) return [];
    const actions: vscode.CodeAction[] = [];
    for (const one of languages) {
      const state = await this.#projects.lastStateOf(one).catch(() => undefined);
      if (!state?.missing.some(({ key }) => key === keyName(unit.key))) continue;
      const title = localized("Translate this string to {0}", shownLanguage(one.language));
      actions.push(action(title, "translateString", { ...one, key: unit.key } satisfies StringPlace));
    }
    return actions;
  }
}

function buyTitle({ estimatedCost, predicted }: Decision): string {
  return localized("Send to the large model (about {0}, {1})", shownDollars(estimatedCost), gainText(predicted));
}

function pinActions(decision: Decision | undefined, place: StringPlace): vscode.CodeAction[] {
  const code = decision?.reason.code;
  const { t } = vscode.l10n;
  if (code === "pinned-local" || code === "pinned-large")
    return [action(t("Unpin: let the plan choose the model"), "unpin", place)];
  return [
    action(t("Pin to the small model"), "pinLocal", place),
    action(t("Pin to the large model"), "pinLarge", place),
  ];
}

function action(title: string, command: string, ...args: readonly unknown[]): vscode.CodeAction {
  const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  made.command = { command: `routelmt.${command}`, title, arguments: [...args] };
  return made;
}

function shown(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN)}…` : line;
}
