import * as vscode from "vscode";
import { findFormat } from "#core/formats/registry.js";
import type { ProjectFiles } from "#core/project/file-groups.js";
import { MENU_PATTERN } from "#core/project/locale-globs.js";
import { TOOL_FILES } from "#core/project/tool-settings.js";
import type { LanguageState } from "#core/status/language-state.js";
import type { KnownSettings } from "#workspace/project-paths.js";
import { isRecord, type SourceRecords } from "#workspace/source-records.js";
import type { Workspace } from "#workspace/workspace.js";
import { onDidWrite, vscodeWorkspace } from "../editor/files.js";
import { languagesIn, type WorkspaceLanguage } from "../editor/language-state.js";
import { findProjects, type OpenFolder } from "../editor/project.js";
import { readSettings, type Settings } from "../editor/settings.js";
import { watchFiles } from "../editor/watch-files.js";
import { FileSearches } from "./file-searches.js";
import { GroupIndex } from "./group-index.js";
import { type CommonStamps, LanguageStates } from "./language-states.js";

/** Milliseconds without a change after which listeners are notified. */
const DELAY = 500;
/** Milliseconds after which files are grouped again although no change was noticed: watchers miss some. */
const MAX_AGE = 60_000;
/** The settings of other tools. */
const TOOL_GLOBS = TOOL_FILES.map((name) => `**/${name}`);

/** The state of a language, or why it is unknown. */
export type KnownLanguage = WorkspaceLanguage & ({ readonly state: LanguageState } | { readonly error: unknown });

/**
 * The files with translations in this window, their languages, and the languages' states. Results are kept until a file
 * changes that they come from; languages are read one at a time, so that the editor stays responsive.
 */
export class Projects implements vscode.Disposable {
  readonly #states: LanguageStates;
  readonly #changed = new vscode.EventEmitter<void>();
  /** Files, settings or folders have changed a moment ago. */
  readonly onDidChange = this.#changed.event;
  readonly #searches = new FileSearches();
  readonly #workspace: Workspace = {
    ...vscodeWorkspace,
    find: (folder, globs) => this.#searches.find(folder, globs),
  };
  readonly #subscriptions: vscode.Disposable[];
  #folders: Promise<OpenFolder[]> | undefined;
  /** When the folders were searched, in ms. */
  #searched = 0;
  /** Of the folders, once they are known. */
  #index: GroupIndex | undefined;
  /** By group as it was found: work that goes on with a group of an earlier search must not answer for its successor. */
  readonly #languages = new WeakMap<ProjectFiles, Promise<WorkspaceLanguage[]>>();
  /** By group, while it is being read: the view and its badge ask at the same time. */
  #reading = new WeakMap<ProjectFiles, Promise<KnownLanguage[]>>();
  #toolSettings: KnownSettings = new Map();
  /** By folder: reading them takes longer than looking at a file. */
  readonly #settings = new Map<string, Settings>();
  /** Files that belonged to no project when first asked about: each is searched for once more. */
  readonly #strangers = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(records: SourceRecords) {
    this.#states = new LanguageStates(records, (resource) => this.#settingsOf(resource));
    const later = (): void => this.#later();
    this.#subscriptions = [
      this.#changed,
      this.#searches,
      ...watchFiles(({ fsPath }, change) => {
        const isReplaced = change === "created" && this.#index?.has(fsPath);
        this.#later(change === "changed" || isReplaced ? fsPath : undefined);
      }, TOOL_GLOBS),
      // The editor's own changes do not wait for the watchers, which miss some in new folders.
      onDidWrite(({ path, isPresenceChange }) => this.#later(isPresenceChange ? undefined : path)),
      vscode.workspace.onDidCreateFiles(later),
      vscode.workspace.onDidDeleteFiles(later),
      vscode.workspace.onDidRenameFiles(later),
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (findFormat(document.uri.path, document.getText())) this.#later(document.uri.fsPath);
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (["routelmt", "i18n-ally"].some((name) => change.affectsConfiguration(name))) later();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(later),
      // Some settings count only in trusted workspaces.
      vscode.workspace.onDidGrantWorkspaceTrust(later),
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

  /** @param path of the file whose text has changed; undefined for any other change */
  #later(path?: string): void {
    if (path === undefined) this.#forget();
    else this.#forgetFile(path);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changed.fire(), DELAY);
  }

  /** Forgets what depends on which files there are, and on settings. */
  #forget(): void {
    this.#folders = undefined;
    this.#index = undefined;
    this.#toolSettings = new Map();
    this.#settings.clear();
  }

  /** Forgets what depends on the text of a file. */
  #forgetFile(path: string): void {
    const groups = this.#index?.groupsOf(path);
    if (groups) {
      for (const files of groups) {
        this.#languages.delete(files);
        this.#reading.delete(files);
      }
    } else if (isRecord(path)) this.#reading = new WeakMap();
    else this.#forget();
  }

  /**
   * The files with translations, by workspace folder.
   *
   * @throws {RouteLmtError} as {@link findProjects}
   */
  async folders(): Promise<OpenFolder[]> {
    if (performance.now() - this.#searched > MAX_AGE) this.#forget();
    if (!this.#folders) {
      this.#searched = performance.now();
      this.#folders = findProjects(this.#workspace);
    }
    const asked = this.#folders;
    const folders = await asked;
    if (this.#folders === asked) this.#index ??= new GroupIndex(folders);
    return folders;
  }

  /** The languages of files that belong together. Throws as {@link languagesIn}. */
  languagesIn(folder: vscode.WorkspaceFolder, files: ProjectFiles): Promise<WorkspaceLanguage[]> {
    const known = this.#languages.get(files) ?? languagesIn(files, this.#settingsOf(folder.uri), this.#toolSettings);
    this.#languages.set(files, known);
    return known;
  }

  /** As {@link readSettings}. */
  #settingsOf(resource: vscode.Uri): Settings {
    const folder = vscode.workspace.getWorkspaceFolder(resource)?.uri.toString() ?? "";
    const settings = this.#settings.get(folder) ?? readSettings(resource);
    this.#settings.set(folder, settings);
    return settings;
  }

  /** The current state of a language. Throws as {@link LanguageStates.of}. */
  stateOf(one: WorkspaceLanguage): Promise<LanguageState> {
    return this.#states.of(one);
  }

  /** The last known state of a language; reads it if it is unknown. Throws as {@link stateOf}. */
  lastStateOf(one: WorkspaceLanguage): Promise<LanguageState> {
    return this.#states.lastOf(one);
  }

  /** Every language of some files, with its state or why it has none. */
  read(folder: vscode.WorkspaceFolder, files: ProjectFiles): Promise<KnownLanguage[]> {
    const known = this.#reading.get(files);
    if (known) return known;
    const read = this.#readNow(folder, files).finally(() => {
      if (this.#reading.get(files) === read) this.#reading.delete(files);
    });
    this.#reading.set(files, read);
    return read;
  }

  async #readNow(folder: vscode.WorkspaceFolder, files: ProjectFiles): Promise<KnownLanguage[]> {
    const languages: KnownLanguage[] = [];
    const common: CommonStamps = new Map();
    for (const one of await this.languagesIn(folder, files)) {
      try {
        languages.push({ ...one, state: await this.#states.of(one, common) });
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
