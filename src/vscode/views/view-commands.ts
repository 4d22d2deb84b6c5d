import * as vscode from "vscode";
import { localized } from "../editor/shown-text.js";
import type { StatusTree } from "./status-tree.js";

/** *Filter…*: shows only strings with a text; an empty one shows all. */
export async function filterView(tree: StatusTree, view: vscode.TreeView<unknown>): Promise<void> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t("Show strings with this text alone"),
    placeHolder: vscode.l10n.t("Part of a key, of a source text or of a translation; empty for all"),
    value: tree.filter,
  });
  if (text !== undefined) await setFilter(tree, view, text);
}

/** Sets the filter, and shows it above the rows. */
export async function setFilter(tree: StatusTree, view: vscode.TreeView<unknown>, text: string): Promise<void> {
  tree.filter = text;
  const isFiltered = tree.filter !== "";
  view.message = isFiltered ? localized("Showing only strings with “{0}”", tree.filter) : "";
  await vscode.commands.executeCommand("setContext", "routelmt.isFiltered", isFiltered);
}

/** *Sort by Gain* and *Sort by File*. */
export async function sortByGain(tree: StatusTree, isByGain: boolean): Promise<void> {
  tree.isByGain = isByGain;
  await vscode.commands.executeCommand("setContext", "routelmt.isByGain", isByGain);
}
