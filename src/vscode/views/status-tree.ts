import * as vscode from "vscode";
import { keyName } from "#core/formats/format.js";
import { findFormat } from "#core/formats/registry.js";
import { LOCALE_GLOBS } from "#core/project/locale-globs.js";
import { draftOf } from "#core/routing/decision.js";
import { type LanguageState, SEGMENT_KINDS } from "#core/status/language-state.js";
import { RECORD_GLOB, type SourceRecords } from "#workspace/source-records.js";
import { adviceOf } from "../editor/errors.js";
import { languageStateOf, languagesIn, type WorkspaceLanguage } from "../editor/language-state.js";
import { findProjects } from "../editor/project.js";
import { readSettings } from "../editor/settings.js";
import type { DecisionStore } from "../state/decision-store.js";
import { type FilesNode, type GroupNode, itemOf, type LanguageNode, type StatusNode } from "./status-items.js";

/** Files that are opened at once when there are no more. */
const FEW = 5;
/** Rows that one group shows. */
const MAX_ROWS = 500;
/** Milliseconds without a change after which the view is made anew. */
const DELAY = 500;

/** The view *Translation Status*: files, their languages with counts, and the segments by group. */
export class StatusTree implements vscode.TreeDataProvider<StatusNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #records: SourceRecords;
  readonly #decisions: DecisionStore;
  readonly #subscriptions: vscode.Disposable[];
  #timer: NodeJS.Timeout | undefined;

  /** @param decisions of this session, which know drafts that are in no file */
  constructor(records: SourceRecords, decisions: DecisionStore) {
    this.#records = records;
    this.#decisions = decisions;
    const later = (): void => this.#refreshLater();
    const watchers = [...LOCALE_GLOBS, RECORD_GLOB].map((glob) => vscode.workspace.createFileSystemWatcher(glob));
    this.#subscriptions = [
      this.#changed,
      ...watchers.flatMap((one) => [one, one.onDidCreate(later), one.onDidChange(later), one.onDidDelete(later)]),
      // The editor's own changes do not wait for the watchers, which miss some in folders that are new.
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
      decisions.onDidChange(later),
    ];
  }

  /** Looks at the files again. */
  refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#changed.fire();
  }

  #refreshLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.refresh(), DELAY);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  getTreeItem(node: StatusNode): vscode.TreeItem {
    return itemOf(node);
  }

  async getChildren(node?: StatusNode): Promise<StatusNode[]> {
    try {
      if (!node) return await filesNodes();
      if (node.kind === "files") return await languageNodes(node, this.#records, this.#decisions);
      if (node.kind === "language") return groupNodes(node);
      if (node.kind === "group") return segmentNodes(node);
      return [];
    } catch (error) {
      return [{ kind: "note", icon: "warning", text: adviceOf(error) }];
    }
  }
}

async function filesNodes(): Promise<FilesNode[]> {
  const folders = await findProjects();
  const isOpen = folders.reduce((sum, { groups }) => sum + groups.length, 0) <= FEW;
  return folders.flatMap(({ folder, groups }) =>
    groups.map((files): FilesNode => ({ kind: "files", folder, files, isOpen })),
  );
}

async function languageNodes(
  { folder, files }: FilesNode,
  records: SourceRecords,
  decisions: DecisionStore,
): Promise<StatusNode[]> {
  const settings = readSettings(folder.uri);
  const languages = await languagesIn(files, settings);
  if (languages.length === 0) {
    const text = vscode.l10n.t("No translation yet. Translate the file, or set routelmt.targetLanguages.");
    return [{ kind: "note", icon: "info", text }];
  }
  return Promise.all(
    languages.map(async (one): Promise<StatusNode> => {
      try {
        const state = await languageStateOf(one, settings, records);
        return { kind: "language", ...one, state: withDrafts(state, one, decisions) };
      } catch (error) {
        return { kind: "note", icon: "warning", text: adviceOf(error) };
      }
    }),
  );
}

/** Adds the drafts of this session that the target file has not. */
function withDrafts(
  state: LanguageState,
  { target, language }: WorkspaceLanguage,
  decisions: DecisionStore,
): LanguageState {
  const drafts = new Map(decisions.on(target, language).map(({ key, decision }) => [keyName(key), draftOf(decision)]));
  const missing = state.missing.map((place) => {
    const draft = place.draft ?? drafts.get(place.key)?.text;
    return draft === undefined ? place : { ...place, draft };
  });
  return { ...state, missing };
}

function groupNodes(parent: LanguageNode): GroupNode[] {
  return SEGMENT_KINDS.flatMap((group): GroupNode[] => {
    const segments = parent.state[group];
    return segments.length > 0 ? [{ kind: "group", parent, group, segments }] : [];
  });
}

function segmentNodes({ parent, segments }: GroupNode): StatusNode[] {
  const rows = segments.slice(0, MAX_ROWS).map((segment): StatusNode => ({ kind: "segment", parent, segment }));
  const more = segments.length - rows.length;
  if (more > 0) rows.push({ kind: "note", icon: "info", text: vscode.l10n.t("{0} more", more) });
  return rows;
}
