import * as vscode from "vscode";
import { keyId } from "#core/formats/format.js";
import { languagesOf } from "#core/formats/read-file.js";
import type { Decision } from "#core/routing/decision.js";
import { accept } from "#workspace/accept.js";
import { vscodeWorkspace } from "../editor/files.js";
import type { WorkspaceLanguage } from "../editor/language-state.js";
import { readSettings } from "../editor/settings.js";
import { localized } from "../editor/shown-text.js";
import { unitsNow } from "../editor/units.js";
import type { Context } from "../state/context.js";
import type { StoredDecision } from "../state/stored-decision.js";
import type { StringPlace } from "../state/string-place.js";
import { byTarget } from "./by-target.js";
import { withChosen } from "./use-candidate.js";
import { writeText } from "./write-text.js";

/**
 * *Accept*: counts translations as done. Removes review marks in their files, and writes drafts that their files lack.
 *
 * @returns how many were accepted
 */
export async function acceptStrings(context: Context, places: readonly StringPlace[]): Promise<number> {
  let count = 0;
  for (const [one, own] of byTarget(places)) {
    await context.decisions.load(one.target);
    const direction = { source: readSettings(one.source).source, target: one.language };
    const kept: StoredDecision[] = [];
    for (const place of own) kept.push(...(await writeDraft(context, place)));
    const units = await unitsNow(one.target, languagesOf(direction));
    const values = new Map(units.map(({ key, value }) => [keyId(key), value]));
    const there = own.filter(({ key }) => (values.get(keyId(key)) ?? "") !== "");
    count += there.length;
    const { source, target, language } = one;
    const files = { language, source: source.fsPath, target: target.fsPath, from: direction.source };
    await accept(vscodeWorkspace, context.records, { ...files, only: there.map(({ key }) => key) });
    for (const { key } of there) {
      const stored = context.decisions.get(target, language, keyId(key));
      if (stored?.decision.chosen && stored.decision.chosen.text === values.get(keyId(key)))
        kept.push({ ...stored, decision: accepted(stored.decision) });
    }
    await context.decisions.keep(kept);
  }
  return count;
}

/** Writes the draft of a string into its file if that has no value. */
async function writeDraft(context: Context, place: StringPlace): Promise<StoredDecision[]> {
  const stored = context.decisions.get(place.target, place.language, keyId(place.key));
  const draft = stored?.decision.candidates.find(({ origin }) => origin === "small");
  if (!stored || !draft || stored.decision.chosen) return [];
  const { source } = stored.decision.segment;
  if (!(await writeText(context, place, { ...draft, source, author: "routelmt" }))) return [];
  return [{ ...stored, decision: withChosen(stored.decision, draft) }];
}

function accepted(decision: Decision): Decision {
  const { outcome } = decision;
  const isDone = outcome === "large" || outcome === "memory";
  return { ...decision, outcome: isDone ? outcome : "local", reason: { code: "by-hand" } };
}

/** *Accept Translations as Up to Date* on all of a language: writes only its record. */
export async function acceptLanguage(
  { records }: Context,
  { source, target, language }: WorkspaceLanguage,
): Promise<void> {
  const { source: from } = readSettings(target);
  const files = { language, source: source.fsPath, target: target.fsPath };
  const count = await accept(vscodeWorkspace, records, { ...files, from });
  void vscode.window.showInformationMessage(
    localized("RouteLMT: {0, plural, one {# translation} other {# translations}} accepted as up to date.", count),
  );
}
