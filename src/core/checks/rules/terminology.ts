import { hasTerm, placeOf, type Term } from "#core/memory/termbase.js";
import type { Check, Found } from "../check.js";
import type { Problem } from "../problem.js";

/** The translation has the terms of the termbase, in any inflection, and none that it forbids. */
export const terminology: Check = {
  name: "terminology",
  title: "The terms of the termbase are used.",
  explanation:
    "The termbase says how a word of the source is translated, or that it stays as it is, and which words are not used. Use the term in the form that the sentence needs; where the termbase is wrong, correct it there.",
  find: ({ target, terms }) => terms.flatMap((term) => [...forbiddenIn(target, term), ...missingIn(target, term)]),
};

function forbiddenIn(target: string, { source, targets, forbidden }: Term): Found[] {
  return forbidden.flatMap((word): Found[] => {
    const place = placeOf(target, word);
    // A preferred term may contain a forbidden one: Korb in Warenkorb.
    if (!place || targets.some((one) => hasTerm(one, word))) return [];
    const [preferred] = targets;
    const problem = { code: "term-forbidden", word, source, preferred } as const;
    // An inflected form cannot be replaced without knowledge of the grammar.
    if (!preferred || target.slice(place.start, place.end) !== word) return [{ severity: "error", problem }];
    const fixed = target.slice(0, place.start) + preferred + target.slice(place.end);
    const action = { code: "replace-word", from: word, to: preferred } as const;
    return [{ severity: "error", problem, fix: { action, target: fixed } }];
  });
}

function missingIn(target: string, { source, targets, doNotTranslate }: Term): Found[] {
  if (targets.length === 0) return [];
  if (doNotTranslate ? target.includes(source) : targets.some((one) => hasTerm(target, one))) return [];
  const problem: Problem = doNotTranslate
    ? { code: "name-translated", source }
    : { code: "term-missing", source, targets };
  return [{ severity: "error", problem }];
}
