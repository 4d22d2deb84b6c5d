import * as vscode from "vscode";
import type { LanguageTag } from "#core/language/tag.js";
import { sourceOf as sourcePathOf } from "#workspace/source-of.js";
import { readSourceText, type SourceText } from "#workspace/source-text.js";
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

/** The current text of a source file, as {@link readSourceText} reads it. */
export function sourceTextOf(file: vscode.Uri, from: LanguageTag, maxBytes?: number): Promise<SourceText | undefined> {
  return readSourceText(vscodeWorkspace, file.fsPath, from, maxBytes);
}

/** A source file as a document; without a file, one that has the texts and is saved nowhere. */
export async function openSource(file: vscode.Uri, from: LanguageTag): Promise<vscode.TextDocument> {
  const isThere = (await vscodeWorkspace.stampOf(file.fsPath)) !== undefined;
  const content = isThere ? undefined : (await sourceTextOf(file, from))?.text;
  return content === undefined
    ? vscode.workspace.openTextDocument(file)
    : vscode.workspace.openTextDocument({ content });
}
