import * as vscode from "vscode";
import { temporaryFolder } from "../editor/temporary-folder.js";

/** The example project, in the extension's folder. */
const SAMPLE = "examples/webshop";

interface FolderItem extends vscode.QuickPickItem {
  readonly into: () => Promise<vscode.Uri | undefined>;
}

/** *Open Sample*: copies the example project to a folder of the person's choice, and opens it. */
export async function openSample(extensionUri: vscode.Uri): Promise<void> {
  const items: FolderItem[] = [
    { label: vscode.l10n.t("In a temporary folder"), into: temporaryFolder },
    { label: vscode.l10n.t("In a folder of your choice…"), into: chosenFolder },
  ];
  const title = vscode.l10n.t("Open Sample: the strings of a small bookshop");
  const into = await (await vscode.window.showQuickPick(items, { title }))?.into();
  if (!into) return;
  const copy = await copySample(extensionUri, into);
  const forceNewWindow = vscode.workspace.workspaceFolders !== undefined;
  await vscode.commands.executeCommand("vscode.openFolder", copy, { forceNewWindow });
}

/** Copies the example project into a folder, under an unused name. */
export async function copySample(extensionUri: vscode.Uri, into: vscode.Uri): Promise<vscode.Uri> {
  const there = new Set((await vscode.workspace.fs.readDirectory(into)).map(([name]) => name));
  let name = "webshop";
  for (let number = 2; there.has(name); number++) name = `webshop-${number}`;
  const copy = vscode.Uri.joinPath(into, name);
  await vscode.workspace.fs.copy(vscode.Uri.joinPath(extensionUri, SAMPLE), copy, { overwrite: false });
  return copy;
}

async function chosenFolder(): Promise<vscode.Uri | undefined> {
  const openLabel = vscode.l10n.t("Copy the Sample Here");
  const [folder] =
    (await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, openLabel })) ?? [];
  return folder;
}
