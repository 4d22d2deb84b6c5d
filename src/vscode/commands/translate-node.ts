import * as vscode from "vscode";
import type { Context } from "../state/context.js";
import type { FilesNode, GroupNode, LanguageNode } from "../views/status-items.js";
import { translateFile } from "./translate-file.js";

/** *Translate File…* on a row of the status view: one language, or those that are asked for. */
export function translateNode(context: Context, node: FilesNode | LanguageNode): Promise<void> {
  if (node.kind === "language") return translateFile(context, node.source, [node.language]);
  return translateFile(context, vscode.Uri.file(node.files.path));
}

/** *Translate Again* on the stale strings of a language. */
export function translateStaleNode(context: Context, { parent }: GroupNode): Promise<void> {
  return translateFile(context, parent.source, [parent.language], true);
}
