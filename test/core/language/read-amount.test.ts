import assert from "node:assert/strict";
import fc from "fast-check";
import { readAmount, writeAmount } from "#core/language/read-amount.js";

const AMBIGUOUS = { problem: "ambiguous" };
const INVALID = { problem: "invalid" };

describe("An amount that a person types", () => {
  it("has the decimal sign of their language, or a point", () => {
    assert.deepEqual(readAmount("2,50", "de"), { value: 2.5 });
    assert.deepEqual(readAmount("2.50", "de"), { value: 2.5 });
    assert.deepEqual(readAmount(" 2.5 ", "en"), { value: 2.5 });
    assert.deepEqual(readAmount("0,001", "fr"), { value: 0.001 });
    assert.deepEqual(readAmount(",5", "pl"), { value: 0.5 });
    assert.deepEqual(readAmount("$2", "en"), { value: 2 });
    assert.deepEqual(readAmount("2 $", "de"), { value: 2 });
    assert.deepEqual(readAmount("1000", "ja"), { value: 1000 });
  });

  it("is refused where it can be read as two numbers", () => {
    for (const text of ["1.000,5", "1,000.50", "1.000.000", "1 000", "1\u00a0000,5", "1'000", "1.500"])
      assert.deepEqual(readAmount(text, "de"), AMBIGUOUS, text);
    for (const text of ["2,50", "1,500", "1.000,5", "1,000.50"])
      assert.deepEqual(readAmount(text, "en"), AMBIGUOUS, text);
    assert.deepEqual(readAmount("0.500", "de"), { value: 0.5 }, "no number of thousands begins with 0");
    assert.deepEqual(readAmount("1,500", "de"), { value: 1.5 }, "the comma is the decimal sign");
  });

  it("is refused where it is no number of 0 or more", () => {
    for (const text of ["", " ", "-1", "two", "1e3", "0x10", "5 €", ".", "1.", "Infinity", "1,-"])
      assert.deepEqual(readAmount(text, "de"), INVALID, text);
  });

  it("is read as it is written, in every language", () => {
    const language = fc.constantFrom("en", "de", "fr", "es", "it", "pt-BR", "nl", "pl", "ru", "ja", "zh-CN");
    const cents = fc.integer({ min: 0, max: 1e9 });
    fc.assert(
      fc.property(cents, language, (amount, one) => {
        assert.deepEqual(readAmount(writeAmount(amount / 100, one), one), { value: amount / 100 });
      }),
      { numRuns: 1000 },
    );
  });
});
