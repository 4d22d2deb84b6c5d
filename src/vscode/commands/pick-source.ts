import * as vscode from "vscode";
import { RouteLmtError, said } from "#core/errors.js";
import { findFormat } from "#core/formats/registry.js";
import { countStates } from "#core/status/language-state.js";
import { localized, shownLanguage, shownList } from "../editor/shown-text.js";
import type { Context } from "../state/context.js";
import { fileFor } from "./pick-job.js";

interface FileItem extends vscode.QuickPickItem {
  readonly file?: vscode.Uri;
}

/**
 * The file that a command works on: the one it was called on, otherwise the active editor's, if it belongs to a project;
 * otherwise the one that a person picks among the projects' sources. Without projects, the active file is used.
 *
 * @returns undefined if the person cancels
 * @throws {RouteLmtError} as {@link fileFor}
 */
export async function askFile(context: Context, uri: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  if (uri) return fileFor(uri);
  const active = vscode.window.activeTextEditor?.document.uri;
  if (active && (await context.projects.files()).has(active.fsPath)) return fileFor(active);
  const title = vscode.l10n.t("RouteLMT: looking for files with translations");
  const items = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    sourceItems(context),
  );
  if (active && findFormat(active.path)) {
    if (items.length === 0) return active;
    const label = vscode.workspace.asRelativePath(active);
    items.push({ label: `$(file) ${label}`, description: vscode.l10n.t("the open file"), file: active });
  }
  if (items.length === 0) {
    throw new RouteLmtError(
      "file-missing",
      said`No files with translations were found here`,
      said`Open a folder with some, or open the file itself.`,
    );
  }
  const placeHolder = vscode.l10n.t("File to translate from");
  const chosen = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true, title: "RouteLMT" });
  return chosen?.file;
}

/** The sources of the projects, those with the most missing strings first. */
async function sourceItems({ projects }: Context): Promise<FileItem[]> {
  const items: { readonly item: FileItem; readonly missing: number }[] = [];
  for (const { folder, groups } of await projects.folders()) {
    for (const files of groups) {
      const languages = await projects.read(folder, files).catch(() => []);
      const states = languages.flatMap((one) => ("state" in one ? [one.state] : []));
      const { missing, stale, total } = countStates(states);
      const tags = shownList(languages.map(({ language }) => shownLanguage(language)));
      const strings = states.length > 0 ? Math.round(total / states.length) : 0;
      const counts = [
        ...(strings > 0 ? [localized("{0, plural, one {# string} other {# strings}}", strings)] : []),
        states.length === 0 ? vscode.l10n.t("no translation yet") : localized("{0} missing", missing),
        ...(stale > 0 ? [localized("{0} stale", stale)] : []),
      ];
      const named = files.kind === "source" ? [files.path] : files.files;
      for (const path of named) {
        const file = vscode.Uri.file(path);
        const item = {
          label: vscode.workspace.asRelativePath(file),
          description: counts.join(" · "),
          detail: tags,
          file,
        };
        items.push({ item, missing });
      }
    }
  }
  return items.sort((a, b) => b.missing - a.missing).map(({ item }) => item);
}
