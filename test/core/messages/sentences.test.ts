import assert from "node:assert/strict";
import fc from "fast-check";
import { findProtectedItems } from "#core/messages/mask.js";
import { splitSentences } from "#core/messages/sentences.js";

const joined = (text: string, longest: number): string =>
  splitSentences(text, "en", longest)
    .map((part) => part.text + part.space)
    .join("");

describe("Sentences", () => {
  it("of a short line are one part", () => {
    assert.deepEqual(splitSentences("One. Two.", "en", 100), [{ text: "One. Two.", space: "" }]);
  });

  it("of a long line are a part each, and so is every short line", () => {
    assert.deepEqual(splitSentences("One is one. Two is two.  Three!\nFour? Five.\n", "en", 26), [
      { text: "One is one.", space: " " },
      { text: "Two is two.", space: "  " },
      { text: "Three!", space: "\n" },
      { text: "Four? Five.", space: "\n" },
    ]);
  });

  it("go on over the end of a full line that breaks off, and there alone", () => {
    const wrapped = "Cancel this, and undo until all of the tracks\nare open. Then go on\nto save.";
    const parts = ["Cancel this, and undo until all of the tracks\nare open. Then go on", "to save."];
    assert.deepEqual(
      splitSentences(wrapped, "en", 100).map(({ text }) => text),
      parts,
    );
    for (const between of [",\n", ":\n", ".\n", "\n- ", "\n\nAnd "]) {
      const text = `Cancel this, and undo until all of the tracks${between}are open`;
      assert.equal(splitSentences(text, "en", 100).length, 2, text);
    }
    assert.deepEqual(
      splitSentences(wrapped, "en", 50).map(({ text }) => text),
      ["Cancel this, and undo until all of the tracks\nare open.", "Then go on", "to save."],
    );
  });

  it("leave out lines without words", () => {
    const text = "<ul>\n<li>One</li>\n{name}\n<hr>\n<b>Two</b>\n</ul>";
    assert.deepEqual(splitSentences(text, "en", 100, findProtectedItems(text)), [
      { text: "<ul>\n<li>One</li>", space: "\n{name}\n<hr>\n" },
      { text: "<b>Two</b>", space: "\n</ul>" },
    ]);
    assert.deepEqual(splitSentences("{a}\n{b}", "en", 100, findProtectedItems("{a}\n{b}")), [
      { text: "{a}\n{b}", space: "" },
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
      fc.constantFrom(
        "One. ",
        "Two!\n",
        "  ",
        "\n\n",
        "word ",
        "Dr. Who?",
        "。",
        "\u2029",
        "\r",
        "a line that is full, with no full stop\ngoing on ",
      ),
      fc.string({ unit: "grapheme", maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 20 }), fc.nat({ max: 40 }), (fragments, longest) => {
        assert.equal(joined(fragments.join(""), longest), fragments.join(""));
      }),
      { numRuns: 2000 },
    );
  });

  it("are found in linear time", () => {
    // With backtracking this would take hours: mocha's time limit ends it.
    for (const text of [
      `a${" ".repeat(200_000)}b. ${"c d. ".repeat(20_000)}`,
      `a${"\r".repeat(100_000)}${"b\r".repeat(50_000)}`,
    ])
      assert.equal(joined(text, 50), text);
  });
});
