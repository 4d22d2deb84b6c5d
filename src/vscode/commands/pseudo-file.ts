import * as vscode from "vscode";
import { PSEUDO_LANGUAGE } from "#core/pseudo/pseudo-file.js";
import { openPseudo, writePseudo } from "#workspace/pseudo.js";
import { jobSettings, vscodeWorkspace } from "../editor/files.js";
import { readSettings } from "../editor/settings.js";
import { localized } from "../editor/shown-text.js";
import { sourceOf } from "../editor/source-of.js";
import type { Context } from "../state/context.js";
import { askFile } from "./pick-source.js";

/**
 * *Pseudo-Localize File*: creates or updates the pseudo-localised target of a source file, and opens it. On a
 * target file, it uses the source.
 */
export async function pseudoLocalizeFile(
  context: Context,
  uri?: vscode.Uri,
  language = PSEUDO_LANGUAGE,
): Promise<void> {
  const file = await askFile(context, uri);
  if (!file) return;
  const settings = readSettings(file);
  const source = (await sourceOf(file, settings.source))?.source ?? file;
  const job = await openPseudo(vscodeWorkspace, jobSettings(settings), source.fsPath, language);
  await writePseudo(vscodeWorkspace, job);
  const { pseudo } = job;
  await vscode.window.showTextDocument(vscode.Uri.file(job.targetPath));
  vscode.window.setStatusBarMessage(
    pseudo.skipped.length === 0
      ? localized("$(check) {0, plural, one {# value} other {# values}} pseudo-localized", pseudo.written)
      : localized(
          "$(warning) {0, plural, one {# value} other {# values}} pseudo-localized, {1} left out",
          pseudo.written,
          pseudo.skipped.length,
        ),
    8000,
  );
}
