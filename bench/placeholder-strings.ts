import { readRecorded } from "../models/training/segments.js";
import { NAMES, type Random, type Syntax } from "./placeholder-syntaxes.js";

/** A text with known items in it. */
export interface Sample {
  readonly text: string;
  /** Every item as written in the text, in order. */
  readonly items: readonly string[];
}

/** Reproducible random numbers (a linear congruential generator; its high bits). */
export function randomFrom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

/** The characters around an item: mostly blanks, sometimes punctuation. */
const FRAMES = ["_", "_", "_", "_", "_", "(_)", '"_"', "“_”", "_,", "_:"];

/**
 * Generates texts from words of real user interfaces, the same for every syntax: with one to four items, between words,
 * in brackets or quotes, side by side, at the beginning or the end.
 */
export function templates(count: number, seed: number): ((syntax: Syntax) => Sample)[] {
  const texts = [...new Set(readRecorded(["models/data/large-translations"]).map(({ source }) => source))]
    .filter((text) => /^[A-Za-z][A-Za-z ,'?!.]{5,59}$/.test(text) && !NAMES.some((name) => text.includes(name)))
    .map((text) => text.split(" ").filter((word) => word !== ""));
  const below = randomFrom(seed);
  return Array.from({ length: count }, (_, index) => {
    // One in fifty is too long for the engine to translate in one piece.
    const sentences = Array.from({ length: index % 50 === 0 ? 12 : 1 }, () => texts[below(texts.length)] ?? []);
    const words = sentences.flatMap((one) => (sentences.length > 1 ? [...one.slice(0, -1), `${one.at(-1)}.`] : one));
    const places = Array.from({ length: (1 + below(4)) * (sentences.length > 1 ? 4 : 1) }, () =>
      below(words.length + 1),
    );
    places.sort((a, b) => a - b);
    const frames = places.map(() => FRAMES[below(FRAMES.length)] ?? "_");
    const choice = below(2 ** 30);
    return (syntax) => fill(words, places, frames, syntax.items(places.length, randomFrom(choice)));
  });
}

function fill(
  words: readonly string[],
  places: readonly number[],
  frames: readonly string[],
  items: readonly string[],
): Sample {
  let text = "";
  let next = 0;
  const inText: string[] = [];
  for (let at = 0; at <= words.length; at++) {
    for (; places[next] === at; next++) {
      const item = items[next] ?? "";
      // White space at the ends is removed before translation, so it is not an item.
      if (item.startsWith("\n") && (at === 0 || at === words.length || text.endsWith("\n") || /\s\s$/.test(text)))
        continue;
      inText.push(item);
      const isTag = item.startsWith("<");
      const framed = isTag || item.startsWith("\n") ? item : (frames[next] ?? "_").replace("_", () => item);
      if (item.startsWith("\n") || item.startsWith("</")) text = text.trimEnd();
      text += /\n\s*$/.test(item) || (isTag && !/^<\/|\/>$|^<(?:br|img)/.test(item)) ? framed : `${framed} `;
    }
    text += at < words.length ? `${words[at]} ` : "";
  }
  return { text: text.trim(), items: inText };
}
