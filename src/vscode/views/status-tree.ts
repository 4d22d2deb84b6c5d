import * as vscode from "vscode";
import { languagesOf } from "#core/formats/read-file.js";
import type { ProjectFiles } from "#core/project/file-groups.js";
import { adviceOf } from "../editor/errors.js";
import { readSettings } from "../editor/settings.js";
import { localized } from "../editor/shown-text.js";
import { unitsNow } from "../editor/units.js";
import type { DecisionStore } from "../state/decision-store.js";
import type { KnownLanguage, Projects } from "../state/projects.js";
import { byGain, type RoutedSegment, routedSegments } from "../state/routing-groups.js";
import { type FilesNode, type GroupNode, groupsOf, itemOf, type StatusNode } from "./status-items.js";

/** Up to this many files are expanded at once. */
const MAX_OPEN_GROUPS = 5;
/** Maximum rows of a group. */
const MAX_ROWS = 500;
/** Milliseconds without a decision after which the view is updated. */
const DELAY = 500;

/** The view *Routing*: files, their languages with counts, and the strings by decision. */
export class StatusTree implements vscode.TreeDataProvider<StatusNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #projects: Projects;
  readonly #decisions: DecisionStore;
  readonly #subscriptions: vscode.Disposable[];
  #timer: NodeJS.Timeout | undefined;
  /** In lower case; empty to show all. */
  #filter = "";
  #isByGain = false;

  /** @param decisions of this session, shown at once */
  constructor(projects: Projects, decisions: DecisionStore) {
    this.#projects = projects;
    this.#decisions = decisions;
    this.#subscriptions = [
      this.#changed,
      projects.onDidChange(() => this.refresh()),
      decisions.onDidChange(() => this.#refreshLater()),
    ];
  }

  /** Reads the files again. */
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

  /** The text that shown strings contain in their key, source text or translation; empty for all. */
  get filter(): string {
    return this.#filter;
  }

  set filter(text: string) {
    this.#filter = text.trim().toLowerCase();
    this.refresh();
  }

  /** Whether strings are sorted by predicted gain, best first, instead of in file order. */
  get isByGain(): boolean {
    return this.#isByGain;
  }

  set isByGain(value: boolean) {
    this.#isByGain = value;
    this.refresh();
  }

  getTreeItem(node: StatusNode): vscode.TreeItem {
    return itemOf(node);
  }

  async getChildren(node?: StatusNode): Promise<StatusNode[]> {
    try {
      if (!node) return await this.#filesNodes();
      if (node.kind === "files") return await this.#languageNodes(node);
      if (node.kind === "language") return groupsOf(node);
      if (node.kind === "group") return this.#segmentNodes(node);
      return [];
    } catch (error) {
      return [{ kind: "note", icon: "warning", text: adviceOf(error) }];
    }
  }

  async #filesNodes(): Promise<FilesNode[]> {
    const folders = await this.#projects.folders();
    const isOpen = folders.reduce((sum, { groups }) => sum + groups.length, 0) <= MAX_OPEN_GROUPS;
    return folders.flatMap(({ folder, groups }) =>
      groups.map((files): FilesNode => ({ kind: "files", folder, files, isOpen })),
    );
  }

  async #languageNodes({ folder, files }: FilesNode): Promise<StatusNode[]> {
    const languages = await this.#projects.read(folder, files);
    if (languages.length === 0) {
      return [notTranslated(files)];
    }
    return Promise.all(languages.map((one) => this.#languageNode(one)));
  }

  async #languageNode(one: KnownLanguage): Promise<StatusNode> {
    if ("error" in one) return { kind: "note", icon: "warning", text: adviceOf(one.error) };
    const { source, target, language, state } = one;
    await this.#decisions.load(target);
    const decided = this.#decisions.on(target, language);
    const direction = { source: readSettings(source).source, target: language };
    const units = decided.length > 0 ? await unitsNow(target, languagesOf(direction)) : [];
    const segments = routedSegments(state, decided, units).filter((routed) => this.#isShown(routed));
    return { kind: "language", source, target, language, state, segments };
  }

  #isShown({ segment: { key, text }, value = "" }: RoutedSegment): boolean {
    return `${key}\n${text}\n${value}`.toLowerCase().includes(this.#filter);
  }

  #segmentNodes({ parent, segments }: GroupNode): StatusNode[] {
    const sorted = this.#isByGain ? byGain(segments) : segments;
    const rows = sorted.slice(0, MAX_ROWS).map((one): StatusNode => ({ kind: "segment", parent, ...one }));
    const more = segments.length - rows.length;
    if (more > 0)
      rows.push({
        kind: "note",
        icon: "info",
        text: localized("{0, plural, one {# more string} other {# more strings}}", more),
      });
    return rows;
  }
}

/** The row below a source file without any translation; a click begins one. */
function notTranslated({ path }: ProjectFiles): StatusNode {
  return {
    kind: "note",
    icon: "globe",
    text: vscode.l10n.t("Translate…"),
    tooltip: vscode.l10n.t("No translation yet. Translate the file, or set routelmt.targetLanguages."),
    command: {
      command: "routelmt.translateFile",
      title: vscode.l10n.t("Translate…"),
      arguments: [vscode.Uri.file(path)],
    },
  };
}
