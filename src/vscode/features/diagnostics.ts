import * as vscode from "vscode";
import { checkFile, type FileFinding, type FileReport, type FindingCache } from "#core/checks/check-file.js";
import { messageOf } from "#core/errors.js";
import { type Format, keyName } from "#core/formats/format.js";
import { findFormat } from "#core/formats/registry.js";
import type { Termbase } from "#core/memory/termbase.js";
import { MENU_PATTERN } from "#core/project/locale-globs.js";
import { languagesInPath } from "#core/project/path-shapes.js";
import { findingText } from "#workspace/finding-text.js";
import { RECORD_GLOB, type SourceRecords } from "#workspace/source-records.js";
import { adviceOf } from "../editor/errors.js";
import { currentText } from "../editor/files.js";
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
    this.#collection.delete(uri);
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
      const report = checkFile(format, from, { path: uri.fsPath, text }, direction, {
        cache: this.#cacheOf(document, language, termbase),
        recorded,
        ...(termbase ? { termbase } : {}),
      });
      shown.push(...shownOf(document, report, source, settings));
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
    this.#checked.set(document.uri.toString(), { version: document.version, shown });
    this.#collection.set(
      document.uri,
      shown.map(({ diagnostic }) => diagnostic),
    );
  }
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

function shownOf(
  document: vscode.TextDocument,
  report: FileReport,
  source: vscode.Uri,
  settings: Settings,
): ShownFinding[] {
  const language = report.direction.target;
  return withMissingTogether(report.findings).flatMap(({ finding, message }) => {
    const severity = settings.severities[finding.check] ?? finding.severity;
    if (severity === "off") return [];
    const { line, column } = finding.start;
    const range =
      finding.check === "malformed-file"
        ? new vscode.Range(line - 1, column - 1, line - 1, column)
        : new vscode.Range(document.positionAt(finding.span.start), document.positionAt(finding.span.end));
    const diagnostic = new vscode.Diagnostic(range, message, SEVERITIES[severity]);
    diagnostic.source = "RouteLMT";
    diagnostic.code = finding.check;
    return [{ diagnostic, finding, source, language }];
  });
}

const SEVERITIES: Readonly<Record<Exclude<ShownSeverity, "off">, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Findings with their sentences. Strings that are missing at one place are one line in the panel. */
function withMissingTogether(
  findings: readonly FileFinding[],
): { readonly finding: FileFinding; readonly message: string }[] {
  const together: FileFinding[] = [];
  const names = new Map<number, string[]>();
  for (const finding of findings) {
    if (finding.check !== "missing-key") {
      together.push(finding);
      continue;
    }
    const { start } = finding.span;
    const known = names.get(start);
    if (known) known.push(keyName(finding.key));
    else {
      names.set(start, [keyName(finding.key)]);
      together.push(finding);
    }
  }
  return together.map((finding) => {
    const missing = finding.check === "missing-key" ? names.get(finding.span.start) : undefined;
    if (!missing) return { finding, message: findingText(finding, vscode.l10n.t) };
    if (missing.length === 1) return { finding, message: vscode.l10n.t("{0} is missing here", `${missing[0]}`) };
    const list = missing.slice(0, MAX_NAMED_KEYS).join(", ") + (missing.length > MAX_NAMED_KEYS ? ", …" : "");
    return { finding, message: vscode.l10n.t("{0} strings are missing here: {1}", missing.length, list) };
  });
}
