import type { LanguageTag } from "#core/language/tag.js";
import type { Span } from "#core/text/span.js";

const REGION = "(?:_?[A-Z]{2}(?![a-z]))?";

/** The part of an identifier that is a language: all of it, its beginning (`enMetadata`) or its end (`messagesEn`). */
function languagePart(name: string, language: LanguageTag): Span | undefined {
  const [base = ""] = language.split("-");
  if (!/^[a-z]{2,3}$/.test(base)) return undefined;
  const capital = base[0]?.toUpperCase() + base.slice(1);
  const upper = base.toUpperCase();
  const found =
    new RegExp(`^${base}(?:_?[A-Z]{2})?$`, "i").exec(name) ??
    new RegExp(`^${base}${REGION}(?=[A-Z_][A-Za-z_])`).exec(name) ??
    new RegExp(`(?:(?<=[A-Za-z]_)(?:${base}|${upper})|(?<=[a-z])(?:${capital}|${upper}))${REGION}$`).exec(name);
  return found ? { start: found.index, end: found.index + found[0].length } : undefined;
}

/** An identifier without the language in it: `en` becomes empty, `enMetadata` `Metadata`. */
export function withoutLanguage(name: string, languages: readonly LanguageTag[]): string {
  for (const language of languages) {
    const part = languagePart(name, language);
    if (part) return name.slice(0, part.start).replace(/_$/, "") + name.slice(part.end).replace(/^_/, "");
  }
  return name;
}

/** An identifier with another language in it, spelled alike: `enUS` becomes `deDE` or `de`, `messagesEn` `messagesDe`. */
export function renamedLike(name: string, source: LanguageTag, language: LanguageTag): string {
  const part = languagePart(name, source);
  if (!part) return name;
  const own = name.slice(part.start, part.end);
  const renamed = language.replaceAll("-", own.includes("_") ? "_" : "");
  const isUpper = own === own.toUpperCase();
  const spelt = isUpper
    ? renamed.toUpperCase()
    : /^[A-Z]/.test(own)
      ? renamed[0]?.toUpperCase() + renamed.slice(1)
      : renamed;
  return name.slice(0, part.start) + spelt + name.slice(part.end);
}
