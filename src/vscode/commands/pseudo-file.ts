import * as vscode from "vscode";
import { RouteLmtError } from "#core/errors.js";
import { formatFor } from "#core/formats/registry.js";
import { languagesInPath } from "#core/project/target-path.js";
import { PSEUDO_LANGUAGE, pseudoLocalize } from "#core/pseudo/pseudo-file.js";
import { currentText, layoutOf, targetUri, vscodeWorkspace } from "../editor/files.js";
import { readSettings } from "../editor/settings.js";
import { sourceOf } from "../editor/source-of.js";
import { fileFor } from "./pick-job.js";

/**
 * *Pseudo-Localize File*: makes or renews the pseudo-localised target of a source file, and opens it. On a
 * target file its source is meant.
 */
export async function pseudoLocalizeFile(called?: vscode.Uri, language = PSEUDO_LANGUAGE): Promise<void> {
  const file = fileFor(called);
  const settings = readSettings(file);
  const source = (await sourceOf(file, settings.source, languagesInPath(file.path)))?.source ?? file;
  const from = await currentText(source);
  if (!from) throw new RouteLmtError("file-missing", `There is no file ${source.fsPath}`, "Save it first.");
  const format = formatFor(source.path, from.text);
  const target = targetUri(format, source, from.text, settings, await layoutOf(source), language);
  const to = await currentText(target);
  const files = [
    { path: source.fsPath, text: from.text },
    { path: target.fsPath, text: to?.text },
  ] as const;
  const encoding = to?.encoding ?? format.createdEncoding ?? from.encoding;
  const pseudo = pseudoLocalize(format, ...files, { source: settings.source, target: language }, encoding);
  if (pseudo.text !== to?.text) await vscodeWorkspace.replace(target.fsPath, to, { text: pseudo.text, encoding });
  await vscode.window.showTextDocument(target);
  vscode.window.setStatusBarMessage(
    pseudo.skipped.length === 0
      ? vscode.l10n.t("$(check) {0} values pseudo-localized", pseudo.written)
      : vscode.l10n.t("$(warning) {0} values pseudo-localized, {1} left out", pseudo.written, pseudo.skipped.length),
    8000,
  );
}
