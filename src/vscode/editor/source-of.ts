import * as vscode from "vscode";
import type { LanguageTag } from "#core/language/tag.js";
import { sourcePaths } from "#core/project/target-path.js";
import { layoutOf } from "./files.js";

/** The source file of a target file, and the target's language. */
export interface SourceFile {
  readonly source: vscode.Uri;
  readonly language: LanguageTag;
}

/**
 * The source file of a target file: where the settings of other tools say, else in the first of some
 * languages in which there is one; undefined when the file is no target.
 *
 * @param from the source language
 */
export async function sourceOf(
  file: vscode.Uri,
  from: LanguageTag,
  languages: readonly LanguageTag[],
): Promise<SourceFile | undefined> {
  const told = (await layoutOf(file)).sourceOf(file.fsPath, from);
  if (told) {
    const source = file.with({ path: vscode.Uri.file(told.source).path });
    if (await exists(source)) return { source, language: told.language };
  }
  for (const language of languages) {
    if (language === from) continue;
    for (const path of sourcePaths(file.path, language, from)) {
      const source = file.with({ path });
      if (await exists(source)) return { source, language };
    }
  }
  return undefined;
}

/** Whether there is such a file. */
export function exists(file: vscode.Uri): Promise<boolean> {
  return Promise.resolve(vscode.workspace.fs.stat(file)).then(
    () => true,
    () => false,
  );
}
