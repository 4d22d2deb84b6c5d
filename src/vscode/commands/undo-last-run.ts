import * as vscode from "vscode";
import { undoLastRun } from "#workspace/runs/undo-run.js";
import { vscodeWorkspace } from "../editor/files.js";
import { localized, shownList } from "../editor/shown-text.js";
import type { Context } from "../state/context.js";

/**
 * *Undo Last Run*: reverts what the last run wrote in all its files, even after a restart.
 *
 * @param file of the project; without it the active editor's
 */
export async function undoRun(context: Context, file?: vscode.Uri): Promise<void> {
  const store = context.stores.existing(file ?? vscode.window.activeTextEditor?.document.uri);
  const undone = store && (await undoLastRun(vscodeWorkspace, store));
  if (!undone) {
    void vscode.window.showInformationMessage(vscode.l10n.t("RouteLMT: there is no run to undo."));
    return;
  }
  context.decisions.reload();
  const edited = undone.files.flatMap((file) => file.edited);
  const kept = undone.files.filter(({ state }) => state === "kept");
  for (const { path, state } of undone.files) context.log.info(`Undo: ${path}: ${state}`);
  const text = [
    localized(
      "RouteLMT: the run of {0} is undone in {1, plural, one {# file} other {# files}}",
      new Date(undone.started).toLocaleString(vscode.env.language),
      undone.files.length - kept.length,
    ),
    ...(edited.length > 0 ? [localized("edited since and kept: {0}", listed(edited))] : []),
    ...(kept.length > 0
      ? [
          localized(
            "changed too much since, left alone: {0}",
            shownList(kept.map(({ path }) => vscode.workspace.asRelativePath(path))),
          ),
        ]
      : []),
  ].join(" · ");
  void (kept.length > 0 ? vscode.window.showWarningMessage(text) : vscode.window.showInformationMessage(text));
}

/** The most keys that a message names. */
const MAX_NAMED = 5;

function listed(keys: readonly string[]): string {
  const more = keys.length - MAX_NAMED;
  if (more <= 0) return shownList(keys);
  return localized("{0} and {1} more", keys.slice(0, MAX_NAMED).join(", "), more);
}
