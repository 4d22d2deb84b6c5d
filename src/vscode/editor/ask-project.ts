import * as vscode from "vscode";

/** The project that a command is about. */
export interface AskedProject {
  /** A file or folder of it; undefined in a window without a folder and a file. */
  readonly resource: vscode.Uri | undefined;
  /** Its folder's name where the window has several folders, else empty. */
  readonly name: string;
}

/**
 * The project of a file, else that of the active editor, else the only one of the window, else the one that a person picks.
 *
 * @returns undefined when the person leaves
 */
export async function askProject(file?: vscode.Uri): Promise<AskedProject | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const active = vscode.window.activeTextEditor?.document.uri;
  const isInside = (uri: vscode.Uri): boolean => vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  const known = file ?? (active && (isInside(active) || folders.length === 0) ? active : undefined);
  if (known || folders.length < 2) return named(known ?? folders[0]?.uri);
  const placeHolder = vscode.l10n.t("Which project?");
  // The editor's own pick for folders closes when a panel takes the focus back, whatever it is told.
  const items = folders.map(({ name, uri }) => ({ label: name, description: uri.fsPath, uri }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder, ignoreFocusOut: true });
  return picked && named(picked.uri);
}

/** What is said of a project, which is named where there are several. */
export function withProject(text: string, { name }: AskedProject): string {
  return name === "" ? text : `${text} · ${name}`;
}

function named(resource: vscode.Uri | undefined): AskedProject {
  const hasSeveral = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
  const folder = resource && vscode.workspace.getWorkspaceFolder(resource);
  return { resource, name: hasSeveral && folder ? folder.name : "" };
}
