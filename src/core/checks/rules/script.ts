import { isPseudoLocale } from "#core/language/pseudo-locale.js";
import type { LanguageTag } from "#core/language/tag.js";

/** Scripts that comprise several of Unicode's. */
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
    // CLDR's script for a pseudo-locale means nothing.
    const script = (isPseudoLocale(language) ? undefined : new Intl.Locale(language).maximize().script) ?? "Latn";
    scripts = COMPOSED[script] ?? [script];
    known.set(language, scripts);
  }
  return scripts;
}

const TESTS = new Map<string, RegExp>();

/** Whether a character is in one of some scripts (ISO 15924; `Zyyy` and `Zinh` are shared by all). */
export function isInScripts(letter: string, scripts: readonly string[]): boolean {
  return scripts.some((script) => {
    let test = TESTS.get(script);
    if (!test) {
      test = new RegExp(`\\p{Script=${script}}`, "u");
      TESTS.set(script, test);
    }
    return test.test(letter);
  });
}
