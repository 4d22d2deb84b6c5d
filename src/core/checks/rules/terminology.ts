import { hasTerm, placeOf, type Term } from "#core/memory/termbase.js";
import type { Check, Problem } from "../check.js";

/** The translation has the terms that the termbase wants, in any inflection, and none that it forbids. */
export const terminology: Check = {
  name: "terminology",
  title: "The terms of the termbase are used.",
  explanation:
    "The termbase says how a word of the source is translated, or that it stays as it is, and which words are not used. Use the term in the form that the sentence needs; where the termbase is wrong, correct it there.",
  find: ({ target, terms = [] }) => terms.flatMap((term) => [...forbiddenIn(target, term), ...missingIn(target, term)]),
};

function forbiddenIn(target: string, { source, targets, forbidden }: Term): Problem[] {
  return forbidden.flatMap((word): Problem[] => {
    const place = placeOf(target, word);
    // A preferred term may hold a forbidden one: Korb in Warenkorb.
    if (!place || targets.some((one) => hasTerm(one, word))) return [];
    const [preferred] = targets;
    const message = `"${word}" is not to be used for "${source}"${preferred ? `, but "${preferred}"` : ""}`;
    // An inflected form cannot be exchanged without knowing the grammar.
    if (!preferred || target.slice(place.start, place.end) !== word) return [{ severity: "error", message }];
    const fixed = target.slice(0, place.start) + preferred + target.slice(place.end);
    return [{ severity: "error", message, fix: { title: `Replace "${word}" by "${preferred}"`, target: fixed } }];
  });
}

function missingIn(target: string, { source, targets, doNotTranslate }: Term): Problem[] {
  if (targets.length === 0) return [];
  if (doNotTranslate ? target.includes(source) : targets.some((one) => hasTerm(target, one))) return [];
  const wanted = targets.map((one) => `"${one}"`).join(" or ");
  return [
    {
      severity: "error",
      message: doNotTranslate ? `"${source}" must stay as it is` : `"${source}" is to be translated by ${wanted}`,
    },
  ];
}
