import * as vscode from "vscode";
import type { Context } from "../state/context.js";
import type { FilesNode, LanguageNode } from "../views/status-items.js";
import { buyFlagged, translateFile } from "./translate-file.js";

/** *Translate File…* on a row of the status view: one language, or those that the person chooses. */
export function translateNode(context: Context, node: FilesNode | LanguageNode): Promise<void> {
  if (node.kind === "language") return translateFile(context, node.source, [node.language]);
  return translateFile(context, vscode.Uri.file(node.files.path));
}

/** *Buy Flagged Translations…* on a language in the view. */
export function buyNode(context: Context, { source, language }: LanguageNode): Promise<void> {
  return buyFlagged(context, { source, languages: [language] });
}
