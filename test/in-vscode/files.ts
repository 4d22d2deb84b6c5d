import * as vscode from "vscode";
import { DecisionStore } from "#vscode/state/decision-store.js";
import { ProjectStores } from "#vscode/state/project-stores.js";

/** A file below the opened folder. */
export function inWorkspace(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error("The suite needs an opened folder.");
  return vscode.Uri.joinPath(folder.uri, path);
}

/** A store of decisions that knows nothing yet. */
export function newDecisions(): DecisionStore {
  const log = vscode.window.createOutputChannel("RouteLMT test", { log: true });
  return new DecisionStore(new ProjectStores(), log);
}

/** Writes a file of the workspace. */
export async function write(path: string, text: string): Promise<vscode.Uri> {
  const file = inWorkspace(path);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  return file;
}

/** The two files of a small project. */
export interface Locales {
  readonly folder: string;
  readonly source: vscode.Uri;
  readonly target: vscode.Uri;
}

/**
 * Closes all editors, and makes a folder of its own with an English file, and a German one where its text is given.
 *
 * @param name what the folder's name begins with
 */
export async function newLocales(name: string, english: string, german?: string): Promise<Locales> {
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  await vscode.extensions.getExtension("routelmt.routelmt")?.activate();
  const folder = `${name}-${Date.now()}`;
  const source = await write(`${folder}/locales/en.json`, english);
  const target = inWorkspace(`${folder}/locales/de.json`);
  if (german !== undefined) await write(`${folder}/locales/de.json`, german);
  return { folder, source, target };
}

/** Reads a file of the workspace as it is on disk. */
export async function read(file: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
}

/** ms that something may take on a machine that is busy with other things. */
const PATIENCE = 60_000;

/**
 * Waits until something holds.
 *
 * @param what it is, and how it is now where that is of use
 */
export async function until(holds: () => boolean | Promise<boolean>, what: string | (() => string)): Promise<void> {
  for (const end = Date.now() + PATIENCE; !(await holds()); ) {
    if (Date.now() > end) throw new Error(`Waited in vain until ${typeof what === "string" ? what : what()}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Writes a file that the active editor shows, and has it read again: the editor's watchers see nothing of some new folders,
 * however long one waits.
 */
export async function writeShown(file: vscode.Uri, text: string): Promise<void> {
  await write(vscode.workspace.asRelativePath(file), text);
  await vscode.commands.executeCommand("workbench.action.files.revert");
}

/** Accepts what a command asks for, as it stands, until it is done: nothing says when an input is open. */
export async function accepting(command: Thenable<unknown>): Promise<void> {
  let isDone = false;
  const done = Promise.resolve(command).finally(() => {
    isDone = true;
  });
  done.catch(() => undefined); // Told below, or after the wait in vain.
  await until(async () => {
    await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    return isDone;
  }, "a command that asks is done");
  await done;
}

/** Changes a setting of the workspace for a test; `changed.undo` belongs into its `afterEach`. */
export async function change(name: string, value: unknown): Promise<void> {
  const settings = vscode.workspace.getConfiguration("routelmt");
  if (!changed.before.has(name)) changed.before.set(name, settings.inspect(name)?.workspaceValue);
  await settings.update(name, value, vscode.ConfigurationTarget.Workspace);
}

/** What {@link change} changed. */
export const changed = {
  before: new Map<string, unknown>(),
  undo: async (): Promise<void> => {
    for (const [name, value] of changed.before)
      await vscode.workspace.getConfiguration("routelmt").update(name, value, vscode.ConfigurationTarget.Workspace);
    changed.before.clear();
  },
};

/** The labels of a document's inlay hints. */
export async function hintsOf(
  document: vscode.TextDocument,
  range = new vscode.Range(0, 0, document.lineCount, 0),
): Promise<string[]> {
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    "vscode.executeInlayHintProvider",
    document.uri,
    range,
  );
  return hints.map(({ label }) => String(label));
}

/** The Markdown of the hover right after a text. */
export async function hoverOf(document: vscode.TextDocument, text: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    document.positionAt(document.getText().indexOf(text) + text.length),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === "string" ? content : content.value))
    .join("\n");
}
