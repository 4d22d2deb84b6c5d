import { isPseudoLocale } from "#core/language/pseudo-locale.js";
import type { LanguageTag } from "#core/language/tag.js";

/** Scripts that comprise several of Unicode's. */
const COMPOSED: Readonly<Record<string, readonly string[]>> = {
  Hans: ["Hani"],
  Hant: ["Hani"],
  Jpan: ["Hani", "Hira", "Kana"],
  Kore: ["Hang", "Hani"],
};

/** Languages that are written in several scripts, where no tag says which; the usual one first. */
const SEVERAL: Readonly<Record<string, readonly string[]>> = {
  az: ["Latn", "Cyrl", "Arab"],
  ber: ["Tfng", "Latn", "Arab"],
  bs: ["Latn", "Cyrl"],
  cnr: ["Latn", "Cyrl"],
  crh: ["Latn", "Cyrl"],
  ff: ["Latn", "Adlm"],
  ha: ["Latn", "Arab"],
  iu: ["Cans", "Latn"],
  kaa: ["Cyrl", "Latn"],
  kab: ["Latn", "Tfng"],
  kk: ["Cyrl", "Latn", "Arab"],
  kok: ["Deva", "Latn"],
  ks: ["Arab", "Deva"],
  ku: ["Latn", "Arab", "Cyrl"],
  ky: ["Cyrl", "Latn", "Arab"],
  mn: ["Cyrl", "Mong"],
  ms: ["Latn", "Arab"],
  pa: ["Guru", "Arab"],
  ro: ["Latn", "Cyrl"],
  sd: ["Arab", "Deva"],
  sh: ["Latn", "Cyrl"],
  sr: ["Cyrl", "Latn"],
  tg: ["Cyrl", "Latn", "Arab"],
  tk: ["Latn", "Cyrl"],
  tt: ["Cyrl", "Latn"],
  tzm: ["Tfng", "Latn", "Arab"],
  ug: ["Arab", "Cyrl", "Latn"],
  uz: ["Latn", "Cyrl", "Arab"],
  zgh: ["Tfng", "Latn"],
};

const known = new Map<LanguageTag, readonly string[]>();

/** The Unicode scripts (ISO 15924) that a language is written in: the one in its tag, otherwise by custom and CLDR's likely subtags. */
export function scriptsOf(language: LanguageTag): readonly string[] {
  let scripts = known.get(language);
  if (!scripts) {
    // CLDR's script for a pseudo-locale means nothing.
    const locale = isPseudoLocale(language) ? undefined : new Intl.Locale(language);
    const script = locale?.maximize().script ?? "Latn";
    const several = locale && locale.script === undefined ? SEVERAL[locale.language] : undefined;
    scripts = several ?? COMPOSED[script] ?? [script];
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
