import * as vscode from "vscode";
import { keyId } from "#core/formats/format.js";
import { type Candidate, type Decision, isEdited } from "#core/routing/decision.js";
import { expectationText, gainText, labelOf } from "#workspace/decision-label.js";
import { candidateFindingText, reasonText } from "#workspace/reason-text.js";
import { localized, shownDollars, shownLanguage, shownList } from "../editor/shown-text.js";
import type { DecisionStore } from "../state/decision-store.js";
import type { DecidedUnit } from "../state/stored-decision.js";
import type { LinkedPlace } from "../state/string-place.js";
import { appendMatches, appendTerms } from "./hover-knowledge.js";
import { appendQuote, appendSentences, linkOf } from "./hover-text.js";

/** The commands that links in a hover may run. */
const HOVER_COMMANDS = [
  "useCandidate",
  "useMatch",
  "buyOne",
  "acceptString",
  "rejectString",
  "editString",
  "pinLocal",
  "pinLarge",
  "unpin",
  "addToTermbase",
  "nextFlagged",
] as const;

/**
 * The candidates, the predicted gain, the price and the reason of the value under the pointer, and
 * the translation memory's and termbase's entries for it; for a source text, the drafts that are not
 * in its target files.
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

/** @param value the target file's value; undefined if it has none */
function describe({ unit, decision, target }: DecidedUnit, value: string | undefined): vscode.MarkdownString {
  const { segment, candidates } = decision;
  const place: LinkedPlace = [target.toString(), segment.direction.target, keyId(unit.key)];
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: HOVER_COMMANDS.map((name) => `routelmt.${name}`) };
  text.supportThemeIcons = true;
  const language = value === undefined ? ` ${segment.direction.target}` : "";
  text.appendMarkdown(`**RouteLMT**${language} — ${labelOf(decision, value, localized)}\n\n`);
  appendSentences(text, sentences(decision));
  if (decision.outcome !== "memory") text.appendMarkdown(` ${vscode.l10n.t("Price")}: ${price(decision)}`);
  if (isForSale(decision, value)) {
    const label = localized("Send to the large model ({0})", gainText(decision.predicted));
    const link = { label, command: "routelmt.buyOne", args: [place] };
    text.appendMarkdown(` — ${linkOf(link)}`);
  }
  text.appendMarkdown("\n\n");
  appendQuote(text, { name: vscode.l10n.t("Source") }, segment.source);
  candidates.forEach((candidate, index) => {
    const isThere = candidate.text === value;
    const label = isThere ? vscode.l10n.t("Count It as Done") : vscode.l10n.t("Use this one");
    const link = { label, command: "routelmt.useCandidate", args: [place, index] };
    const isUsed = isThere && decision.outcome !== "draft";
    appendQuote(text, { name: nameOf(candidate), ...(isUsed ? {} : { link }) }, candidate.text);
  });
  appendMatches(text, decision, place, value);
  appendTerms(text, segment.terms ?? []);
  for (const finding of decision.findings) {
    text.appendMarkdown("$(warning) ");
    text.appendText(candidateFindingText(finding, localized));
    text.appendMarkdown("\n\n");
  }
  appendActions(text, decision, place, value);
  return text;
}

/** Further actions on the string. */
function appendActions(
  text: vscode.MarkdownString,
  decision: Decision,
  place: LinkedPlace,
  value: string | undefined,
): void {
  const { reason } = decision;
  const { t } = vscode.l10n;
  const isPinned = reason.code === "pinned-local" || reason.code === "pinned-large";
  const actions: (readonly [string, (typeof HOVER_COMMANDS)[number]])[] = [
    ...(value === undefined
      ? []
      : ([
          [t("Accept"), "acceptString"],
          ...(isEdited(decision, value) ? [] : ([[t("Reject"), "rejectString"]] as const)),
        ] as const)),
    [t("Edit…"), "editString"],
    ...(isPinned
      ? ([[t("Unpin"), "unpin"]] as const)
      : ([
          [t("Pin to the small model"), "pinLocal"],
          [t("Pin to the large model"), "pinLarge"],
        ] as const)),
    [t("Add to the termbase…"), "addToTermbase"],
    [t("Next flagged"), "nextFlagged"],
  ];
  text.appendMarkdown(
    actions.map(([label, name]) => linkOf({ label, command: `routelmt.${name}`, args: [place] })).join(" · "),
  );
}

/** Whether the large model may still translate it: it is ours, and neither bought nor from the memory. */
function isForSale({ outcome, chosen }: Decision, value: string | undefined): boolean {
  return outcome !== "large" && outcome !== "memory" && (value === undefined || value === chosen?.text);
}

/** The reason for the decision, and what to expect from the large model. */
function sentences(decision: Decision): string {
  const { outcome, reason, predicted } = decision;
  if (outcome === "memory") return reasonText(decision, localized);
  // The expectation is the reason itself.
  const why = outcome === "local" && reason.code === "no-gain" ? "" : reasonText(decision, localized);
  const basis = predicted.calibratedOn
    ? localized(
        "The prediction was learned from other languages: {0}.",
        shownList(predicted.calibratedOn.map(shownLanguage)),
      )
    : "";
  return [why, expectationText(predicted, localized), basis].filter((text) => text !== "").join(" ");
}

function nameOf({ origin, meanLogProbability, quality }: Candidate): string {
  if (origin !== "small") return origin === "large" ? vscode.l10n.t("Large model") : vscode.l10n.t("Memory");
  const details = [
    ...(meanLogProbability === undefined
      ? []
      : [localized("confidence {0}%", Math.round(100 * Math.exp(meanLogProbability)))]),
    ...(quality === undefined ? [] : [localized("predicted quality {0}", Math.floor(quality))]),
  ].join(", ");
  return vscode.l10n.t("Small model") + (details === "" ? "" : ` (${details})`);
}

function price({ cost, estimatedCost }: Decision): string {
  if (cost > 0) return localized("{0} paid", shownDollars(cost));
  if (estimatedCost === 0) return vscode.l10n.t("nothing paid");
  return localized("nothing paid; about {0} at the large model", shownDollars(estimatedCost));
}
