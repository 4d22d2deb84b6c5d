import * as vscode from "vscode";
import { type KeyPath, keyId } from "#core/formats/format.js";
import { formatFor } from "#core/formats/registry.js";
import { draftOf } from "#core/routing/decision.js";
import { acceptTranslations } from "#core/status/accept.js";
import { currentText, projectFolderOf, replaceText } from "../editor/files.js";
import type { WorkspaceLanguage } from "../editor/language-state.js";
import { readSettings } from "../editor/settings.js";
import type { Context } from "../state/context.js";
import type { KeptPlace } from "../state/kept-place.js";
import type { GroupNode, LanguageNode } from "../views/status-items.js";

/** *Keep this translation*: it is of the present source text; a mark for review in the file goes. */
export async function keepTranslation(context: Context, place: KeptPlace): Promise<void> {
  await accept(context, place, place.key);
  const stored = context.decisions.get(place.target, place.language, keyId(place.key));
  if (stored && draftOf(stored.decision)) {
    context.decisions.set(stored, { ...stored.decision, outcome: "local", reason: { code: "by-hand" } });
  }
}

/** *Accept Translations as Up to Date* on a language or its stale strings. */
export async function acceptNode(context: Context, node: LanguageNode | GroupNode): Promise<void> {
  const count = await accept(context, node.kind === "group" ? node.parent : node);
  void vscode.window.showInformationMessage(vscode.l10n.t("RouteLMT: {0} translations accepted as up to date.", count));
}

/** @returns how many translations are newly recorded */
async function accept(
  { records }: Context,
  { source, target, language }: WorkspaceLanguage,
  only?: KeyPath,
): Promise<number> {
  const [from, to] = [await currentText(source), await currentText(target)];
  if (!from || !to) return 0;
  const files = [
    { path: source.fsPath, text: from.text },
    { path: target.fsPath, text: to.text },
  ] as const;
  const direction = { source: readSettings(target).source, target: language };
  const recorded = await records.recordedIn(target.fsPath, language);
  const format = formatFor(source.path, from.text);
  const { text, made, keys } = acceptTranslations(format, ...files, direction, recorded, only);
  if (text !== to.text) await replaceText(target, to, text);
  if (made.length > 0) await records.update(projectFolderOf(target), target.fsPath, language, made, keys);
  return made.length;
}
