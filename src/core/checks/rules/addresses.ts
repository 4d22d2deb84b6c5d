import type { Check, Fix, Found } from "../check.js";
import { EXAMPLE, TRANSLATED_EXAMPLE, withoutLanguages } from "../localized-page.js";
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
    const different = differenceOf(addressesIn(read.source), addressesIn(read.target));
    const isTranslated = different.missing.some((one) => EXAMPLE.test(one));
    const [missing, extra] = isTranslated
      ? withoutExamples(different.missing, different.extra)
      : [different.missing, different.extra];
    if (missing.length + extra.length === 0) return [];
    const pageOf = (address: string): string => withoutLanguages(address, direction);
    const pages = new Set(missing.map(pageOf));
    const pagesFound = new Set(extra.map(pageOf));
    const lost = missing.filter((one) => !pagesFound.has(pageOf(one)));
    const strange = extra.filter((one) => !pages.has(pageOf(one)));
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

/** Without examples that are translated: `jamie@example.com`, `joao@exemplo.com`. */
function withoutExamples(missing: readonly string[], extra: readonly string[]): [readonly string[], readonly string[]] {
  const others = extra.filter((one) => !TRANSLATED_EXAMPLE.test(one));
  let translated = extra.length - others.length;
  return [missing.filter((one) => !EXAMPLE.test(one) || translated-- <= 0), others];
}

function replace(target: string, { items }: ReadableText, from = "", to = ""): Fix | undefined {
  const places = items.filter(({ text }) => text === from);
  const [place] = places;
  if (!place || places.length > 1) return undefined;
  return { action: { code: "replace", from, to }, target: target.slice(0, place.start) + to + target.slice(place.end) };
}
