import * as vscode from "vscode";
import { formatFor } from "#core/formats/registry.js";
import type { LanguageTag } from "#core/language/tag.js";
import type { ProjectFiles } from "#core/project/file-groups.js";
import { type LanguageState, languageState, type SegmentPlace } from "#core/status/language-state.js";
import { languagesOfGroup } from "#core/status/project-languages.js";
import type { Place } from "#core/text/position.js";
import type { SourceRecords } from "#workspace/source-records.js";
import { currentText, layoutOf, targetUri } from "./files.js";
import type { Settings } from "./settings.js";

/** A target language of some files that belong together. */
export interface WorkspaceLanguage {
  readonly language: LanguageTag;
  /** The file that a translation starts from; the target itself where it holds both. */
  readonly source: vscode.Uri;
  /** May not be there yet. */
  readonly target: vscode.Uri;
}

/**
 * The languages that a group of files is translated to: those that are there, and those of the settings.
 *
 * @throws {RouteLmtError} as {@link languagesOfGroup}
 */
export async function languagesIn(
  group: ProjectFiles,
  folder: vscode.Uri,
  settings: Settings,
): Promise<WorkspaceLanguage[]> {
  const uri = (path: string): vscode.Uri => folder.with({ path });
  const layout = await layoutOf(uri(group.path));
  const languages = await languagesOfGroup(group, {
    source: settings.source,
    targets: settings.targets,
    isTargetNamed: settings.targetFile !== undefined,
    textOf: async (path) => (await currentText(uri(path)))?.text,
    targetOf: (path, text, language) =>
      targetUri(formatFor(path, text), uri(path), text, settings, layout, language).path,
  });
  return languages.map(({ language, source, target }) => ({ language, source: uri(source), target: uri(target) }));
}

/**
 * How far the translation into a language is.
 *
 * @throws {RouteLmtError} `format-malformed`, naming the file
 */
export async function languageStateOf(
  { language, source, target }: WorkspaceLanguage,
  settings: Settings,
  records: SourceRecords,
): Promise<LanguageState> {
  const from = (await currentText(source))?.text ?? "";
  const to = (await currentText(target))?.text;
  const recorded = await records.recordedIn(target.fsPath, language);
  const direction = { source: settings.source, target: language };
  const format = formatFor(source.path, from);
  return languageState(
    format,
    { path: source.fsPath, text: from },
    { path: target.fsPath, text: to },
    direction,
    recorded,
  );
}

/** Where the editor shows a segment of a language. */
export function locationOf(place: SegmentPlace, { source, target }: WorkspaceLanguage): vscode.Location {
  const position = ({ line, column }: Place): vscode.Position => new vscode.Position(line - 1, column - 1);
  const file = place.path === target.fsPath ? target : source;
  return new vscode.Location(file, new vscode.Range(position(place.start), position(place.end)));
}
