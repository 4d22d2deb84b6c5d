import { answering } from "../language/answer.js";
import { knownLanguages, languageName } from "../language/language-names.js";
import { isPseudoLocale } from "../language/pseudo-locale.js";
import { readSpelling, spell } from "../language/spelling.js";
import type { LanguageTag } from "../language/tag.js";

/** By style of `{lang:…}`, then by the tool's name of the language. */
export type Renamed = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** How a tool spells a language at a placeholder, with its own renaming if there is one. */
export function spelled(language: LanguageTag, style: string, usual: string, renamed: Renamed | undefined): string {
  const names = renamed?.[style] ?? {};
  const name = answering(
    language,
    Object.keys(names).flatMap((one) => readSpelling(one)?.tag ?? []),
  );
  const own = Object.entries(names).find(([one]) => readSpelling(one)?.tag === name)?.[1];
  return own ?? (style === "" ? usual : (inStyle(language, style) ?? usual));
}

/** The codes of Crowdin and Transifex; undefined for a pseudo-locale, which has none. */
function inStyle(language: LanguageTag, style: string): string | undefined {
  const { language: base, region, script } = new Intl.Locale(language).maximize();
  if (region === undefined || isPseudoLocale(language)) return undefined;
  const explicit = new Intl.Locale(language);
  const whole = `${base}-${region}`;
  // Xcode names Chinese by its script.
  const apple = base === "zh" && (region === "CN" || region === "TW" || explicit.script) ? `zh-${script}` : undefined;
  switch (style) {
    case "two":
      return base;
    case "three":
      return spell(base, { isLong: true });
    case "locale":
      return whole;
    case "posix":
      return spell(whole, { separator: "_" });
    case "underscored":
      return spell(language, { separator: "_" });
    case "android":
      return spell(whole, { form: "android", isLegacy: true });
    case "osx":
      return apple ?? (explicit.region ? whole : base);
    case "osxlocale":
      return apple ?? (explicit.region ? spell(whole, { separator: "_" }) : base);
    case "name":
      return languageName(language);
    default:
      return undefined;
  }
}

/** The spellings of languages in a project's files, from the list in its settings. */
export function usualSpelling(
  language: LanguageTag,
  listed: readonly string[],
  sourceSpelling: string | undefined,
): string {
  const own = spellingsOf(listed).get(language);
  return own ?? spell(language, readSpelling(sourceSpelling ?? "")?.traits ?? {});
}

const spellings = new WeakMap<readonly string[], ReadonlyMap<LanguageTag, string>>();

/** The first spelling of each language. */
export function spellingsOf(listed: readonly string[]): ReadonlyMap<LanguageTag, string> {
  const known =
    spellings.get(listed) ??
    new Map(listed.toReversed().flatMap((one) => knownLanguages([one]).map((language) => [language, one] as const)));
  spellings.set(listed, known);
  return known;
}
