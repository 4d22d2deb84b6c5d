import { setImmediate as nextTurn } from "node:timers/promises";
import * as vscode from "vscode";
import { findFormat } from "#core/formats/registry.js";
import { MENU_PATTERN } from "#core/project/locale-globs.js";
import type { LanguageState } from "#core/status/language-state.js";
import type { SourceRecords } from "#workspace/source-records.js";
import { sourceStampOf } from "#workspace/source-text.js";
import { onDidWrite, vscodeWorkspace } from "../editor/files.js";
import { languageStateOf, languagesIn, type WorkspaceLanguage } from "../editor/language-state.js";
import { findProjects, type OpenFolder } from "../editor/project.js";
import { readSettings } from "../editor/settings.js";
import { watchFiles } from "../editor/watch-files.js";
import { FileSearches } from "./file-searches.js";

/** Milliseconds without a change after which listeners are notified. */
const DELAY = 500;

/** The state of a language, or why it is unknown. */
export type KnownLanguage = WorkspaceLanguage & ({ readonly state: LanguageState } | { readonly error: unknown });

/** The state of a language, and the stamps of its files. */
interface Known {
  readonly stamp: string;
  readonly state: LanguageState;
}

/**
 * The files with translations in this window, their languages, and the languages' states. Results are cached until a file changes;
 * languages are read one at a time, so that the editor stays responsive.
 */
export class Projects implements vscode.Disposable {
  readonly #records: SourceRecords;
  readonly #changed = new vscode.EventEmitter<void>();
  /** Files, settings or folders have changed a moment ago. */
  readonly onDidChange = this.#changed.event;
  readonly #searches = new FileSearches();
  readonly #subscriptions: vscode.Disposable[];
  #folders: Promise<OpenFolder[]> | undefined;
  #languages = new Map<string, Promise<WorkspaceLanguage[]>>();
  readonly #states = new Map<string, Known>();
  /** Files that belonged to no project when first asked about: each is searched for once more. */
  readonly #strangers = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(records: SourceRecords) {
    this.#records = records;
    const later = (): void => this.#later();
    this.#subscriptions = [
      this.#changed,
      this.#searches,
      ...watchFiles(later),
      // The editor's own changes do not wait for the watchers, which miss some in new folders.
      onDidWrite(later),
      vscode.workspace.onDidCreateFiles(later),
      vscode.workspace.onDidDeleteFiles(later),
      vscode.workspace.onDidRenameFiles(later),
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (findFormat(document.uri.path, document.getText())) later();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("routelmt")) later();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(later),
    ];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Reads the files again, whether or not a change was noticed. */
  refresh(): void {
    this.#strangers.clear();
    this.#searches.forget();
    this.#forget();
    this.#changed.fire();
  }

  #later(): void {
    this.#forget();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changed.fire(), DELAY);
  }

  #forget(): void {
    this.#folders = undefined;
    this.#languages = new Map();
  }

  /**
   * The files with translations, by workspace folder.
   *
   * @param isAnew groups them again, whether or not a change was noticed
   * @throws {RouteLmtError} as {@link findProjects}
   */
  folders(isAnew = false): Promise<OpenFolder[]> {
    if (isAnew) this.#forget();
    this.#folders ??= findProjects((folder, globs) => this.#searches.find(folder, globs));
    return this.#folders;
  }

  /** The languages of files that belong together. Throws as {@link languagesIn}. */
  languagesIn(folder: vscode.WorkspaceFolder, files: OpenFolder["groups"][number]): Promise<WorkspaceLanguage[]> {
    const name = `${folder.uri} ${files.path}`;
    const known = this.#languages.get(name) ?? languagesIn(files, readSettings(folder.uri));
    this.#languages.set(name, known);
    return known;
  }

  /** The current state of a language. Throws as {@link languageStateOf}. */
  async stateOf(one: WorkspaceLanguage): Promise<LanguageState> {
    const { source, target } = one;
    const settings = readSettings(source);
    const stamps = [
      await sourceStampOf(vscodeWorkspace, source.fsPath, settings.source),
      await vscodeWorkspace.stampOf(target.fsPath),
      await this.#records.stampFor(target.fsPath),
      settings.source,
    ];
    const stamp = JSON.stringify(stamps);
    const known = this.#states.get(nameOf(one));
    if (known?.stamp === stamp) return known.state;
    await nextTurn();
    const state = await languageStateOf(one, settings, this.#records);
    this.#states.set(nameOf(one), { stamp, state });
    return state;
  }

  /** The last known state of a language; reads it if it is unknown. Throws as {@link stateOf}. */
  async lastStateOf(one: WorkspaceLanguage): Promise<LanguageState> {
    return this.#states.get(nameOf(one))?.state ?? this.stateOf(one);
  }

  /** Every language of some files, with its state or why it has none. */
  async read(folder: vscode.WorkspaceFolder, files: OpenFolder["groups"][number]): Promise<KnownLanguage[]> {
    const languages: KnownLanguage[] = [];
    for (const one of await this.languagesIn(folder, files)) {
      try {
        languages.push({ ...one, state: await this.stateOf(one) });
      } catch (error) {
        languages.push({ ...one, error });
      }
    }
    return languages;
  }

  /** The languages that a file is the target of; none where files cannot be read. */
  async languagesOf(file: vscode.Uri): Promise<WorkspaceLanguage[]> {
    return (await this.#languagesAround(file)).filter(({ target }) => isSame(target, file));
  }

  /** The languages that a file is the source of; none where files cannot be read. */
  async languagesFrom(file: vscode.Uri): Promise<WorkspaceLanguage[]> {
    return (await this.#languagesAround(file)).filter(({ source }) => isSame(source, file));
  }

  /** All languages; for a file that is in none of them they are searched once more, because watchers miss files in new folders. */
  async #languagesAround(file: vscode.Uri): Promise<WorkspaceLanguage[]> {
    const known = await this.languages();
    const name = file.toString();
    const isKnown = known.some(({ source, target }) => isSame(source, file) || isSame(target, file));
    if (isKnown || this.#strangers.has(name) || !MENU_PATTERN.test(file.path)) return known;
    this.#strangers.add(name);
    this.#searches.forget();
    this.#forget();
    return this.languages();
  }

  /** Every file of the projects, sources and targets. */
  async files(): Promise<Set<string>> {
    return new Set((await this.languages()).flatMap(({ source, target }) => [source.fsPath, target.fsPath]));
  }

  /** Every language of every file of the projects, except unreadable files. */
  async languages(): Promise<WorkspaceLanguage[]> {
    try {
      const groups = (await this.folders()).flatMap(({ folder, groups: own }) =>
        own.map((files) => ({ folder, files })),
      );
      const found: WorkspaceLanguage[] = [];
      for (const { folder, files } of groups) {
        found.push(...(await this.languagesIn(folder, files).catch(() => [])));
      }
      return found;
    } catch {
      // An invalid setting is reported by the view and the commands.
      return [];
    }
  }
}

function isSame(one: vscode.Uri, other: vscode.Uri): boolean {
  return one.toString() === other.toString();
}

function nameOf({ source, target, language }: WorkspaceLanguage): string {
  return `${source} ${target} ${language}`;
}
