import * as vscode from "vscode";
import { formatList, formatMessage, formatNumber } from "#core/language/format-message.js";
import { languageName } from "#core/language/language-names.js";
import type { LanguageTag } from "#core/language/tag.js";
import { varietyName } from "#core/language/variety.js";
import { type CapUnit, dollars } from "#core/routing/amount.js";
import type { Localize } from "#workspace/localize.js";

const { language } = vscode.env;
/** Without arguments, the editor inserts nothing, so that a translated plural reaches {@link formatMessage} unchanged. */
const translated = vscode.l10n.t.bind(vscode.l10n) as (sentence: string) => string;

/** Sentences in the editor's language, with its plurals and number format. */
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

/** US dollars in the language of the editor, in whole cents. */
export function shownCents(amount: number): string {
  const { format } = new Intl.NumberFormat([language, "en"], {
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
  });
  return amount > 0 && amount < 0.01 ? `<${format(0.01)}` : format(amount);
}

/** A number in the editor's language, with a number of decimal digits. */
export function shownNumber(value: number, digits = 0): string {
  return formatNumber(value, language, digits);
}

/** A list in the editor's language. */
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
