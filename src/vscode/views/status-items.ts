import * as vscode from "vscode";
import { languageName } from "#core/language/language-names.js";
import type { ProjectFiles } from "#core/project/file-groups.js";
import { countStates, type LanguageState, type SegmentKind, type SegmentPlace } from "#core/status/language-state.js";
import { locationOf, type WorkspaceLanguage } from "../editor/language-state.js";

/** A row of the status view. */
export type StatusNode = FilesNode | LanguageNode | GroupNode | SegmentNode | NoteNode;

/** Source files, or files with source and target. */
export interface FilesNode {
  readonly kind: "files";
  readonly folder: vscode.WorkspaceFolder;
  readonly files: ProjectFiles;
  readonly isOpen: boolean;
}

export interface LanguageNode extends WorkspaceLanguage {
  readonly kind: "language";
  readonly state: LanguageState;
}

export interface GroupNode {
  readonly kind: "group";
  readonly parent: LanguageNode;
  readonly group: SegmentKind;
  readonly segments: readonly SegmentPlace[];
}

export interface SegmentNode {
  readonly kind: "segment";
  readonly parent: LanguageNode;
  readonly segment: SegmentPlace;
}

/** What cannot be shown, and why. */
export interface NoteNode {
  readonly kind: "note";
  readonly text: string;
  readonly icon: "info" | "warning";
}

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

const GROUP_ICONS: Readonly<Record<SegmentKind, string>> = {
  missing: "circle-large-outline",
  stale: "history",
  unused: "trash",
  translated: "pass",
};

/** The row of a node. */
export function itemOf(node: StatusNode): vscode.TreeItem {
  switch (node.kind) {
    case "files":
      return filesItem(node);
    case "language":
      return languageItem(node);
    case "group":
      return groupItem(node);
    case "segment":
      return segmentItem(node);
    case "note": {
      const item = new vscode.TreeItem(node.text, None);
      item.iconPath = new vscode.ThemeIcon(node.icon);
      item.tooltip = node.text;
      return item;
    }
  }
}

function filesItem({ files, isOpen }: FilesNode): vscode.TreeItem {
  const uri = vscode.Uri.file(files.path);
  const item = new vscode.TreeItem(vscode.workspace.asRelativePath(uri), isOpen ? Expanded : Collapsed);
  item.id = uri.toString();
  item.iconPath = new vscode.ThemeIcon(files.kind === "source" ? "file" : "files");
  item.contextValue = files.kind;
  item.tooltip = uri.fsPath;
  return item;
}

function languageItem({ language, source, target, state }: LanguageNode): vscode.TreeItem {
  const item = new vscode.TreeItem(languageName(language), Collapsed);
  const isDone = state.missing.length + state.stale.length === 0;
  item.id = `${source} ${target} ${language}`;
  item.iconPath = new vscode.ThemeIcon(isDone ? "pass" : "circle-large-outline");
  item.description = countsOf(state);
  item.contextValue = "language";
  item.tooltip = vscode.workspace.asRelativePath(target);
  item.accessibilityInformation = { label: `${languageName(language)}, ${item.description}` };
  return item;
}

/** `177 of 214 · 34 missing, 12 with a draft · 3 stale`; what there is none of is left out. */
function countsOf(state: LanguageState): string {
  const { translated, total, missing, drafts, stale, unused } = countStates([state]);
  const lacking =
    drafts > 0
      ? vscode.l10n.t("{0} missing, {1} with a draft", missing, drafts)
      : vscode.l10n.t("{0} missing", missing);
  return [
    vscode.l10n.t("{0} of {1}", translated, total),
    ...(missing > 0 ? [lacking] : []),
    ...(stale > 0 ? [vscode.l10n.t("{0} stale", stale)] : []),
    ...(unused > 0 ? [vscode.l10n.t("{0} unused", unused)] : []),
  ].join(" · ");
}

function groupItem({ parent, group, segments }: GroupNode): vscode.TreeItem {
  const item = new vscode.TreeItem(nameOf(group), Collapsed);
  item.id = `${parent.source} ${parent.target} ${parent.language} ${group}`;
  item.iconPath = new vscode.ThemeIcon(GROUP_ICONS[group]);
  item.description = String(segments.length);
  item.tooltip = explanationOf(group);
  item.contextValue = group;
  item.accessibilityInformation = { label: `${nameOf(group)}, ${segments.length}` };
  return item;
}

function nameOf(group: SegmentKind): string {
  switch (group) {
    case "missing":
      return vscode.l10n.t("Missing");
    case "stale":
      return vscode.l10n.t("Stale");
    case "unused":
      return vscode.l10n.t("Unused");
    case "translated":
      return vscode.l10n.t("Translated");
  }
}

function explanationOf(group: SegmentKind): string {
  switch (group) {
    case "missing":
      return vscode.l10n.t("The target file has no translation of them yet, or a draft that is likely wrong.");
    case "stale":
      return vscode.l10n.t("Their source text changed since they were translated, or the file marks them for review.");
    case "unused":
      return vscode.l10n.t("The source has no such strings any more.");
    case "translated":
      return vscode.l10n.t("They have a translation.");
  }
}

function segmentItem({ parent, segment }: SegmentNode): vscode.TreeItem {
  const { key, text, stale, draft } = segment;
  const item = new vscode.TreeItem(key, None);
  const isPersons = stale !== undefined && !stale.isOurs;
  const note = [
    ...(isPersons ? [vscode.l10n.t("a person's text, which is not translated again")] : []),
    ...(draft === undefined ? [] : [vscode.l10n.t("◌ draft: {0}", draft.replace(/\s+/g, " "))]),
  ];
  item.description = [text.replace(/\s+/g, " "), ...note].join(" · ");
  item.tooltip = [text, ...note].join("\n\n");
  item.accessibilityInformation = { label: `${key}, ${item.description}` };
  const { uri, range } = locationOf(segment, parent);
  item.command = {
    command: "vscode.open",
    title: vscode.l10n.t("Open the String"),
    arguments: [uri, { selection: range } satisfies vscode.TextDocumentShowOptions],
  };
  return item;
}
