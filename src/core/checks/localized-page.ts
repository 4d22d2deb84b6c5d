import type { Direction } from "#core/language/tag.js";

/**
 * An address or path without the names of two languages, and with `https` for `http`, for comparison: the German page of
 * `https://example.org/en/help` is `/de/help`, that of `en.example.org` is `de.example.org`.
 */
export function withoutLanguages(address: string, direction: Direction): string {
  const bases = [direction.source, direction.target].map((tag) => tag.split("-")[0] ?? tag);
  const language = `(?:${bases.join("|")})(?:[-_](?:[a-z]{2}|[a-z]{4}|\\d{3}))?`;
  return (
    address
      .replace(/^http:/, "https:")
      // Articles have other names in every language.
      .replace(/\bhttps?:\/\/(?:[a-z-]{2,12}\.)?(?:m\.)?wikipedia\.org\/wiki\/[^"'\s]*/i, "https://wikipedia.org/wiki")
      .replace(/\/$/, "")
      .replace(new RegExp(`(?<=[./_="'-])${language}(?=[./_#?&-]|$)`, "gi"), "")
      .replace(/([./_-])\1+/g, "$1")
  );
}

/** A host that only stands for one. */
export const EXAMPLE = /\bexample\.(?:com|org|net)\b/;
/** The same in other languages: people translate it. */
export const TRANSLATED_EXAMPLE =
  /(?:^|[@/.-])(?:beispiel|ejemplo|exempl[eo]|esempio|voorbeeld|exempel|eksempel|esimerkki|przyklad|priklad|primer|pelda|ornek|contoh|pryklad)[a-z]{0,12}\.(?:com|org|net|de|fr|es|it|nl|pl|pt|br|cz|ru)(?:[:/]|$)/i;
