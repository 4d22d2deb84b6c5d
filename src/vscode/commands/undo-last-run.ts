import * as vscode from "vscode";
import { messageOf } from "#core/errors.js";
import { undoLastRun } from "#workspace/runs/undo-run.js";
import { askProject, withProject } from "../editor/ask-project.js";
import { vscodeWorkspace } from "../editor/files.js";
import { localized, shownList } from "../editor/shown-text.js";
import type { Context } from "../state/context.js";

/**
 * *Undo Last Run*: reverts what the last run wrote in all its files, even after a restart.
 *
 * @param file of the project; if omitted, see {@link askProject}
 */
export async function undoRun(context: Context, file?: vscode.Uri): Promise<void> {
  const project = await askProject(file);
  if (!project) return;
  const store = context.stores.existing(project.resource);
  const undone = store && (await undoLastRun(vscodeWorkspace, store));
  if (!undone) {
    const text = vscode.l10n.t("RouteLMT: there is no run to undo.");
    void vscode.window.showInformationMessage(withProject(text, project));
    return;
  }
  context.decisions.reload();
  const edited = undone.files.flatMap((one) => one.edited);
  const kept = undone.files.filter(({ state }) => state === "kept");
  for (const { path, state } of undone.files) context.log.info(`Undo: ${path}: ${state}`);
  for (const { path, error } of undone.failed) context.log.error(`Undo: ${path}: ${messageOf(error)}`);
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
    ...(undone.failed.length > 0
      ? [
          localized(
            "could not be read or written: {0}",
            shownList(undone.failed.map(({ path }) => vscode.workspace.asRelativePath(path))),
          ),
        ]
      : []),
  ].join(" · ");
  void (kept.length + undone.failed.length > 0
    ? vscode.window.showWarningMessage(text)
    : vscode.window.showInformationMessage(text));
}

/** The most keys that a message names. */
const MAX_NAMED = 5;

function listed(keys: readonly string[]): string {
  const more = keys.length - MAX_NAMED;
  if (more <= 0) return shownList(keys);
  return localized("{0} and {1} more", keys.slice(0, MAX_NAMED).join(", "), more);
}
