import * as vscode from "vscode";
import { DecisionStore } from "#vscode/state/decision-store.js";
import { ProjectStores } from "#vscode/state/project-stores.js";

/** A file below the opened folder. */
export function inWorkspace(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error("The suite needs an opened folder.");
  return vscode.Uri.joinPath(folder.uri, path);
}

/** An empty store of decisions. */
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
 * Closes all editors, and makes a new folder with an English file, and a German one if its text is given.
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

/** ms; generous, because the machine may be busy. */
const PATIENCE = 60_000;

/**
 * Waits until a condition is true.
 *
 * @param what the condition, for the error, with the present state if that helps
 */
export async function until(holds: () => boolean | Promise<boolean>, what: string | (() => string)): Promise<void> {
  for (const end = Date.now() + PATIENCE; !(await holds()); ) {
    if (Date.now() > end) throw new Error(`Waited in vain until ${typeof what === "string" ? what : what()}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Writes a file that the active editor shows, and reloads it: the editor's watchers never notice changes in some new
 * folders.
 */
export async function writeShown(file: vscode.Uri, text: string): Promise<void> {
  await write(vscode.workspace.asRelativePath(file), text);
  await vscode.commands.executeCommand("workbench.action.files.revert");
}

/** Milliseconds in which an undo has its effect, also on a busy machine. */
const UNDO_TIME = 10_000;

/**
 * Undoes the last edit of a document. Focuses it first, or the command might go to the summary of a run; that may take
 * the focus once it is loaded, and then the command is given again.
 */
export async function undo(document: vscode.TextDocument): Promise<void> {
  const { version } = document;
  let again = 0;
  await until(async () => {
    if (document.version !== version) return true;
    if (Date.now() < again) return false;
    again = Date.now() + UNDO_TIME;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("undo");
    return document.version !== version;
  }, "the last edit is undone");
}

/** Accepts the default in every input of a command until the command is done; there is no event for an open input. */
export async function accepting(command: Thenable<unknown>): Promise<void> {
  let isDone = false;
  const done = Promise.resolve(command).finally(() => {
    isDone = true;
  });
  done.catch(() => undefined); // Reported below, or after the time-out.
  await until(async () => {
    await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    return isDone;
  }, "a command that asks is done");
  await done;
}

/** Changes a setting of the workspace for a test; call `changed.undo` in `afterEach`. */
export async function change(name: string, value: unknown): Promise<void> {
  const settings = vscode.workspace.getConfiguration("routelmt");
  if (!changed.before.has(name)) changed.before.set(name, settings.inspect(name)?.workspaceValue);
  await settings.update(name, value, vscode.ConfigurationTarget.Workspace);
}

/** The settings changed by {@link change}. */
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
