import * as vscode from "vscode";
import { findDirection, type ModelDirection, refusalOf } from "#core/language/directions.js";
import type { LanguageTag } from "#core/language/tag.js";
import { varietyName } from "#core/language/variety.js";

/** A language in the list of target languages; its description is its tag. */
export interface TargetItem extends vscode.QuickPickItem {
  readonly description: LanguageTag;
}

/**
 * The list of target languages, each once: what the small model makes of one is said where that is not plain.
 *
 * @param picked chosen beforehand, where the small model translates to them
 */
export function targetItems(
  languages: readonly LanguageTag[],
  picked: readonly LanguageTag[],
  source: LanguageTag,
  directions: readonly ModelDirection[],
): TargetItem[] {
  return [...new Set(languages)].map((language) => {
    const direction = { source, target: language };
    const served = findDirection(direction, directions);
    const isPicked = served !== undefined && picked.includes(language);
    const item = { label: varietyName(language), description: language, picked: isPicked };
    if (served) return served.kind === "substitute" ? { ...item, detail: `$(info) ${served.note}` } : item;
    const reason = refusalOf(direction, directions);
    const detail = vscode.l10n.t("the small model does not translate to it");
    return { ...item, detail: `$(circle-slash) ${detail}${reason === undefined ? "" : `: ${reason}`}` };
  });
}
