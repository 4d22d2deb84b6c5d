import assert from "node:assert/strict";
import type { Problem } from "#core/checks/problem.js";
import { wrongPart } from "#core/checks/wrong-part.js";

describe("The part of a translation that is wrong", () => {
  const marked = (raw: string, problem: Problem): string | undefined => {
    const part = wrongPart(raw, problem);
    return part && raw.slice(part.start, part.end);
  };

  it("is the placeholder, the tag, the number or the word that a finding names", () => {
    assert.equal(marked('"{nom} ab"', { code: "part-extra", text: "{nom}" }), "{nom}");
    assert.equal(marked('"a</b>"', { code: "tag-unbalanced", tag: "</b>" }), "</b>");
    assert.equal(marked('"12 ab"', { code: "number-changed", found: "12", expected: "13" }), "12");
    assert.equal(marked('"{n, plural}"', { code: "arguments-extra", names: ["n"] }), "{n,");
    assert.deepEqual(wrongPart('"a: b:"', { code: "ending-extra", mark: ":" }), { start: 5, end: 6 });
  });

  it("is unknown if something is missing, the whole text is wrong, or the file spells it differently", () => {
    assert.equal(marked('"ab"', { code: "part-missing", text: "{n}" }), undefined);
    assert.equal(marked('"ab"', { code: "copied" }), undefined);
    assert.equal(marked('"\\u007bn}"', { code: "part-extra", text: "{n}" }), undefined);
  });
});
