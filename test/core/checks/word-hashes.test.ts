import assert from "node:assert/strict";
import fc from "fast-check";
import { tokensOf } from "#core/checks/readable-text.js";
import { HashedWords, wordHashes } from "#core/checks/word-hashes.js";
import { FOREIGN, traitsOf } from "#core/text/traits.js";

const CHARACTERS = [..."abAB12ßẞéÉİıǅ²½'’-–.,… \n\u00a0\ufffcỆ"];
const texts = fc.string({ unit: fc.constantFrom(...CHARACTERS), maxLength: 30 });

/** The number of each word's first occurrence: equal for equal words only. */
function firsts(words: readonly (string | number)[]): number[] {
  return words.map((word) => words.indexOf(word));
}

describe("hashes of words", () => {
  it("are equal for equal words, whatever their case", () => {
    fc.assert(
      fc.property(texts, (text) => {
        assert.equal(traitsOf(text.replaceAll("\ufffc", "")) & FOREIGN, 0);
        // `İ` has two characters in lower case; the first one counts.
        const words = tokensOf(text).map((word) => word.replaceAll("i\u0307", "i"));
        assert.deepEqual(firsts(wordHashes(text, "tokens")), firsts(words), JSON.stringify(text));
      }),
      { numRuns: 2000 },
    );
  });

  it("say which words of a text may be in a set, each once", () => {
    const set = new HashedWords(["der", "ordre"]);
    const count = (text: string): number => set.count(wordHashes(text, "letters"));
    assert.equal(count("Der L’ordre, der l'Ordre und 2der"), 2);
    assert.equal(count("Derordre"), 0);
  });
});
