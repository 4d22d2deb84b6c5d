import * as vscode from "vscode";
import { keyId } from "#core/formats/format.js";
import { languagesOf } from "#core/formats/read-file.js";
import { locationOf } from "../editor/language-state.js";
import { rangeOf } from "../editor/range.js";
import { readSettings } from "../editor/settings.js";
import { openSource } from "../editor/source-of.js";
import { unitsOf } from "../editor/units.js";
import type { Context } from "../state/context.js";
import { type LinkedPlace, linkedPlace } from "../state/string-place.js";
import type { SegmentNode } from "../views/status-items.js";

/**
 * Opens a string in its target file; a missing one next to its source text, at the place where it will be. If there is no
 * target file yet, the source file is opened.
 *
 * @param preserveFocus leaves the focus in the view, where the next row may be selected as well
 */
export async function openString({ segment, group, parent }: SegmentNode, preserveFocus: boolean): Promise<void> {
  const { uri, range } = locationOf(segment, parent);
  const isMissing = group === "missing" || group === "draft" || group === "failed";
  const hasOwnFile = uri.toString() !== parent.source.toString();
  if (!isMissing || !hasOwnFile) {
    const { source: from } = readSettings(parent.source);
    const document = await (hasOwnFile ? vscode.workspace.openTextDocument(uri) : openSource(uri, from));
    await vscode.window.showTextDocument(document, { selection: range, preserveFocus });
    return;
  }
  const from = readSettings(parent.source).source;
  const source = await openSource(parent.source, from);
  const english = (await unitsOf(source, { source: from })).find(({ key }) => keyId(key) === keyId(segment.keyPath));
  await vscode.window.showTextDocument(source, {
    viewColumn: vscode.ViewColumn.One,
    preserveFocus: true,
    ...(english ? { selection: rangeOf(source, english.span) } : {}),
  });
  await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Two, selection: range, preserveFocus });
}

/** Opens the string of a link in its target file; where that has no such key, its source file at the string. */
export async function openPlace({ decisions }: Context, link: LinkedPlace): Promise<void> {
  const place = await linkedPlace(decisions, link);
  if (!place) return;
  const { source } = readSettings(place.target);
  for (const uri of [place.target, place.source]) {
    const document = await Promise.resolve(vscode.workspace.openTextDocument(uri)).catch(() => undefined);
    const languages = uri === place.target ? languagesOf({ source, target: place.language }) : { source };
    const unit = document && (await unitsOf(document, languages)).find(({ key }) => keyId(key) === keyId(place.key));
    if (!document || !unit) continue;
    await vscode.window.showTextDocument(document, { selection: rangeOf(document, unit.span) });
    return;
  }
  await vscode.window.showTextDocument(await openSource(place.source, source));
}
