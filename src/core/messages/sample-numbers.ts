import { findProtectedItems } from "./mask.js";

/** A placeholder for a number, and numbers that may stand for it, the best first. */
export interface CountPlace {
  readonly placeholder: string;
  readonly numbers: readonly number[];
}

/** A text with numbers for some of its placeholders. */
export interface SampledText {
  readonly text: string;
  readonly samples: readonly { readonly placeholder: string; readonly number: string }[];
}

/** Placeholders for a whole number, as programs write them: `%d`, `%1$d`, `%(count)d`, `%n`, `{{count}}`, `{ $n }`, `{0}`, `:count`. */
export const COUNT =
  /^(?:%(?:\d+\$|\(\w+\))?l{0,2}[diu]|%n|%L?1|%arg|[%$#]?\{\{?-?\s*\$?(?:count|n|num|number|total|0)\s*\}?\}|:count)$/;

/**
 * A text with numbers for the placeholders that count, where each occurs once and by itself: the model then
 * inflects what is counted, `3 pliki` and `5 plików`, where a placeholder would get one form for all. `#th`
 * takes a number that its ending fits.
 *
 * @param words literal words that are protected in the text, as `#` within a plural
 * @returns undefined where no placeholder can have a number
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
 * Whether a placeholder is a number by itself: what else touches one is of a format (`$%d`, `#%`), a time or a
 * version.
 *
 * @returns the ending of an ordinal, or nothing, where it is; undefined where it is not
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
 * The translation of a text with numbers, with the placeholders in their places again.
 *
 * @returns undefined where a number does not be there exactly once: the model wrote it in words, or twice
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
