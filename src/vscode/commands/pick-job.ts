import * as vscode from "vscode";
import { RouteLmtError } from "../../core/errors.js";
import { languageName } from "../../core/formats/layout.js";
import { MENU_PATTERN } from "../../core/formats/locale-places.js";
import { FORMATS, findFormat, formatFor } from "../../core/formats/registry.js";
import type { Direction } from "../../core/segment.js";
import type { ToolLayout } from "../../host/tool-layout.js";
import type { Context } from "../context.js";
import { currentText, layoutOf, type OpenJob, openJobs, targetUri } from "../files.js";
import type { Settings } from "../settings.js";
import { exists, sourceOf } from "../source-of.js";

/**
 * The file that a command is about: the one it was called on, else the active editor's.
 *
 * @throws {RouteLmtError} `format-unknown` when it is no file with strings
 */
export function fileFor(called: vscode.Uri | undefined): vscode.Uri {
  const file = called ?? vscode.window.activeTextEditor?.document.uri;
  // Of code only the text tells whether it holds strings; that is seen when it is read.
  if (file && (findFormat(file.path) || MENU_PATTERN.test(file.path))) return file;
  const known = FORMATS.map(({ label }) => label).join(", ");
  throw new RouteLmtError(
    "format-unknown",
    "This is not a file with translatable strings",
    `Open one of these: ${known}.`,
  );
}

/** A source file, and the languages to translate it to. */
export interface Choice {
  readonly source: vscode.Uri;
  readonly targets: readonly string[];
  /** Whether stale translations that RouteLMT wrote are made again. */
  readonly isStaleToo?: boolean;
}

/**
 * Asks for the target languages; the ones of the settings, or those whose file exists and those that another
 * tool's settings name, are chosen beforehand. On a target file, its source file and its own language are meant.
 *
 * @returns undefined when the user leaves
 */
export async function pickTargets(
  file: vscode.Uri,
  settings: Settings,
  directions: readonly Direction[],
): Promise<Choice | undefined> {
  const languages = directions.map(({ target }) => target);
  const own = await sourceOf(file, settings.source, [...settings.targets, ...languages]);
  if (own) return { source: own.source, targets: [own.language] };
  const text = (await currentText(file))?.text ?? "";
  const layout = await layoutOf(file);
  const existing = await Promise.all(
    languages.map(async (language) => ((await hasTarget(file, text, settings, layout, language)) ? [language] : [])),
  );
  const picked = settings.targets.length > 0 ? settings.targets : [...existing.flat(), ...layout.targets];
  const items = [...new Set([...settings.targets, ...languages])].map((language) => ({
    label: languageName(language),
    description: language,
    picked: picked.includes(language),
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: vscode.l10n.t("Translate {0}", vscode.workspace.asRelativePath(file)),
    placeHolder: vscode.l10n.t("Target languages"),
  });
  if (!chosen || chosen.length === 0) return undefined;
  return { source: file, targets: chosen.map(({ description }) => description) };
}

/** Opens the files of a choice, with what is known of their translations. Throws as {@link openJobs}. */
export async function openChoice(
  context: Context,
  { source, targets, isStaleToo }: Choice,
  settings: Settings,
): Promise<OpenJob[]> {
  const title = vscode.l10n.t("RouteLMT: reading earlier translations");
  const knowledge = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    context.knowledge.open([source.fsPath], settings, targets),
  );
  return openJobs(source, settings, targets, knowledge, context.records, isStaleToo);
}

async function hasTarget(
  file: vscode.Uri,
  text: string,
  settings: Settings,
  layout: ToolLayout,
  language: string,
): Promise<boolean> {
  try {
    return await exists(targetUri(formatFor(file.path, text), file, text, settings, layout, language));
  } catch {
    return false;
  }
}
