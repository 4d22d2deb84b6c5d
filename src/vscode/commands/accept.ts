import * as vscode from "vscode";
import { type KeyPath, keyId } from "#core/formats/format.js";
import { draftOf } from "#core/routing/decision.js";
import { accept } from "#workspace/accept.js";
import { vscodeWorkspace } from "../editor/files.js";
import type { WorkspaceLanguage } from "../editor/language-state.js";
import { readSettings } from "../editor/settings.js";
import type { Context } from "../state/context.js";
import type { KeptPlace } from "../state/kept-place.js";
import type { GroupNode, LanguageNode } from "../views/status-items.js";

/** *Keep this translation*: it is of the present source text; a mark for review in the file goes. */
export async function keepTranslation(context: Context, place: KeptPlace): Promise<void> {
  await acceptIn(context, place, place.key);
  const stored = context.decisions.get(place.target, place.language, keyId(place.key));
  if (stored && draftOf(stored.decision)) {
    await context.decisions.keep(stored, { ...stored.decision, outcome: "local", reason: { code: "by-hand" } });
  }
}

/** *Accept Translations as Up to Date* on a language or its stale strings. */
export async function acceptNode(context: Context, node: LanguageNode | GroupNode): Promise<void> {
  const count = await acceptIn(context, node.kind === "group" ? node.parent : node);
  void vscode.window.showInformationMessage(vscode.l10n.t("RouteLMT: {0} translations accepted as up to date.", count));
}

/** @returns how many translations are newly recorded */
function acceptIn(
  { records }: Context,
  { source, target, language }: WorkspaceLanguage,
  only?: KeyPath,
): Promise<number> {
  const { source: from } = readSettings(target);
  const files = { language, source: source.fsPath, target: target.fsPath };
  return accept(vscodeWorkspace, records, { ...files, from, only });
}
