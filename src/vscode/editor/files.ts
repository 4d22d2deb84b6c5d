import { dirname } from "node:path";
import * as vscode from "vscode";
import { RouteLmtError, said } from "#core/errors.js";
import { decodeFile } from "#core/formats/registry.js";
import { isOwnTarget } from "#core/project/target-path.js";
import type { DecodedText, Encoding } from "#core/text/encoding.js";
import { listOnDisk, stampOnDisk } from "#node/node-workspace.js";
import { MAX_TEXT_BYTES } from "#node/read-bytes.js";
import { isSameFile } from "#node/same-file.js";
import { readTextFile, removeTextFile, writeTextFile } from "#node/text-file.js";
import { placeToWrite, refuseReadOutside, type WriteScope } from "#node/write-place.js";
import type { JobChoice } from "#workspace/open-jobs.js";
import { ProjectPaths } from "#workspace/project-paths.js";
import { isRecord } from "#workspace/source-records.js";
import type { TargetChoice } from "#workspace/target-of.js";
import type { Workspace } from "#workspace/workspace.js";
import { searchFiles } from "./file-search.js";
import type { Settings } from "./settings.js";

/** A file as the editor sees it now: the open document's text, otherwise the one on disk. */
export interface CurrentText extends DecodedText {
  readonly document?: vscode.TextDocument;
}

/** The current text of a file; undefined if there is none. */
export async function currentText(file: vscode.Uri, maxBytes?: number): Promise<CurrentText | undefined> {
  const document = openDocument(file);
  if (document) return { text: document.getText(), encoding: encodingOf(document), document };
  return file.scheme === "file" ? readTextFile(file.fsPath, projectFolderOf(file), maxBytes) : readElsewhere(file);
}

/** A file that is not on disk. */
async function readElsewhere(file: vscode.Uri): Promise<DecodedText | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    if (size > MAX_TEXT_BYTES) {
      const advice = said`Split the file, or remove it if it has no texts.`;
      throw new RouteLmtError("file-missing", said`${file.path} cannot be read: it is too large`, advice);
    }
    return decodeFile(file.path, await vscode.workspace.fs.readFile(file));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return undefined;
    throw error;
  }
}

/** The open documents by address: the editor makes a new list of them for everybody who asks. */
let openDocuments: ReadonlyMap<string, vscode.TextDocument> | undefined;
const forgetDocuments = (): void => {
  openDocuments = undefined;
};
vscode.workspace.onDidOpenTextDocument(forgetDocuments);
vscode.workspace.onDidCloseTextDocument(forgetDocuments);

function openDocument(file: vscode.Uri): vscode.TextDocument | undefined {
  openDocuments ??= new Map(vscode.workspace.textDocuments.map((one) => [one.uri.toString(), one]));
  const document = openDocuments.get(file.toString());
  return document?.isClosed ? undefined : document;
}

/** The editor's `iso88591` is `iso-8859-1` elsewhere. */
function encodingOf({ encoding }: vscode.TextDocument): Encoding {
  const [, family, rest] = /^(iso8859|windows|koi8)(\w+)$/.exec(encoding) ?? [];
  if (family !== undefined) return `${family.replace("iso8859", "iso-8859")}-${rest}`;
  return encoding.startsWith("utf16") ? encoding.replace("utf16", "utf-16") : "utf-8";
}

/** The settings for jobs: where targets are, and what becomes of drafts. */
export function jobSettings({
  source,
  targetFile,
  writeDrafts,
}: Settings): TargetChoice & Pick<JobChoice, "writeDrafts"> {
  return {
    source,
    writeDrafts,
    namedTarget: ({ format, path, text }, target) =>
      isOwnTarget(format, path, text) ? undefined : targetFile?.replaceAll("{lang}", target),
  };
}

/** Other tools' settings for a file's project. */
export function projectPathsOf(file: vscode.Uri): Promise<ProjectPaths> {
  return ProjectPaths.above(vscodeWorkspace, dirname(file.fsPath));
}

/** Where the editor may write: only in the workspace folder while it is untrusted. */
function scopeOf(file: vscode.Uri): WriteScope {
  return { project: projectFolderOf(file), isClosed: !vscode.workspace.isTrusted };
}

/** The folder in which a file's record of sources is created if there is none yet. */
function projectFolderOf(file: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(file)?.uri.fsPath ?? vscode.Uri.joinPath(file, "..").fsPath;
}

/** Replaces the changed part of an open document, as one undoable edit. */
async function replaceIn(document: vscode.TextDocument, old: string, text: string): Promise<void> {
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
  edit.replace(document.uri, range, text.slice(start, text.length - end));
  if (document.getText() !== old || !(await vscode.workspace.applyEdit(edit))) {
    throw new RouteLmtError(
      "file-changed",
      said`${document.uri.fsPath} changed before it could be written`,
      said`Run again; the file is as you left it.`,
    );
  }
}

/** A change of a file on disk. */
interface DiskChange {
  readonly path: string;
  /** Whether the file was created or removed. */
  readonly isPresenceChange: boolean;
}

const written = new vscode.EventEmitter<DiskChange>();
/** A file was written or removed on disk: the editor's watchers notice later, and miss some in new folders. */
export const onDidWrite = written.event;

/** The files of the editor's projects: open documents as they are, changed by undoable edits; others on disk. */
export const vscodeWorkspace: Workspace = {
  read: async (path, maxBytes) => {
    const file = vscode.Uri.file(path);
    // Somebody may have opened a link: that is no reason to send its target.
    if (openDocument(file)) await refuseReadOutside(path, projectFolderOf(file));
    return currentText(file, maxBytes);
  },
  stampOf: async (path) => {
    const document = openDocument(vscode.Uri.file(path));
    return document?.isDirty ? `version ${document.version}` : stampOnDisk(path);
  },
  isSame: isSameFile,
  list: listOnDisk,
  find: searchFiles,
  checkWritable: async (path) => {
    await placeToWrite(path, scopeOf(vscode.Uri.file(path)));
  },
  replace: async (path, before, after) => {
    const file = vscode.Uri.file(path);
    const document = openDocument(file);
    // Nobody edits an open record: what is on disk counts for others.
    if (!document || (isRecord(path) && !document.isDirty)) {
      await writeTextFile(path, after, { ...scopeOf(file), expected: { before } });
      written.fire({ path, isPresenceChange: before === undefined });
      return;
    }
    await placeToWrite(path, scopeOf(file));
    await replaceIn(document, before?.text ?? "", after.text);
  },
  remove: async (path, before) => {
    const file = vscode.Uri.file(path);
    if (!openDocument(file)) {
      await removeTextFile(path, before, scopeOf(file));
      written.fire({ path, isPresenceChange: true });
      return;
    }
    await placeToWrite(path, scopeOf(file));
    const edit = new vscode.WorkspaceEdit();
    edit.deleteFile(file);
    if (!(await vscode.workspace.applyEdit(edit)))
      throw new RouteLmtError("file-write", said`${path} cannot be removed`, said`Close it and try again.`);
  },
  projectFolderOf: (path) => projectFolderOf(vscode.Uri.file(path)),
};
