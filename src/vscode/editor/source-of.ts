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

/** Scheme of the documents that stand for source files whose texts are in the keys of their translations. */
export const SOURCE_SCHEME = "routelmt-source";

const changed = new vscode.EventEmitter<vscode.Uri>();

/** The texts of a source file that is missing or incomplete, because the keys are the texts: to read, not to edit or save. */
export const sourceTexts: vscode.TextDocumentContentProvider = {
  onDidChange: changed.event,
  provideTextDocumentContent: async ({ path, query }) => (await sourceTextOf(vscode.Uri.file(path), query))?.text,
};

/** A source file as a document; where the keys are the texts, one of {@link SOURCE_SCHEME} that has all of them. */
export async function openSource(file: vscode.Uri, from: LanguageTag): Promise<vscode.TextDocument> {
  const read = await sourceTextOf(file, from);
  if (!read?.keysAreTexts) return vscode.workspace.openTextDocument(file);
  const texts = vscode.Uri.from({ scheme: SOURCE_SCHEME, path: file.path, query: from });
  changed.fire(texts);
  return vscode.workspace.openTextDocument(texts);
}
