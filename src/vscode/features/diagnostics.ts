import * as vscode from "vscode";
import { checkSteps, type FileFinding, type FileReport, type FindingCache } from "#core/checks/check-file.js";
import { messageOf } from "#core/errors.js";
import { type Format, keyName } from "#core/formats/format.js";
import { findFormat } from "#core/formats/registry.js";
import type { Termbase } from "#core/memory/termbase.js";
import { MENU_PATTERN } from "#core/project/locale-globs.js";
import { languagesInPath } from "#core/project/path-shapes.js";
import { inSlices } from "#node/in-slices.js";
import { findingText } from "#workspace/finding-text.js";
import { RECORD_GLOB, type SourceRecords } from "#workspace/source-records.js";
import { adviceOf } from "../editor/errors.js";
import { currentText } from "../editor/files.js";
import { languagesIn, type WorkspaceLanguage } from "../editor/language-state.js";
import { findProjects } from "../editor/project.js";
import { readSettings, type Settings, type ShownSeverity } from "../editor/settings.js";
import { type SourceFile, sourceOf } from "../editor/source-of.js";
import type { ProjectKnowledge } from "../state/knowledge.js";

/** A finding of a document, as it is shown. */
export interface ShownFinding {
  readonly diagnostic: vscode.Diagnostic;
  readonly finding: FileFinding;
  readonly source: vscode.Uri;
  readonly language: string;
}

/** What was found in one version of a document. */
interface CheckedDocument {
  readonly version: number;
  readonly shown: readonly ShownFinding[];
}

/** Milliseconds without a change after which a document is checked. */
const DELAY = 400;
/** Larger documents, in UTF-16 code units, are for the command line. */
const MAX_LENGTH = 1_000_000;
/** So are those with larger source files: they are read whenever a translation is opened. */
const MAX_SOURCE_BYTES = 3 * MAX_LENGTH;
/** Most findings that one file shows. */
const MAX_SHOWN = 200;
/** How many missing keys one diagnostic lists before "…". */
const MAX_NAMED_KEYS = 5;
/** How many texts the cache of findings may have. */
const CACHE_SIZE = 50_000;

/** Findings on the open target files, in the Problems panel. */
export class Diagnostics implements vscode.Disposable {
  readonly #log: vscode.LogOutputChannel;
  readonly #knowledge: ProjectKnowledge;
  readonly #records: SourceRecords;
  /** The last thing that was wrong with the termbase, which is said once. */
  #complaint = "";
  readonly #collection = vscode.languages.createDiagnosticCollection("RouteLMT");
  readonly #checked = new Map<string, CheckedDocument>();
  readonly #caches = new Map<string, { readonly cache: FindingCache; readonly termbase: Termbase | undefined }>();
  /** What was found in files that are not open. */
  readonly #closed = new Map<string, readonly ShownFinding[]>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #subscriptions: vscode.Disposable[];

  constructor(log: vscode.LogOutputChannel, knowledge: ProjectKnowledge, records: SourceRecords) {
    this.#log = log;
    this.#knowledge = knowledge;
    this.#records = records;
    const all = (): void => {
      for (const document of vscode.workspace.textDocuments) this.#schedule(document);
    };
    const record = vscode.workspace.createFileSystemWatcher(RECORD_GLOB);
    this.#subscriptions = [
      record,
      record.onDidCreate(all),
      record.onDidChange(all),
      record.onDidDelete(all),
      vscode.workspace.onDidOpenTextDocument((document) => this.#schedule(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#schedule(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      vscode.workspace.onDidDeleteFiles(({ files }) => {
        for (const file of files) if (this.#closed.delete(file.toString())) this.#collection.delete(file);
      }),
      // The saved file may be the source of others that are open, or their termbase.
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

  /** What is shown of a document as it is now. */
  shownIn(document: vscode.TextDocument): readonly ShownFinding[] {
    const checked = this.#checked.get(document.uri.toString());
    return checked?.version === document.version ? checked.shown : [];
  }

  /**
   * Checks all translations of the workspace, open or not; those that are open are checked anyway.
   *
   * @param report told of each file, before it is checked
   * @returns how many files were checked, and how many findings are shown of them
   */
  async checkProject(
    report: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<{ readonly files: number; readonly findings: number }> {
    const languages = await allLanguages();
    const files = new Map<string, ShownFinding[]>();
    for (const [done, { one, settings }] of languages.entries()) {
      signal.throwIfAborted();
      report(done, languages.length);
      const name = one.target.toString();
      try {
        files.set(name, [...(files.get(name) ?? []), ...(await this.#findingsOf(one, settings, signal))]);
      } catch (error) {
        if (signal.aborted) throw error;
        this.#log.warn(`${one.target.fsPath} is not checked: ${messageOf(error)}`);
      }
    }
    const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
    for (const [name, shown] of files) {
      if (open.has(name)) continue;
      const uri = vscode.Uri.parse(name, true);
      this.#closed.set(name, shown);
      this.#collection.set(
        uri,
        shown.map(({ diagnostic }) => diagnostic),
      );
    }
    return { files: files.size, findings: [...files.values()].reduce((sum, shown) => sum + shown.length, 0) };
  }

  async #findingsOf(
    { source, target, language }: WorkspaceLanguage,
    settings: Settings,
    signal: AbortSignal,
  ): Promise<ShownFinding[]> {
    const [from, to] = [await currentText(source), await currentText(target)];
    const format = from && findFormat(source.path, from.text);
    if (!format || !settings.checks) return [];
    const termbase = await this.#termbase(settings);
    const recorded = await this.#records.recordedIn(target.fsPath, language);
    const steps = checkSteps(
      format,
      { path: source.fsPath, text: from.text },
      { path: target.fsPath, text: to?.text },
      { source: settings.source, target: language },
      { recorded, ...(termbase ? { termbase } : {}) },
    );
    return shownOf(await inSlices(steps, signal), source, settings);
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
        // While a file or a setting is half written it cannot be checked; the commands say so.
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
    // What was found in the whole project stays.
    if (!this.#closed.has(name)) this.#collection.delete(uri);
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
      const current = source.toString() === uri.toString() ? { text } : await currentText(source, MAX_SOURCE_BYTES);
      const recorded = await this.#records.recordedIn(uri.fsPath, language);
      if (document.isClosed || document.version !== version) return;
      if (!current) continue;
      const direction = { source: settings.source, target: language };
      const from = { path: source.fsPath, text: current.text };
      const steps = checkSteps(format, from, { path: uri.fsPath, text }, direction, {
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

  /** The termbase; without one that can be read, everything else is checked. */
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
    const cache: FindingCache = new Map();
    this.#caches.set(name, { cache, termbase });
    return cache;
  }

  #show(document: vscode.TextDocument, shown: readonly ShownFinding[]): void {
    if (document.isClosed) return;
    const name = document.uri.toString();
    this.#checked.set(name, { version: document.version, shown });
    if (this.#closed.has(name)) this.#closed.set(name, shown);
    this.#collection.set(
      document.uri,
      shown.map(({ diagnostic }) => diagnostic),
    );
  }
}

/** Every language of every file with translations in the workspace. */
async function allLanguages(): Promise<{ readonly one: WorkspaceLanguage; readonly settings: Settings }[]> {
  const found: { readonly one: WorkspaceLanguage; readonly settings: Settings }[] = [];
  for (const { folder, groups } of await findProjects()) {
    const settings = readSettings(folder.uri);
    for (const group of groups) for (const one of await languagesIn(group, settings)) found.push({ one, settings });
  }
  return found;
}

/** The languages that a document holds translations in, each with the file that has the source texts. */
async function targetsIn(uri: vscode.Uri, text: string, format: Format, settings: Settings): Promise<SourceFile[]> {
  const named = languagesInPath(uri.path).filter((language) => language !== settings.source);
  if (format.isTemplate?.(uri.path, text)) return [];
  if (format.holds === "all-languages") {
    // A table of languages anywhere else may be anything: a termbase, a price list.
    const there = MENU_PATTERN.test(uri.path) ? (format.languagesIn?.(text) ?? []) : [];
    const languages = settings.targets.length > 0 ? settings.targets : there.filter((one) => one !== settings.source);
    return languages.map((language) => ({ source: uri, language }));
  }
  if (format.holds === "source-and-target") {
    const language = format.languageOf?.(text) ?? named[0];
    return language === undefined || language === settings.source ? [] : [{ source: uri, language }];
  }
  const found = await sourceOf(uri, settings.source);
  return found ? [found] : [];
}

/** How the findings of a file are shown: those of gaps together, and no more than people look at. */
function shownOf(report: FileReport, source: vscode.Uri, settings: Settings): ShownFinding[] {
  const language = report.direction.target;
  const said = sentencesOf(report.findings).flatMap(({ finding, message }): ShownFinding[] => {
    const severity = settings.severities[finding.check] ?? finding.severity;
    if (severity === "off") return [];
    const diagnostic = new vscode.Diagnostic(rangeOf(finding), message, SEVERITIES[severity]);
    diagnostic.source = "RouteLMT";
    diagnostic.code = finding.check;
    return [{ diagnostic, finding, source, language }];
  });
  const last = said[MAX_SHOWN - 1];
  if (!last || said.length === MAX_SHOWN) return said;
  const rest = said.length - MAX_SHOWN + 1;
  const message = vscode.l10n.t("{0} more findings in this file; mend some of those above to see them", rest);
  const { range, severity } = last.diagnostic;
  return [...said.slice(0, MAX_SHOWN - 1), { ...last, diagnostic: new vscode.Diagnostic(range, message, severity) }];
}

/** Where it is: the part that is wrong, else the value. */
function rangeOf({ check, start, end, wrong }: FileFinding): vscode.Range {
  const from = wrong?.start ?? start;
  const to = wrong?.end ?? end;
  const width = check === "malformed-file" ? 1 : 0;
  return new vscode.Range(from.line - 1, from.column - 1, to.line - 1, to.column - 1 + width);
}

const SEVERITIES: Readonly<Record<Exclude<ShownSeverity, "off">, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** What a file lacks is one finding, of each kind. */
const GAPS = new Set(["missing-key", "untranslated"]);

/** Findings with their sentences, which name the keys. */
function sentencesOf(findings: readonly FileFinding[]): { readonly finding: FileFinding; readonly message: string }[] {
  const said: { readonly finding: FileFinding; readonly message: string }[] = [];
  const seen = new Set<string>();
  for (const finding of findings) {
    const { check, key } = finding;
    if (seen.has(check)) continue;
    if (!GAPS.has(check)) {
      const text = findingText(finding, vscode.l10n.t);
      said.push({ finding, message: key.length > 0 ? `${keyName(key)}: ${text}` : text });
      continue;
    }
    seen.add(check);
    const names = findings.filter((one) => one.check === check).map((one) => keyName(one.key));
    said.push({ finding, message: gapText(check === "missing-key", names) });
  }
  return said;
}

function gapText(isMissing: boolean, names: readonly string[]): string {
  const [first = ""] = names;
  const { t } = vscode.l10n;
  if (names.length === 1) return isMissing ? t("{0} is missing here", first) : t("{0} is not translated", first);
  const list = names.slice(0, MAX_NAMED_KEYS).join(", ") + (names.length > MAX_NAMED_KEYS ? ", …" : "");
  return isMissing
    ? t("{0} strings are missing here: {1}", names.length, list)
    : t("{0} strings are not translated: {1}", names.length, list);
}
