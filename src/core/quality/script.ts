import type { LanguageTag } from "../segment.js";

/** Scripts that are written with several of Unicode's. */
const COMPOSED: Readonly<Record<string, readonly string[]>> = {
  Hans: ["Hani"],
  Hant: ["Hani"],
  Jpan: ["Hani", "Hira", "Kana"],
  Kore: ["Hang", "Hani"],
};

const known = new Map<LanguageTag, readonly string[]>();

/** The Unicode scripts (ISO 15924) that a language is written in, by CLDR's likely subtags. */
export function scriptsOf(language: LanguageTag): readonly string[] {
  let scripts = known.get(language);
  if (!scripts) {
    const script = new Intl.Locale(language).maximize().script ?? "Latn";
    scripts = COMPOSED[script] ?? [script];
    known.set(language, scripts);
  }
  return scripts;
}
