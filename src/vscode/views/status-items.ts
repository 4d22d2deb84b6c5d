import * as vscode from "vscode";
import type { ProjectFiles } from "#core/project/file-groups.js";
import { countStates, type LanguageState } from "#core/status/language-state.js";
import { labelOf } from "#workspace/decision-label.js";
import type { WorkspaceLanguage } from "../editor/language-state.js";
import { localized, shownLanguage } from "../editor/shown-text.js";
import { GROUPS, type GroupKind, type RoutedSegment } from "../state/routing-groups.js";
import type { StringPlace } from "../state/string-place.js";

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
  /** Those that pass the filter of the view. */
  readonly segments: readonly RoutedSegment[];
}

export interface GroupNode {
  readonly kind: "group";
  readonly parent: LanguageNode;
  readonly group: GroupKind;
  readonly segments: readonly RoutedSegment[];
}

export interface SegmentNode extends RoutedSegment {
  readonly kind: "segment";
  readonly parent: LanguageNode;
}

/** A file that cannot be shown, and why. */
export interface NoteNode {
  readonly kind: "note";
  readonly text: string;
  readonly icon: "info" | "warning" | "globe";
  /** More words. */
  readonly tooltip?: string;
  /** What a click does. */
  readonly command?: vscode.Command;
}

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

const GROUP_ICONS: Readonly<Record<GroupKind, string>> = {
  missing: "circle-large-outline",
  draft: "circle-slash",
  failed: "error",
  flagged: "triangle-up",
  "over-share": "pie-chart",
  held: "shield",
  stale: "history",
  edited: "edit",
  bought: "credit-card",
  memory: "database",
  local: "circle-filled",
  translated: "pass",
  unused: "trash",
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
      item.tooltip = node.tooltip ?? node.text;
      if (node.tooltip !== undefined) item.accessibilityInformation = { label: `${node.text}. ${node.tooltip}` };
      if (node.command) item.command = node.command;
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
  const isAbsent = files.kind === "source" && files.isAbsent;
  item.tooltip = isAbsent
    ? `${uri.fsPath}\n${vscode.l10n.t("There is no such file: the keys of the translations are the texts.")}`
    : uri.fsPath;
  return item;
}

function languageItem({ language, source, target, state, segments }: LanguageNode): vscode.TreeItem {
  const item = new vscode.TreeItem(shownLanguage(language), Collapsed);
  item.id = `${source} ${target} ${language}`;
  item.description = shortCounts(state, segments);
  item.contextValue = "language";
  item.tooltip = `${vscode.workspace.asRelativePath(target)}\n${countsOf(state, segments)}`;
  item.accessibilityInformation = { label: `${shownLanguage(language)}, ${countsOf(state, segments)}` };
  return item;
}

/**
 * `34 missing · △ 5 · 3 stale`, or `△ 5 · ✓ 214 of 214`; counts of 0 are left out. Narrow views cut off the end, and the actions of a
 * selected row take up more of it: what wants a person comes first and is short, and the row has no icon. The tooltip has the words.
 */
function shortCounts(state: LanguageState, segments: readonly RoutedSegment[]): string {
  const { translated, total, missing, stale, unused } = countStates([state]);
  const flagged = countIn(segments, "flagged");
  return [
    ...(missing > 0 ? [localized("{0} missing", missing)] : []),
    ...(flagged > 0 ? [`△ ${flagged}`] : []),
    ...(stale > 0 ? [localized("{0} stale", stale)] : []),
    ...(unused > 0 ? [localized("{0} unused", unused)] : []),
    ...(missing === 0 ? [`${stale === 0 ? "✓ " : ""}${localized("{0} of {1}", translated, total)}`] : []),
  ].join(" · ");
}

/** `177 of 214 · 34 missing, 12 with a draft · 5 flagged · 3 stale`; counts of 0 are left out. */
function countsOf(state: LanguageState, segments: readonly RoutedSegment[]): string {
  const { translated, total, missing, stale, unused, drafts: counted } = countStates([state]);
  const drafts = Math.max(counted, countIn(segments, "draft"));
  const lacking =
    drafts > 0 ? localized("{0} missing, {1} with a draft", missing, drafts) : localized("{0} missing", missing);
  const flagged = countIn(segments, "flagged");
  return [
    localized("{0} of {1}", translated, total),
    ...(missing > 0 ? [lacking] : []),
    ...(flagged > 0 ? [localized("{0} flagged", flagged)] : []),
    ...(stale > 0 ? [localized("{0} stale", stale)] : []),
    ...(unused > 0 ? [localized("{0} unused", unused)] : []),
  ].join(" · ");
}

function countIn(segments: readonly RoutedSegment[], group: GroupKind): number {
  return segments.filter((one) => one.group === group).length;
}

/** The groups of a language that have strings, in their order. */
export function groupsOf(parent: LanguageNode): GroupNode[] {
  return GROUPS.flatMap((group): GroupNode[] => {
    const segments = parent.segments.filter((one) => one.group === group);
    return segments.length > 0 ? [{ kind: "group", parent, group, segments }] : [];
  });
}

/** The strings of a row; none for files, whose languages are not known yet. */
export function stringsOf(node: StatusNode): StringPlace[] {
  if (node.kind === "note" || node.kind === "files") return [];
  const { source, target, language } = node.kind === "language" ? node : node.parent;
  const segments = node.kind === "segment" ? [node] : node.segments;
  return segments
    .filter(({ group }) => group !== "unused")
    .map(({ segment }) => ({ source, target, language, key: segment.keyPath }));
}

function groupItem({ parent, group, segments }: GroupNode): vscode.TreeItem {
  const { name, explanation } = wordsOf(group);
  const item = new vscode.TreeItem(name, Collapsed);
  item.id = `${parent.source} ${parent.target} ${parent.language} ${group}`;
  item.iconPath = new vscode.ThemeIcon(GROUP_ICONS[group]);
  item.description = String(segments.length);
  item.tooltip = explanation;
  item.contextValue = `group.${group}`;
  item.accessibilityInformation = { label: `${name}, ${segments.length}. ${explanation}` };
  return item;
}

/** The name and the meaning of a group. */
function wordsOf(group: GroupKind): { readonly name: string; readonly explanation: string } {
  const { t } = vscode.l10n;
  switch (group) {
    case "missing":
      return { name: t("Missing"), explanation: t("The target file has no translation of them yet.") };
    case "draft":
      return {
        name: t("Draft"),
        explanation: t("Their local translation is likely wrong, and they count as missing."),
      };
    case "failed":
      return { name: t("Failed"), explanation: t("Their local translation failed the checks, and was not written.") };
    case "flagged":
      return { name: t("Flagged"), explanation: t("The large model is expected to improve their translation.") };
    case "over-share":
      return {
        name: t("Over Share"),
        explanation: t("The large model would improve them, but other strings gain more, and the share is used up."),
      };
    case "held":
      return { name: t("Held"), explanation: t("The large model's translation was bought, and refused by a check.") };
    case "stale":
      return {
        name: t("Stale"),
        explanation: t("Their source text has changed since they were translated, or the file marks them for review."),
      };
    case "edited":
      return { name: t("Edited"), explanation: t("A person has changed the translation since.") };
    case "bought":
      return { name: t("Bought"), explanation: t("The large model's translation is in the file.") };
    case "memory":
      return { name: t("Memory"), explanation: t("The translation memory had them.") };
    case "local":
      return { name: t("Local"), explanation: t("The small model's translation is good enough.") };
    case "translated":
      return { name: t("Others"), explanation: t("They were not translated by RouteLMT.") };
    case "unused":
      return { name: t("Unused"), explanation: t("The source has no such strings any more.") };
  }
}

function segmentItem(node: SegmentNode): vscode.TreeItem {
  const { parent, segment, group, decision, value } = node;
  const { key, text, stale, draft } = segment;
  const item = new vscode.TreeItem(key, None);
  const isPersons = stale !== undefined && !stale.isOurs;
  const label = decision && group !== "stale" && group !== "missing" ? [labelOf(decision, value, localized)] : [];
  const note = [
    ...(isPersons ? [vscode.l10n.t("a person's text, which is not translated again")] : []),
    ...(draft === undefined ? [] : [localized("◌ draft: {0}", oneLine(draft))]),
  ];
  item.id = `${parent.source} ${parent.target} ${parent.language} ${JSON.stringify(segment.keyPath)} ${group}`;
  item.description = [...(draft === undefined ? label : []), oneLine(text), ...note].join(" · ");
  item.tooltip = [text, ...(value === undefined ? [] : [value]), ...label, ...note].join("\n\n");
  item.accessibilityInformation = { label: `${key}, ${item.description}` };
  item.contextValue = `string.${group}`;
  item.command = { command: "routelmt.openString", title: vscode.l10n.t("Open the String"), arguments: [node] };
  return item;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
