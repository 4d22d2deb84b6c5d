import type * as vscode from "vscode";
import { languagesInPath } from "../core/formats/layout.js";
import type { ProjectFiles } from "../core/formats/project-files.js";
import { formatFor } from "../core/formats/registry.js";
import type { LanguageTag } from "../core/segment.js";
import { currentText, targetUri } from "./files.js";
import type { Settings } from "./settings.js";

/** A target language of some files that belong together. */
export interface ProjectLanguage {
  readonly language: LanguageTag;
  /** The file that a translation starts from; the target itself where it holds both. */
  readonly source: vscode.Uri;
  /** May not be there yet. */
  readonly target: vscode.Uri;
}

/**
 * The languages that a group of files is translated to: those that are there, and those of the settings.
 *
 * @throws {RouteLmtError} `format-malformed`, `format-unknown`
 */
export async function languagesOfGroup(
  group: ProjectFiles,
  folder: vscode.Uri,
  settings: Settings,
): Promise<ProjectLanguage[]> {
  const uri = (path: string): vscode.Uri => folder.with({ path });
  const languages = new Map<LanguageTag, ProjectLanguage>();
  const add = (one: ProjectLanguage): unknown => languages.has(one.language) || languages.set(one.language, one);
  if (group.kind === "source") {
    for (const one of await fromSource(uri(group.path), group.targets, settings)) add(one);
  } else {
    for (const path of group.files) for (const one of await fromBoth(uri(path), settings)) add(one);
  }
  return [...languages.values()].sort((a, b) => (a.language < b.language ? -1 : 1));
}

async function fromSource(
  source: vscode.Uri,
  targets: ReadonlyMap<LanguageTag, string>,
  settings: Settings,
): Promise<ProjectLanguage[]> {
  const text = (await currentText(source))?.text ?? "";
  const format = formatFor(source.path, text);
  const languages = [...targets.keys(), ...settings.targets.filter((language) => !isSource(language, settings))];
  return languages.map((language) => {
    const found = targets.get(language);
    const named = targetUri(format, source, text, settings, language);
    // Of two catalogs that hold source and target each, the source language's is no source of the other.
    const holdsBoth = named.path === source.path;
    const isFound = found !== undefined && (settings.targetFile === undefined || holdsBoth);
    const target = isFound ? source.with({ path: found }) : named;
    return { language, source: holdsBoth ? target : source, target };
  });
}

async function fromBoth(file: vscode.Uri, settings: Settings): Promise<ProjectLanguage[]> {
  const text = (await currentText(file))?.text ?? "";
  const format = formatFor(file.path, text);
  const isTemplate = format.isTemplate?.(file.path, text) ?? false;
  if (format.holds === "all-languages" || isTemplate) {
    const there = (format.languagesIn?.(text) ?? []).filter((language) => !isSource(language, settings));
    return fromSource(file, new Map(there.map((language) => [language, file.path])), settings);
  }
  const language = format.languageOf?.(text) ?? languagesInPath(file.path)[0];
  if (language === undefined || isSource(language, settings)) return [];
  return [{ language, source: file, target: file }];
}

function isSource(language: LanguageTag, { source }: Settings): boolean {
  return language === source;
}
