import * as vscode from "vscode";
import { findDirection, type ModelDirection, refusalOf } from "#core/language/directions.js";
import type { LanguageTag } from "#core/language/tag.js";
import { remarkText } from "#workspace/language-text.js";
import { localized, shownVariety } from "./shown-text.js";

/** A language in the list of target languages; its description is its tag. */
export interface TargetItem extends vscode.QuickPickItem {
  readonly description: LanguageTag;
}

/** What is known about target languages. */
export interface TargetKnowledge {
  readonly source: LanguageTag;
  /** The small model's directions. */
  readonly directions: readonly ModelDirection[];
  /** How many strings each language lacks, if it has files. */
  readonly missing?: ReadonlyMap<LanguageTag, number>;
}

/**
 * The list of target languages, each once, with what their files lack, and a remark if the small model translates
 * into a variety.
 *
 * @param picked preselected, if the small model translates into them
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
