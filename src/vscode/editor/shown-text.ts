import * as vscode from "vscode";
import { languageName } from "#core/language/language-names.js";
import type { LanguageTag } from "#core/language/tag.js";
import { varietyName } from "#core/language/variety.js";
import { type CapUnit, dollars } from "#core/routing/cap.js";
import type { Localize } from "#workspace/localize.js";

/** Sentences of the core in the language of the editor. */
export const localized: Localize = Object.assign(vscode.l10n.t.bind(vscode.l10n) as Localize, {
  language: vscode.env.language,
});

/** The name of a language in the language of the editor. */
export function shownLanguage(tag: LanguageTag): string {
  return languageName(tag, vscode.env.language);
}

/** The name of a language and its written standard in the language of the editor. */
export function shownVariety(tag: LanguageTag): string {
  return varietyName(tag, vscode.env.language);
}

/** An amount in the unit of a cap, in the language of the editor. */
export function shownAmount(amount: number, unit: CapUnit): string {
  switch (unit) {
    case "usd":
      return dollars(amount);
    case "tokens":
      return vscode.l10n.t("{0} tokens", Math.round(amount));
    case "segments":
      return vscode.l10n.t("{0} strings", Math.round(amount));
  }
}
