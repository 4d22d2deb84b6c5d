import * as vscode from "vscode";
import { findDirection, type ModelDirection, refusalOf } from "#core/language/directions.js";
import type { LanguageTag } from "#core/language/tag.js";
import { remarkText } from "#workspace/language-text.js";
import { localized, shownVariety } from "./shown-text.js";

/** A language in the list of target languages; its description is its tag. */
export interface TargetItem extends vscode.QuickPickItem {
  readonly description: LanguageTag;
}

/** What is known of target languages. */
export interface TargetKnowledge {
  readonly source: LanguageTag;
  /** What the small model translates. */
  readonly directions: readonly ModelDirection[];
  /** How many strings the files of languages lack, where there are files. */
  readonly missing?: ReadonlyMap<LanguageTag, number>;
}

/**
 * The list of target languages, each once, with what their files lack; what the small model makes of one is said where that
 * is not plain.
 *
 * @param picked chosen beforehand, where the small model translates to them
 */
export function targetItems(
  languages: readonly LanguageTag[],
  picked: readonly LanguageTag[],
  { source, directions, missing }: TargetKnowledge,
): TargetItem[] {
  return [...new Set(languages)].map((language) => {
    const count = missing?.get(language);
    const lacking = count === undefined ? [] : [vscode.l10n.t("{0} missing", count)];
    const direction = { source, target: language };
    const served = findDirection(direction, directions);
    const isPicked = served !== undefined && picked.includes(language);
    const item = { label: shownVariety(language), description: language, picked: isPicked };
    const detailed = (...details: readonly string[]): TargetItem => {
      const detail = [...lacking, ...details].join(" · ");
      return detail === "" ? item : { ...item, detail };
    };
    if (served)
      return served.kind === "substitute" ? detailed(`$(info) ${remarkText(served.remark, localized)}`) : detailed();
    const refusal = refusalOf(direction, directions);
    const detail = vscode.l10n.t("the small model does not translate to it");
    return detailed(`$(circle-slash) ${detail}${refusal ? `: ${remarkText(refusal, localized)}` : ""}`);
  });
}
