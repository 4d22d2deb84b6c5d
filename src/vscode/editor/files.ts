import { dirname } from "node:path";
import * as vscode from "vscode";
import { RouteLmtError } from "#core/errors.js";
import type { Format } from "#core/formats/format.js";
import { decodeFile } from "#core/formats/registry.js";
import type { LanguageTag } from "#core/language/tag.js";
import { isOwnTarget } from "#core/project/target-path.js";
import type { DecodedText, Encoding } from "#core/text/encoding.js";
import { writeTextFile } from "#node/text-file.js";
import type { JobChoice } from "#workspace/open-jobs.js";
import type { TargetChoice } from "#workspace/target-of.js";
import { ToolLayout } from "#workspace/tool-layout.js";
import type { Workspace } from "#workspace/workspace.js";
import type { Settings } from "./settings.js";

/** A file as the editor sees it now: the open document's text, else the one on disk. */
export interface CurrentText extends DecodedText {
  readonly document?: vscode.TextDocument;
}

/** The current text of a file; undefined when there is none. */
export async function currentText(file: vscode.Uri): Promise<CurrentText | undefined> {
  const document = openDocument(file);
  if (document) return { text: document.getText(), encoding: encodingOf(document), document };
  try {
    return decodeFile(file.path, await vscode.workspace.fs.readFile(file));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return undefined;
    throw error;
  }
}

function openDocument(file: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((one) => one.uri.toString() === file.toString() && !one.isClosed);
}

/** The editor's `iso88591` is `iso-8859-1` elsewhere. */
function encodingOf({ encoding }: vscode.TextDocument): Encoding {
  const [, family, rest] = /^(iso8859|windows|koi8)(\w+)$/.exec(encoding) ?? [];
  if (family !== undefined) return `${family.replace("iso8859", "iso-8859")}-${rest}`;
  return encoding.startsWith("utf16") ? encoding.replace("utf16", "utf-16") : "utf-8";
}

/**
 * The file that holds the translations of a source file into a language: where the setting says, else
 * where {@link ToolLayout.targetFileOf} says. A file that holds source and target itself stays what it is.
 *
 * @throws {RouteLmtError} `language-unknown` when neither tells, `option-invalid` when it is the source file
 */
export function targetUri(
  format: Format,
  source: vscode.Uri,
  text: string,
  settings: Settings,
  layout: ToolLayout,
  language: LanguageTag,
): vscode.Uri {
  const { targetFile } = settings;
  if (targetFile === undefined || isOwnTarget(format, source.path, text)) {
    const found = layout.targetFileOf(format, source.fsPath, text, settings.source, language);
    return source.with({ path: vscode.Uri.file(found).path });
  }
  const target = source.with({ path: vscode.Uri.file(targetFile.replaceAll("{lang}", language)).path });
  if (target.toString() !== source.toString()) return target;
  throw new RouteLmtError(
    "option-invalid",
    `The setting routelmt.targetFile makes ${source.fsPath} its own translation into ${language}`,
    "Choose another language, or change the setting.",
  );
}

/** What the settings say of jobs: where targets are, and what becomes of drafts. */
export function jobSettings({
  source,
  targetFile,
  writeDrafts,
}: Settings): TargetChoice & Pick<JobChoice, "writeDrafts"> {
  return {
    source,
    writeDrafts,
    namedTarget: (format, path, text, target) =>
      isOwnTarget(format, path, text) ? undefined : targetFile?.replaceAll("{lang}", target),
  };
}

/** What the settings of other tools say of a file's project. */
export function layoutOf(file: vscode.Uri): Promise<ToolLayout> {
  return ToolLayout.above(dirname(file.fsPath));
}

/** The folder that a file's record of sources is made in, where there is none yet. */
export function projectFolderOf(file: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(file)?.uri.fsPath ?? vscode.Uri.joinPath(file, "..").fsPath;
}

/**
 * Replaces what changed of a file: an open document as one undoable edit, a closed file atomically.
 *
 * @param before undefined for a new file
 * @param encoding of a new file
 * @throws {RouteLmtError} `file-changed` when the document changed in the same moment
 */
export async function replaceText(
  file: vscode.Uri,
  before: DecodedText | undefined,
  text: string,
  encoding: Encoding = "utf-8",
): Promise<void> {
  const document = openDocument(file);
  if (!document) {
    await writeTextFile(file.fsPath, { text, encoding: before?.encoding ?? encoding });
    return;
  }
  const old = before?.text ?? "";
  let start = 0;
  while (start < old.length && start < text.length && old[start] === text[start]) start++;
  let end = 0;
  while (
    end < old.length - start &&
    end < text.length - start &&
    old[old.length - 1 - end] === text[text.length - 1 - end]
  )
    end++;
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(start), document.positionAt(old.length - end));
  edit.replace(file, range, text.slice(start, text.length - end));
  if (document.getText() !== old || !(await vscode.workspace.applyEdit(edit))) {
    throw new RouteLmtError(
      "file-changed",
      `${file.fsPath} changed while it was to be written`,
      "Run again; the file is as you left it.",
    );
  }
}

/** The files of the editor's projects. */
export const vscodeWorkspace: Workspace = {
  read: (path) => currentText(vscode.Uri.file(path)),
  replace: (path, before, { text, encoding }) => replaceText(vscode.Uri.file(path), before, text, encoding),
  projectFolderOf: (path) => projectFolderOf(vscode.Uri.file(path)),
};
