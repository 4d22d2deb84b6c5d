import * as vscode from "vscode";
import { markedDiff } from "#core/memory/marked-diff.js";
import type { MemoryMatch } from "#core/memory/memory.js";
import type { Penalty } from "#core/memory/penalties.js";
import type { Term } from "#core/memory/termbase.js";
import type { Decision } from "#core/routing/decision.js";
import { localized, shownList } from "../editor/shown-text.js";
import type { LinkedPlace } from "../state/string-place.js";
import { appendQuote, type QuoteTitle } from "./hover-text.js";

/** How many matches a hover has room for. */
const MAX_MATCHES = 3;

/**
 * Appends the best matches of the translation memory: similarity, origin, differences, and the
 * translation.
 *
 * @param place of the decision, for the links
 * @param value the target file's current value; undefined if it has none
 */
export function appendMatches(
  text: vscode.MarkdownString,
  { segment, candidates }: Decision,
  place: LinkedPlace,
  value: string | undefined,
): void {
  const isShown = ({ entry }: MemoryMatch): boolean =>
    candidates.some(({ origin, text: known }) => origin === "memory" && known === entry.target);
  const matches = (segment.matches ?? []).map((match, index) => ({ match, index }));
  for (const { match, index } of matches.filter((one) => !isShown(one.match)).slice(0, MAX_MATCHES)) {
    const { entry, diff } = match;
    const change = diff.length > 0 ? `${markedDiff(diff, entry.source, segment.source)}\n→ ` : "";
    const link = { label: vscode.l10n.t("Use this one"), command: "routelmt.useMatch", args: [place, index] };
    const title = { ...titleOf(match), link: entry.target === value ? undefined : link };
    appendQuote(text, title, change + entry.target);
  }
}

function titleOf({ entry, kind, score, penalties }: MemoryMatch): QuoteTitle {
  const name =
    kind === "fuzzy" ? localized("Similar in the memory: {0}%", score) : localized("Same in the memory: {0}%", score);
  const origin = entry.origin === undefined ? [] : [entry.origin];
  const why = penalties.map(({ reason, points }) => `−${points} ${nameOf(reason)}`);
  const detail = [...origin, ...why].join(" · ");
  return detail === "" ? { name } : { name, detail };
}

function nameOf(reason: Penalty["reason"]): string {
  switch (reason) {
    case "placeholders":
      return vscode.l10n.t("other placeholders");
    case "numbers":
      return vscode.l10n.t("other numbers");
    case "region":
      return vscode.l10n.t("other region");
    case "ambiguous":
      return vscode.l10n.t("several translations");
    case "white-space":
      return vscode.l10n.t("other white space");
    case "plural":
      return vscode.l10n.t("another plural form");
  }
}

/** Appends the termbase's entries for words in the source, with notes. */
export function appendTerms(text: vscode.MarkdownString, terms: readonly Term[]): void {
  for (const term of terms) {
    text.appendMarkdown("$(book) ");
    text.appendText(ruleOf(term));
    text.appendMarkdown("\n\n");
    if (term.note === undefined) continue;
    text.appendText(term.note);
    text.appendMarkdown("\n\n");
  }
}

function ruleOf({ source, targets, forbidden, doNotTranslate }: Term): string {
  if (doNotTranslate) return localized("{0} stays as it is", source);
  const wanted = targets.length > 0 ? `${source} → ${shownList(targets)}` : source;
  return forbidden.length > 0 ? `${wanted} · ${localized("not: {0}", shownList(forbidden))}` : wanted;
}
