import * as vscode from "vscode";
import type { CandidatePlace } from "../state/candidate-place.js";
import type { Context } from "../state/context.js";
import type { FilesNode, GroupNode, LanguageNode } from "../views/status-items.js";
import { buyFlagged, translateFile } from "./translate-file.js";

/** *Translate File…* on a row of the status view: one language, or those that are asked for. */
export function translateNode(context: Context, node: FilesNode | LanguageNode): Promise<void> {
  if (node.kind === "language") return translateFile(context, node.source, [node.language]);
  return translateFile(context, vscode.Uri.file(node.files.path));
}

/** *Translate Again* on the stale strings of a language. */
export function translateStaleNode(context: Context, { parent }: GroupNode): Promise<void> {
  return translateFile(context, parent.source, [parent.language], true);
}

/** *Send to the Large Model* on one string; called from the hover. */
export async function buyOne(context: Context, [file, language, key]: CandidatePlace): Promise<void> {
  const target = vscode.Uri.parse(file, true);
  await context.decisions.load(target);
  const stored = context.decisions.get(target, language, key);
  if (stored) await buyFlagged(context, { source: stored.source, languages: [language], only: new Set([key]) });
}

/** *Buy Flagged Translations…* on a language, or a group of its strings, in the status view. */
export function buyNode(context: Context, node: LanguageNode | GroupNode): Promise<void> {
  const { source, language } = node.kind === "group" ? node.parent : node;
  return buyFlagged(context, { source, languages: [language] });
}
