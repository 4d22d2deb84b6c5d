import assert from "node:assert/strict";
import { formatList, formatMessage, formatNumber } from "#core/language/format-message.js";

const STRINGS = "{0, plural, one {# string} other {# strings}} in {1}";
const POLISH = "{0, plural, one {# ciąg} few {# ciągi} many {# ciągów} other {# ciągu}}";

describe("A message of the program's own", () => {
  it("takes the branch of a plural for its number, in its own language", () => {
    assert.equal(formatMessage(STRINGS, [1, "de.json"]), "1 string in de.json");
    assert.equal(formatMessage(STRINGS, [0, "de.json"]), "0 strings in de.json");
    assert.deepEqual(
      [1, 3, 5, 22].map((count) => formatMessage(POLISH, [count], "pl")),
      ["1 ciąg", "3 ciągi", "5 ciągów", "22 ciągi"],
    );
  });

  it("takes the branch for others where its own is missing", () => {
    assert.equal(formatMessage("{0, plural, one {# a} other {# b}}", [5], "ru"), "5 b");
  });

  it("writes numbers as the language does, and plainly for programs", () => {
    assert.equal(formatMessage(STRINGS, [1234, "x"], "en"), "1,234 strings in x");
    assert.equal(formatMessage(STRINGS, [1234, "x"]), "1234 strings in x");
    assert.equal(formatMessage("{0}", [1234567.5], "de"), "1.234.567,5");
    assert.equal(formatNumber(31.25, "de", 1), "31,3");
  });

  it("leaves a place without an argument, and puts in what looks like a place as it is", () => {
    assert.equal(formatMessage("{0} {1} {lang}", ["{1}"]), "{1} {1} {lang}");
  });

  it("joins things as the language does", () => {
    assert.equal(formatList(["a", "b", "c"], "de"), "a, b und c");
    assert.equal(formatList(["a", "b"], "ja"), "a、b");
    assert.equal(formatList(["a", "b"], "fr", "disjunction"), "a ou b");
    assert.equal(formatList(["a", "b"], undefined, "disjunction"), "a or b");
  });
});
