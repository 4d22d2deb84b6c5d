import type { LanguageTag } from "./tag.js";

/** Scripts that are written from right to left and are in use. */
export const RIGHT_TO_LEFT: readonly string[] = ["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm"];

/** The direction of a language's texts, in the word of CSS and HTML. */
export function textDirection(language: LanguageTag): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.includes(new Intl.Locale(language).maximize().script ?? "") ? "rtl" : "ltr";
}
