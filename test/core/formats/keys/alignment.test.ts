import assert from "node:assert/strict";
import { type AlignedEntry, alignmentIn, type SignAfter } from "#core/formats/keys/alignment.js";

/** The sign for a place in lines such as `a   = 1`. */
function signIn(text: string, at = 0): SignAfter | undefined {
  const entries = [...text.matchAll(/^( *)(\S+?)([ \t]*[=:]>?[ \t]*)(.*)$/gm)].map(
    ({ index, 1: indent = "", 2: key = "", 3: sign = "", 4: value = "" }): AlignedEntry => {
      const keyStart = index + indent.length;
      const valueStart = keyStart + key.length + sign.length;
      return { keyStart, keyEnd: keyStart + key.length, valueStart, end: valueStart + value.length };
    },
  );
  return alignmentIn(text, entries, (one) => one)(entries[at]);
}

describe("The alignment of a new entry", () => {
  it("puts the sign below those of its neighbours", () => {
    assert.equal(signIn("a   = 1\nlong = 2\n")?.("bb"), undefined, "these are not aligned");
    assert.equal(signIn("a    = 1\nlong = 2\n")?.("bb"), "   = ");
    assert.equal(signIn("a   =1\nlong=2\n")?.("bb"), "  =");
    assert.equal(signIn("a    => 1\nlong => 2\n")?.("bb"), "   => ");
  });

  it("puts the value below those of its neighbours", () => {
    assert.equal(signIn("a:    1\nlong: 2\n")?.("bb"), ":   ");
  });

  it("keeps a sign next to a key that is longer than theirs", () => {
    assert.equal(signIn("a    = 1\nlong = 2\n")?.("longest"), " = ");
    assert.equal(signIn("a   =1\nlong=2\n")?.("longest"), "=");
    assert.equal(signIn("a:    1\nlong: 2\n")?.("longest"), ": ");
  });

  it("is that of the lines around the place, not of others", () => {
    const text = "a    = 1\nlong = 2\n\nb = 3\ncc = 4\n";
    assert.equal(signIn(text, 1)?.("x"), "    = ");
    assert.equal(signIn(text, 2), undefined);
  });

  it("is unknown from one line, keys of one length, and tabs", () => {
    assert.equal(signIn("a    = 1\n"), undefined);
    assert.equal(signIn("a = 1\nb = 2\n"), undefined);
    assert.equal(signIn("a\t= 1\nlong\t= 2\n"), undefined);
  });
});
