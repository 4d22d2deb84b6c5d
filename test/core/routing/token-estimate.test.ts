import assert from "node:assert/strict";
import { encode as cl100k } from "gpt-tokenizer/encoding/cl100k_base";
import { encode as o200k } from "gpt-tokenizer/encoding/o200k_base";
import { COMMON_WORDS } from "#core/routing/common-words.js";
import { estimateTokens } from "#core/routing/token-estimate.js";

describe("estimateTokens", () => {
  const CASES: Record<string, number> = {
    "": 0,
    Save: 1,
    "Save file": 2,
    "Save  file": 3,
    OK: 1,
    kuhifadhi: 3,
    Zahlungsaufforderung: 9,
    xkqvb: 5,
    aGVsbG8: 7,
    "2026-11-27": 10,
    "→": 3,
    "😀": 4,
    ä: 1,
    größe: 3.5,
    й: 1,
    ἄ: 3,
    ሀ: 3,
    "a\u0301": 3,
    "\u007f": 1,
    "\u0080": 2,
    "\u07ff": 2,
    "\u0800": 3,
    "\uffff": 3,
    "\ud83d": 3,
  };
  for (const [text, tokens] of Object.entries(CASES))
    it(`counts ${tokens} for ${JSON.stringify(text)}`, () => assert.equal(estimateTokens(text), Math.ceil(tokens)));

  it("takes for one token what is one token", () => {
    assert.equal(COMMON_WORDS.size, 400);
    const spelled = [...COMMON_WORDS].flatMap((word) => {
      const capital = `${word[0]?.toUpperCase()}${word.slice(1)}`;
      return [word, ` ${word}`, capital, ` ${capital}`];
    });
    for (const encode of [o200k, cl100k])
      assert.deepEqual(
        spelled.filter((word) => encode(word).length !== 1),
        [],
      );
  });
});
