import assert from "node:assert/strict";
import { textHash } from "#core/text/hash.js";

describe("The hash of a text", () => {
  it("is FNV-1a of 64 bits, as in the RFC's test vectors", () => {
    assert.equal(textHash(""), "cbf29ce484222325");
    assert.equal(textHash("a"), "af63dc4c8601ec8c");
    assert.equal(textHash("foobar"), "85944171f73967e8");
  });

  it("is the one that big integers give, for any text", () => {
    const slow = (text: string): string => {
      let hash = 0xcbf29ce484222325n;
      for (const byte of new TextEncoder().encode(text))
        hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & (2n ** 64n - 1n);
      return hash.toString(16).padStart(16, "0");
    };
    for (const text of [
      "Grüße 👋",
      "\u0000\uffff",
      "x".repeat(999),
      "ä".repeat(1024),
      "ä".repeat(1025),
      "Save {name}",
      "\ud800",
    ]) {
      assert.equal(textHash(text), slow(text));
    }
  });
});
