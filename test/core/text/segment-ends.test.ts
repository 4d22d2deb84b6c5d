import assert from "node:assert/strict";
import fc from "fast-check";
import { segmentEnds } from "#core/text/segment-ends.js";

const PIECES = [
  "Hello world",
  "e.g. this",
  "1.5",
  "Mr. Smith",
  " ",
  "?! ",
  ". ",
  "... ",
  "日本語。",
  "Ü",
  '" ',
  "(x). ",
  "👨‍👩‍👧‍👦",
  "🇩🇪🇫🇷🇯🇵",
  "e\u0301\u0323\u0308",
  "नमस्ते",
  "\u1112\u1161\u11ab국어",
  "\r\n",
];

describe("The ends of segments", () => {
  for (const granularity of ["sentence", "grapheme"] as const) {
    const segmenter = new Intl.Segmenter("en", { granularity });

    it(`are those of the whole text (${granularity})`, () => {
      const texts = fc.array(fc.constantFrom(...PIECES), { minLength: 0, maxLength: 1500, size: "max" });
      fc.assert(
        fc.property(texts, (pieces) => {
          const text = pieces.join("");
          const whole = [...segmenter.segment(text)].map(({ index, segment }) => index + segment.length);
          assert.deepEqual(segmentEnds(segmenter, text), whole);
        }),
        { numRuns: 30 },
      );
    });

    it(`of a million characters fit into memory (${granularity})`, () => {
      const text = "#. ".repeat(333_334);
      assert.equal(segmentEnds(segmenter, text).at(-1), text.length);
      assert.equal(segmentEnds(segmenter, "a".repeat(1_000_000)).at(-1), 1_000_000);
    });
  }
});
