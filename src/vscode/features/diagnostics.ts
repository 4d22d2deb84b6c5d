import * as vscode from "vscode";
import { checkSteps } from "#core/checks/check-file.js";
import { FindingCache } from "#core/checks/finding-cache.js";
import { messageOf } from "#core/errors.js";
import { findFormat } from "#core/formats/registry.js";
import type { Termbase } from "#core/memory/termbase.js";
import { inSlices } from "#node/in-slices.js";
import { formatInProject } from "#workspace/format-in-project.js";
import type { SourceRecords } from "#workspace/source-records.js";
import { targetsIn } from "../editor/checked-languages.js";
import { adviceOf } from "../editor/errors.js";
import { currentText, vscodeWorkspace } from "../editor/files.js";
import type { WorkspaceLanguage } from "../editor/language-state.js";
import { readSettings, type Settings } from "../editor/settings.js";
import { type ShownFinding, shownOf } from "../editor/shown-findings.js";
import { sourceTextOf } from "../editor/source-of.js";
import { watchFiles } from "../editor/watch-files.js";
import type { Context } from "../state/context.js";
import type { ProjectKnowledge } from "../state/knowledge.js";
import { ClosedFindings } from "./closed-findings.js";

/** The findings in one version of a document. */
interface CheckedDocument {
  readonly version: number;
  readonly shown: readonly ShownFinding[];
}

/** Milliseconds without a change after which a document is checked. */
const DELAY = 400;
/** Larger documents, in UTF-16 code units, are left to the command line. */
const MAX_LENGTH = 1_000_000;
/** So are those with larger source files, because these are read whenever a translation is opened. */
const MAX_SOURCE_BYTES = 3 * MAX_LENGTH;
/** How many texts the cache of findings may hold. */
const CACHE_SIZE = 50_000;

/** Findings on the open target files, in the Problems panel. */
export class Diagnostics implements vscode.Disposable {
  readonly #log: vscode.LogOutputChannel;
  readonly #knowledge: ProjectKnowledge;
  readonly #records: SourceRecords;
  /** The last problem with the termbase, which is shown once. */
  #complaint = "";
  readonly #collection = vscode.languages.createDiagnosticCollection("RouteLMT");
  readonly #checked = new Map<string, CheckedDocument>();
  readonly #caches = new Map<string, { readonly cache: FindingCache; readonly termbase: Termbase | undefined }>();
  readonly #closed: ClosedFindings;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #subscriptions: vscode.Disposable[];

  constructor({ log, knowledge, records, projects }: Pick<Context, "log" | "knowledge" | "records" | "projects">) {
    this.#log = log;
    this.#knowledge = knowledge;
    this.#records = records;
    const all = (): void => {
      for (const document of vscode.workspace.textDocuments) this.#schedule(document);
    };
    this.#closed = new ClosedFindings(log, projects, this.#collection, (...one) => this.#findingsOf(...one));
    this.#subscriptions = [
      this.#closed,
      // The source of an open translation may change without being open, or saved here: by a git checkout.
      ...watchFiles(
        (file) => {
          this.#closed.changed(file);
          all();
        },
        ["**/*.tbx"],
      ),
      vscode.workspace.onDidOpenTextDocument((document) => this.#schedule(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#schedule(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      vscode.workspace.onDidDeleteFiles(({ files }) => {
        for (const file of files) this.#closed.changed(file);
      }),
      // The saved file may be the source of other open ones, or their termbase.
      vscode.workspace.onDidSaveTextDocument((document) => {
        const { path } = document.uri;
        if (/\.tbx$/i.test(path) || findFormat(path, document.getText())) all();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("routelmt")) all();
      }),
    ];
    all();
  }

  /** The findings shown for the current document. */
  shownIn(document: vscode.TextDocument): readonly ShownFinding[] {
    const checked = this.#checked.get(document.uri.toString());
    return checked?.version === document.version ? checked.shown : [];
  }

  /**
   * Checks all translations of the workspace; open ones are checked anyway.
   *
   * @param report called for each file before it is checked
   * @returns how many files were checked, and how many findings are shown
   */
  checkProject(
    report: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<{ readonly files: number; readonly findings: number }> {
    return this.#closed.checkAll(report, signal);
  }

  async #findingsOf(
    { source, target, language }: WorkspaceLanguage,
    settings: Settings,
    signal: AbortSignal,
  ): Promise<ShownFinding[]> {
    const [from, to] = [await sourceTextOf(source, settings.source), await currentText(target)];
    const known = from && findFormat(source.path, from.text);
    if (!known || !settings.checks) return [];
    const format = await formatInProject(vscodeWorkspace, source.fsPath, known);
    const termbase = await this.#termbase(settings);
    const recorded = await this.#records.recordedIn(target.fsPath, language);
    const pair = {
      format,
      source: { path: source.fsPath, text: from.text },
      target: { path: target.fsPath, text: to?.text },
      direction: { source: settings.source, target: language },
    };
    const steps = checkSteps(pair, { recorded, ...(termbase ? { termbase } : {}) });
    return shownOf(await inSlices(steps, { signal }), source, settings);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#collection.dispose();
  }

  #schedule(document: vscode.TextDocument): void {
    if (!["file", "vscode-remote"].includes(document.uri.scheme)) return;
    const name = document.uri.toString();
    clearTimeout(this.#timers.get(name));
    const check = (): void => {
      this.#timers.delete(name);
      this.#check(document).catch((error: unknown) => {
        // An unfinished file or setting cannot be checked; commands report it.
        this.#log.debug(`${document.uri.fsPath} is not checked: ${messageOf(error)}`);
        this.#show(document, []);
      });
    };
    this.#timers.set(name, setTimeout(check, DELAY));
  }

  #forget({ uri }: vscode.TextDocument): void {
    const name = uri.toString();
    clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
    this.#checked.delete(name);
    for (const cache of this.#caches.keys()) if (cache.startsWith(`${name} `)) this.#caches.delete(cache);
    // Findings of the whole project stay, as the file on disk has them.
    if (this.#closed.has(uri)) this.#closed.changed(uri);
    else this.#collection.delete(uri);
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    const { uri, version } = document;
    const text = document.getText();
    const format = text.length > MAX_LENGTH ? undefined : findFormat(uri.path, text);
    const settings = format ? readSettings(uri) : undefined;
    if (!format || !settings?.checks || settings.termbases.includes(uri.fsPath)) return this.#show(document, []);
    const termbase = await this.#termbase(settings);
    const shown: ShownFinding[] = [];
    for (const { source, language } of await targetsIn(uri, text, format, settings)) {
      const own = await formatInProject(vscodeWorkspace, source.fsPath, format);
      const isOwn = source.toString() === uri.toString();
      const current = isOwn ? { text } : await sourceTextOf(source, settings.source, MAX_SOURCE_BYTES);
      const recorded = await this.#records.recordedIn(uri.fsPath, language);
      if (document.isClosed || document.version !== version) return;
      if (!current) continue;
      const pair = {
        format: own,
        source: { path: source.fsPath, text: current.text },
        target: { path: uri.fsPath, text },
        direction: { source: settings.source, target: language },
      };
      const steps = checkSteps(pair, {
        cache: this.#cacheOf(document, language, termbase),
        recorded,
        ...(termbase ? { termbase } : {}),
      });
      const report = await inSlices(steps);
      if (document.isClosed || document.version !== version) return;
      shown.push(...shownOf(report, source, settings));
    }
    this.#show(document, shown);
  }

  /** The termbase; if it cannot be read, everything else is still checked. */
  async #termbase(settings: Settings): Promise<Termbase | undefined> {
    try {
      return await this.#knowledge.termbase(settings);
    } catch (error) {
      const complaint = adviceOf(error);
      if (complaint !== this.#complaint) void vscode.window.showWarningMessage(complaint);
      this.#complaint = complaint;
      return undefined;
    }
  }

  #cacheOf({ uri }: vscode.TextDocument, language: string, termbase: Termbase | undefined): FindingCache {
    const name = `${uri} ${language}`;
    const known = this.#caches.get(name);
    if (known && known.cache.size < CACHE_SIZE && known.termbase === termbase) return known.cache;
    const cache = new FindingCache();
    this.#caches.set(name, { cache, termbase });
    return cache;
  }

  #show(document: vscode.TextDocument, shown: readonly ShownFinding[]): void {
    if (document.isClosed) return;
    const name = document.uri.toString();
    this.#checked.set(name, { version: document.version, shown });
    this.#collection.set(
      document.uri,
      shown.map(({ diagnostic }) => diagnostic),
    );
  }
}
