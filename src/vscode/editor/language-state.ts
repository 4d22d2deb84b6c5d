import * as vscode from "vscode";
import type { LanguageTag } from "#core/language/tag.js";
import type { ProjectFiles } from "#core/project/file-groups.js";
import type { LanguageState, SegmentPlace } from "#core/status/language-state.js";
import type { Position } from "#core/text/position.js";
import type { KnownSettings } from "#workspace/project-paths.js";
import { languagesIn as languagesOf, languageStateOf as stateOf } from "#workspace/project-status.js";
import type { SourceRecords } from "#workspace/source-records.js";
import { jobSettings, vscodeWorkspace } from "./files.js";
import type { Settings } from "./settings.js";

/** A target language of some files that belong together. */
export interface WorkspaceLanguage {
  readonly language: LanguageTag;
  /** The source file; the target itself if it holds both. */
  readonly source: vscode.Uri;
  /** May not exist yet. */
  readonly target: vscode.Uri;
}

/**
 * The languages that a group of files is translated into: the existing ones, and those in the settings. Throws as
 * {@link languagesOf}.
 *
 * @param known as {@link languagesOf} takes it
 */
export async function languagesIn(
  group: ProjectFiles,
  settings: Settings,
  known?: KnownSettings,
): Promise<WorkspaceLanguage[]> {
  const scope = { ...jobSettings(settings), targets: settings.targets };
  const languages = await languagesOf(vscodeWorkspace, group, scope, known);
  return languages.map(({ language, source, target }) => ({
    language,
    source: vscode.Uri.file(source),
    target: vscode.Uri.file(target),
  }));
}

/** The state of the translation into a language. Throws as {@link stateOf}. */
export function languageStateOf(
  { language, source, target }: WorkspaceLanguage,
  settings: Settings,
  records: SourceRecords,
): Promise<LanguageState> {
  const files = { language, source: source.fsPath, target: target.fsPath };
  return stateOf(vscodeWorkspace, records, files, settings.source);
}

/** Where the editor shows a segment of a language. */
export function locationOf(place: SegmentPlace, { source, target }: WorkspaceLanguage): vscode.Location {
  const position = ({ line, column }: Position): vscode.Position => new vscode.Position(line - 1, column - 1);
  const file = place.path === target.fsPath ? target : source;
  return new vscode.Location(file, new vscode.Range(position(place.start), position(place.end)));
}
