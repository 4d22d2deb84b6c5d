import { findProtectedItems } from "./mask.js";

/** A placeholder for a number, and numbers that may replace it, best first. */
export interface CountPlace {
  readonly placeholder: string;
  readonly numbers: readonly number[];
}

/** A text with numbers for some of its placeholders. */
export interface SampledText {
  readonly text: string;
  readonly samples: readonly { readonly placeholder: string; readonly number: string }[];
}

/**
 * Placeholders for a whole number, as programs write them: `%d`, `%1$d`, `%(count)d`, `%n`, `%Ln`, `{{count}}`, `{ $n }`, `{0}`,
 * `:count`, and Go's `{{ .Count }}` and `{{.PluralCount}}`.
 */
export const COUNT =
  /^(?:%(?:\d+\$|\(\w+\))?l{0,2}[diu]|%L?n|%(?:count|num|number|total)%|%L?1|%arg|[%$#]?\{\{?-?\s*\$?(?:count|smart_count|n|num|number|total|0)\s*\}?\}|\{\{\s*\.\w{0,40}Count\s*\}\}|:count)$/;

/**
 * Replaces placeholders for counts by sample numbers, if they occur once and on their own. With a number, the model
 * inflects the noun (`3 pliki`, `5 plików`); with a placeholder it would use one form for all. `#th` gets a number that
 * fits the ending.
 *
 * @param words literal words that are protected in the text, such as `#` in a plural
 * @returns undefined if no placeholder can be replaced
 */
export function withNumbers(
  text: string,
  places: readonly CountPlace[],
  words: readonly string[],
): SampledText | undefined {
  const items = findProtectedItems(text, words);
  const taken = new Set(text.match(/\d+/g) ?? []);
  const samples: { placeholder: string; number: string; start: number; end: number }[] = [];
  for (const { placeholder, numbers } of places) {
    const [item, ...others] = items.filter((one) => one.text === placeholder);
    if (!item || others.length > 0) continue;
    const ending = standsAlone(text, item);
    const number = (ending === undefined ? [] : (ORDINALS[ending] ?? numbers))
      .map(String)
      .find((one) => !taken.has(one));
    if (number === undefined) continue;
    taken.add(number);
    samples.push({ placeholder, number, start: item.start, end: item.end });
  }
  if (samples.length === 0) return undefined;
  samples.sort((a, b) => a.start - b.start);
  let sampled = "";
  let done = 0;
  for (const { number, start, end } of samples) {
    sampled += text.slice(done, start) + number;
    done = end;
  }
  const isOne = samples.length === 1 && samples[0]?.number === "1";
  // `1 file(s)` is one file.
  return { text: (sampled + text.slice(done)).replace(/(\p{L})\((e?s)\)/gu, isOne ? "$1" : "$1$2"), samples };
}

/**
 * Whether a placeholder is a number on its own, and not part of an amount (`$%d`, `#%`), a time or a version.
 *
 * @returns the ending of its ordinal, or `""`; undefined if it is not on its own
 */
function standsAlone(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): string | undefined {
  const after = text.slice(end, end + 3);
  if (!/(?:^|[\s("'“„«>])$/u.test(text.slice(0, start))) return undefined;
  const ending = /^(?:st|nd|rd|th)(?![a-z])/.exec(after)?.[0];
  if (ending !== undefined) return ending;
  return /^(?:$|[\s)"'”“»?!<;]|[.,:](?:\s|$)|-\p{L})/u.test(after) ? "" : undefined;
}

/** By the endings of English ordinals. */
const ORDINALS: Readonly<Record<string, readonly number[]>> = {
  st: [1, 21],
  nd: [2, 22],
  rd: [3, 23],
  th: [5, 6, 7, 8],
};

/**
 * Puts the placeholders back into the translation of a text with numbers.
 *
 * @returns undefined unless each number occurs exactly once: the model may have written it in words, or twice
 */
export function withPlaceholders(translation: string, { samples }: SampledText): string | undefined {
  let text = translation;
  for (const { placeholder, number } of samples) {
    const places = [...text.matchAll(new RegExp(`(?<![\\d.,])${number}(?![\\d]|[.,]\\d)`, "g"))];
    const [place] = places;
    if (!place || places.length > 1) return undefined;
    text = text.slice(0, place.index) + placeholder + text.slice(place.index + number.length);
  }
  return text;
}
