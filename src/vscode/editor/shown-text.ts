import * as vscode from "vscode";
import { formatList, formatMessage, formatNumber } from "#core/language/format-message.js";
import { languageName } from "#core/language/language-names.js";
import type { LanguageTag } from "#core/language/tag.js";
import { varietyName } from "#core/language/variety.js";
import { type CapUnit, dollars } from "#core/routing/cap.js";
import type { Localize } from "#workspace/localize.js";

const { language } = vscode.env;
/** Without arguments the editor puts none in, so that a plural reaches {@link formatMessage} as it was translated. */
const translated = vscode.l10n.t.bind(vscode.l10n) as (sentence: string) => string;

/** Sentences in the language of the editor, with its plurals, and numbers as it writes them. */
export const localized: Localize = Object.assign(
  (sentence: string, ...args: (string | number)[]): string => formatMessage(translated(sentence), args, language),
  { language },
);

/** The name of a language in the language of the editor. */
export function shownLanguage(tag: LanguageTag): string {
  return languageName(tag, vscode.env.language);
}

/** The name of a language and its written standard in the language of the editor. */
export function shownVariety(tag: LanguageTag): string {
  return varietyName(tag, vscode.env.language);
}

/** US dollars in the language of the editor. */
export function shownDollars(amount: number): string {
  return dollars(amount, language);
}

/** A number in the language of the editor, with so many digits after its decimal sign. */
export function shownNumber(value: number, digits = 0): string {
  return formatNumber(value, language, digits);
}

/** Several things in a row, in the language of the editor. */
export function shownList(items: readonly string[]): string {
  return formatList(items, language);
}

/** An amount in the unit of a cap, in the language of the editor. */
export function shownAmount(amount: number, unit: CapUnit): string {
  switch (unit) {
    case "usd":
      return shownDollars(amount);
    case "tokens":
      return localized("{0, plural, one {# token} other {# tokens}}", Math.round(amount));
    case "segments":
      return localized("{0, plural, one {# string} other {# strings}}", Math.round(amount));
  }
}
