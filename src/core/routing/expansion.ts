import type { LanguageTag } from "../language/tag.js";

/** The most tokens of a translation per token of its English source, as `estimateUsage` counts, in most languages. */
const USUAL = 1.4;
/**
 * Languages that tokenizers know so little that translations need more: o200k tokens of the names of languages,
 * countries and scripts in CLDR 48, divided by the estimate for their English names, rounded up. Older tokenizers need
 * even more for some; an answer that is cut off is requested again with more room.
 */
const EXPANSIONS: Readonly<Record<string, number>> = {
  am: 3.2,
  as: 1.5,
  bo: 5,
  ckb: 1.5,
  dv: 6.1,
  dz: 5,
  ee: 1.5,
  el: 1.7,
  gu: 1.5,
  hy: 1.5,
  kk: 1.5,
  km: 2,
  kn: 1.6,
  ks: 1.8,
  lo: 4.3,
  ml: 1.6,
  my: 1.9,
  nqo: 5.6,
  or: 2.8,
  pa: 1.7,
  shn: 4.7,
  si: 1.8,
  syr: 4.4,
  ta: 1.7,
  te: 1.6,
  th: 1.5,
  ti: 3.1,
  to: 1.7,
  ug: 1.7,
  yo: 1.8,
};

/** How many times longer than its source an answer can be, in tokens; 1.4 unless known otherwise. */
export function expansionOf(target: LanguageTag | undefined): number {
  const [language = ""] = target?.split("-") ?? [];
  return EXPANSIONS[language] ?? USUAL;
}
