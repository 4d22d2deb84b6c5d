import { RouteLmtError, said } from "../errors.js";
import { isQps } from "./pseudo-locale.js";
import type { LanguageTag } from "./tag.js";

const KNOWN = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

/**
 * A well-formed BCP 47 tag that the platform knows a name for, or a pseudo-locale.
 *
 * @throws {RouteLmtError} `language-unknown`
 */
export function parseLanguage(text: string): LanguageTag {
  const tag = text.trim().replaceAll("_", "-");
  if (isQps(tag)) return tag.toLowerCase();
  try {
    const [canonical = ""] = Intl.getCanonicalLocales(tag);
    const base = new Intl.Locale(canonical).language;
    if (KNOWN.of(base)) return canonical;
  } catch {
    // Not well-formed: same error as for an unknown tag.
  }
  throw new RouteLmtError(
    "language-unknown",
    said`The language "${text}" is not known`,
    said`Use a BCP 47 tag such as de, fr or pt-BR.`,
  );
}

/**
 * The name of a language, for prompts and for people; of a pseudo-locale its tag.
 *
 * @param display the language of the name
 */
export function languageName(tag: LanguageTag, display = "en"): string {
  if (isQps(tag)) return tag;
  return new Intl.DisplayNames([display, "en"], { type: "language" }).of(tag) ?? tag;
}

/** The words that {@link parseLanguage} accepts as languages, each once. */
export function knownLanguages(words: readonly string[]): LanguageTag[] {
  const languages = words.flatMap((word): LanguageTag[] => {
    try {
      return [parseLanguage(word)];
    } catch {
      return [];
    }
  });
  return [...new Set(languages)];
}
