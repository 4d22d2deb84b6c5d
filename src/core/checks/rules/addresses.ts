import type { Check, Fix, Found } from "../check.js";
import { differenceOf } from "../multiset.js";
import type { Problem } from "../problem.js";
import type { ReadableText } from "../readable-text.js";

/** Web and e-mail addresses are those of the source. */
export const addresses: Check = {
  name: "addresses",
  title: "Web and e-mail addresses are those of the source.",
  explanation:
    "A changed address leads readers astray. A page of the same site in the target language is fine; anything else must be the source's.",
  needs: "other-items",
  find: ({ read, target, direction }) => {
    const { missing, extra } = differenceOf(addressesIn(read.source), addressesIn(read.target));
    if (missing.length + extra.length === 0) return [];
    // The German page of https://example.org/en/help is /de/help, that of en.example.org is de.example.org.
    const languages = [direction.source, direction.target].flatMap((tag) => [tag, tag.split("-")[0] ?? tag]);
    const pages = new Set(missing.map((one) => withoutLanguage(one, languages)));
    const pagesFound = new Set(extra.map((one) => withoutLanguage(one, languages)));
    const lost = missing.filter((one) => !pagesFound.has(withoutLanguage(one, languages)));
    const strange = extra.filter((one) => !pages.has(withoutLanguage(one, languages)));
    const fix =
      lost.length === 1 && strange.length === 1 ? replace(target, read.target, strange[0], lost[0]) : undefined;
    const found = (problem: Problem): Found => ({ severity: "error", problem, ...(fix ? { fix } : {}) });
    return [
      ...lost.map((text) => found({ code: "part-missing", text })),
      ...strange.map((text) => found({ code: "part-extra", text })),
    ];
  },
};

/** Addresses with a real host; `http://location` is a placeholder and is translated. */
function addressesIn({ items }: ReadableText): string[] {
  return items
    .filter(
      ({ kind, text }) => kind === "email" || (kind === "url" && /^www\.|:\/\/(?:localhost|[^/\s[]*[.{:])/i.test(text)),
    )
    .map(({ text }) => text);
}

/** An address without the names of two languages, and with `https` for `http`, for comparison. */
function withoutLanguage(address: string, languages: readonly string[]): string {
  // Whole tags before their first parts, so that pt-br is removed as one.
  const spellings = languages.map((tag) => tag.replaceAll("-", "[-_]"));
  return address
    .replace(/^http:/, "https:")
    .replace(/\/$/, "")
    .replace(new RegExp(`(?<=[./_-])(?:${spellings.join("|")})(?=[./_-]|$)`, "gi"), "")
    .replace(/([./_-])\1+/g, "$1");
}

function replace(target: string, { items }: ReadableText, from = "", to = ""): Fix | undefined {
  const places = items.filter(({ text }) => text === from);
  const [place] = places;
  if (!place || places.length > 1) return undefined;
  return { action: { code: "replace", from, to }, target: target.slice(0, place.start) + to + target.slice(place.end) };
}
