import * as vscode from "vscode";
import { messageOf } from "#core/errors.js";
import type { WorkspaceLanguage } from "../editor/language-state.js";
import { readSettings, type Settings } from "../editor/settings.js";
import type { ShownFinding } from "../editor/shown-findings.js";
import type { Projects } from "../state/projects.js";

/** Milliseconds without a change after which files are checked again. */
const DELAY = 400;

/** Checks a translation as it is now. */
type Check = (one: WorkspaceLanguage, settings: Settings, signal: AbortSignal) => Promise<ShownFinding[]>;

/**
 * The findings in translations that are not open, once somebody has asked for them. One that changes on disk, or whose
 * source file does, is checked again.
 */
export class ClosedFindings implements vscode.Disposable {
  readonly #log: vscode.LogOutputChannel;
  readonly #projects: Projects;
  readonly #collection: vscode.DiagnosticCollection;
  readonly #check: Check;
  /** The files with findings that stay when they are closed. */
  readonly #files = new Set<string>();
  /** Files that changed and were not looked at since. */
  #changed = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  readonly #disposed = new AbortController();

  constructor(log: vscode.LogOutputChannel, projects: Projects, collection: vscode.DiagnosticCollection, check: Check) {
    this.#log = log;
    this.#projects = projects;
    this.#collection = collection;
    this.#check = check;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#disposed.abort();
  }

  /** Whether the findings in a file stay when it is closed. */
  has(file: vscode.Uri): boolean {
    return this.#files.has(file.toString());
  }

  /**
   * Checks all translations of the workspace; open ones are checked anyway.
   *
   * @param report called for each file before it is checked
   * @returns how many files were checked, and how many findings there are
   */
  async checkAll(
    report: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<{ readonly files: number; readonly findings: number }> {
    // Somebody asked: files that no watcher noticed count, too.
    this.#projects.refresh();
    const found = await this.#findingsIn(await this.#allLanguages(), signal, report);
    for (const name of found.keys()) if (!isOpen(name)) this.#files.add(name);
    this.#show(found);
    return { files: found.size, findings: [...found.values()].reduce((sum, shown) => sum + shown.length, 0) };
  }

  /** Checks a file, and those that it is the source of, again in a moment, if they were checked before. */
  changed(file: vscode.Uri): void {
    if (this.#files.size === 0) return;
    this.#changed.add(file.toString());
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#checkAgain().catch((error) => this.#log.debug(`Closed files are not checked: ${messageOf(error)}`));
    }, DELAY);
  }

  async #checkAgain(): Promise<void> {
    const changed = this.#changed;
    this.#changed = new Set();
    const all = await this.#allLanguages();
    const concerned = all.filter(
      ({ one: { source, target } }) =>
        this.has(target) && !isOpen(target.toString()) && [source, target].some((file) => changed.has(file.toString())),
    );
    this.#show(await this.#findingsIn(concerned, this.#disposed.signal));
    const there = new Set(all.map(({ one }) => one.target.toString()));
    for (const name of changed) if (!there.has(name) && this.#files.delete(name)) this.#collection.delete(uriOf(name));
  }

  /** Every language of every file with translations in the workspace. */
  async #allLanguages(): Promise<ProjectLanguage[]> {
    const found: ProjectLanguage[] = [];
    for (const { folder, groups } of await this.#projects.folders()) {
      const settings = readSettings(folder.uri);
      for (const files of groups)
        for (const one of await this.#projects.languagesIn(folder, files)) found.push({ one, settings });
    }
    return found;
  }

  async #findingsIn(
    languages: readonly ProjectLanguage[],
    signal: AbortSignal,
    report?: (done: number, total: number) => void,
  ): Promise<Map<string, ShownFinding[]>> {
    const found = new Map<string, ShownFinding[]>();
    for (const [done, { one, settings }] of languages.entries()) {
      signal.throwIfAborted();
      report?.(done, languages.length);
      const name = one.target.toString();
      try {
        found.set(name, [...(found.get(name) ?? []), ...(await this.#check(one, settings, signal))]);
      } catch (error) {
        if (signal.aborted) throw error;
        this.#log.warn(`${one.target.fsPath} is not checked: ${messageOf(error)}`);
      }
    }
    return found;
  }

  #show(found: ReadonlyMap<string, readonly ShownFinding[]>): void {
    for (const [name, shown] of found) {
      if (isOpen(name)) continue;
      this.#collection.set(
        uriOf(name),
        shown.map(({ diagnostic }) => diagnostic),
      );
    }
  }
}

interface ProjectLanguage {
  readonly one: WorkspaceLanguage;
  readonly settings: Settings;
}

function uriOf(name: string): vscode.Uri {
  return vscode.Uri.parse(name, true);
}

function isOpen(name: string): boolean {
  return vscode.workspace.textDocuments.some(({ uri, isClosed }) => !isClosed && uri.toString() === name);
}
