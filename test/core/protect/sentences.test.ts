import assert from "node:assert/strict";
import fc from "fast-check";
import { findProtectedItems } from "../../../src/core/protect/mask.js";
import { splitSentences } from "../../../src/core/protect/sentences.js";

const joined = (text: string, longest: number): string =>
  splitSentences(text, "en", longest)
    .map((part) => part.text + part.space)
    .join("");

describe("Sentences", () => {
  it("of a short text are one part", () => {
    assert.deepEqual(splitSentences("One. Two.", "en", 100), [{ text: "One. Two.", space: "" }]);
  });

  it("of a long text are parts that are as long as they may be", () => {
    assert.deepEqual(splitSentences("One is one. Two is two.  Three!\nFour?", "en", 26), [
      { text: "One is one. Two is two.", space: "  " },
      { text: "Three!\nFour?", space: "" },
    ]);
  });

  it("are not torn, however long", () => {
    assert.deepEqual(
      splitSentences("A sentence that is longer. B.", "en", 5).map(({ text }) => text),
      ["A sentence that is longer.", "B."],
    );
  });

  it("do not end within a protected item", () => {
    const text = "See https://x.org/?q=A or {d, date. Full}. Then go on.";
    assert.deepEqual(
      splitSentences(text, "en", 5, findProtectedItems(text)).map(({ text }) => text),
      ["See https://x.org/?q=A or {d, date. Full}.", "Then go on."],
    );
    assert.equal(splitSentences("One.\nTwo.", "en", 5, findProtectedItems("One.\nTwo.")).length, 2);
  });

  it("joined are the text, whatever it is", () => {
    const fragment = fc.oneof(
      fc.constantFrom("One. ", "Two!\n", "  ", "\n\n", "word ", "Dr. Who?", "。", "\u2029"),
      fc.string({ unit: "grapheme", maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 20 }), fc.nat({ max: 40 }), (fragments, longest) => {
        assert.equal(joined(fragments.join(""), longest), fragments.join(""));
      }),
      { numRuns: 2000 },
    );
  }).timeout(30_000);

  it("are found in linear time", () => {
    // With backtracking this would take hours: mocha's time limit ends it.
    const text = `a${" ".repeat(200_000)}b. ${"c d. ".repeat(20_000)}`;
    assert.equal(joined(text, 50), text);
  });
});
