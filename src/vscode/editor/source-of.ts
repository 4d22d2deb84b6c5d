import * as vscode from "vscode";
import type { LanguageTag } from "#core/language/tag.js";
import { sourceOf as sourcePathOf } from "#workspace/source-of.js";
import { vscodeWorkspace } from "./files.js";

/** The source file of a target file, and the target's language. */
export interface SourceUri {
  readonly source: vscode.Uri;
  readonly language: LanguageTag;
}

/** The source file of a target file, as {@link sourcePathOf} finds it. */
export async function sourceOf(file: vscode.Uri, from: LanguageTag): Promise<SourceUri | undefined> {
  const found = await sourcePathOf(vscodeWorkspace, file.fsPath, from);
  return found && { source: vscode.Uri.file(found.source), language: found.language };
}
