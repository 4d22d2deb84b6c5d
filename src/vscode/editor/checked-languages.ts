import * as vscode from "vscode";
import type { Format } from "#core/formats/format.js";
import { isInFolder, MENU_PATTERN, mayHaveAllLanguages } from "#core/project/locale-globs.js";
import { languagesInPath } from "#core/project/path-words.js";
import type { Settings } from "./settings.js";
import { type SourceUri, sourceOf } from "./source-of.js";

/** The languages of a document's translations, each with the file that has the source texts. */
export async function targetsIn(
  uri: vscode.Uri,
  text: string,
  format: Format,
  settings: Settings,
): Promise<SourceUri[]> {
  if (format.isTemplate?.(uri.path, text)) return [];
  if (format.holds === "all-languages") {
    // A table of languages anywhere else may be anything: a termbase, a price list.
    const isPlace = format.isTree ? isInFolder(uri.path) || mayHaveAllLanguages(uri.path) : MENU_PATTERN.test(uri.path);
    const there = isPlace ? (format.languagesIn?.(text) ?? []) : [];
    const languages = settings.targets.length > 0 ? settings.targets : there.filter((one) => one !== settings.source);
    return languages.map((language) => ({ source: uri, language }));
  }
  if (format.holds === "source-and-target") {
    const template = format.addsTexts ? await sourceOf(uri, settings.source) : undefined;
    if (template) return [template];
    // Folders above the workspace say nothing about languages.
    const named = languagesInPath(vscode.workspace.asRelativePath(uri, false));
    const language = format.languageOf?.(text) ?? named.find((one) => one !== settings.source);
    return language === undefined || language === settings.source ? [] : [{ source: uri, language }];
  }
  const found = await sourceOf(uri, settings.source);
  return found ? [found] : [];
}
