import * as vscode from "vscode";
import { type KeyPath, keyId } from "#core/formats/format.js";
import type { LanguageTag } from "#core/language/tag.js";
import type { WorkspaceLanguage } from "../editor/language-state.js";
import { readSettings } from "../editor/settings.js";
import { sourceOf } from "../editor/source-of.js";
import type { DecisionStore } from "./decision-store.js";

/** A string of a target file; the file may lack it yet. */
export interface StringPlace extends WorkspaceLanguage {
  readonly key: KeyPath;
}

/** The same in links of a hover: the target file, the language and the id of the key. */
export type LinkedPlace = readonly [file: string, language: LanguageTag, key: string];

/** A place as the argument of a link. */
export function linkTo({ target, language, key }: Omit<StringPlace, "source">): LinkedPlace {
  return [target.toString(), language, keyId(key)];
}

/** A unique text for maps. */
export function placeName({ target, language, key }: Omit<StringPlace, "source">): string {
  return `${target} ${language} ${keyId(key)}`;
}

/** The place that a link names; undefined if the source file of its target is unknown. */
export async function linkedPlace(
  decisions: DecisionStore,
  [file, language, key]: LinkedPlace,
): Promise<StringPlace | undefined> {
  const target = vscode.Uri.parse(file, true);
  await decisions.load(target);
  const source = decisions.get(target, language, key)?.source ?? (await sourceFor(target));
  return source && { source, target, language, key: JSON.parse(key) as KeyPath };
}

async function sourceFor(target: vscode.Uri): Promise<vscode.Uri | undefined> {
  return (await sourceOf(target, readSettings(target).source))?.source;
}
