import assert from "node:assert/strict";
import { checkCandidate, isUsable } from "../../../src/core/quality/checks.js";
import { controlCharacters } from "../../../src/core/quality/control-characters.js";
import { newlines } from "../../../src/core/quality/newlines.js";
import { findings } from "./checked.js";

describe("check: line breaks", () => {
  it("warns when there are more or fewer than in the source", () => {
    assert.deepEqual(findings(newlines, "a\nb", "c\r\nd"), []);
    assert.deepEqual(findings(newlines, "a\nb", "c d"), ["warning: 0 line breaks, the source has 1"]);
  });
});

describe("check: control characters", () => {
  it("finds invisible characters that the source does not have", () => {
    assert.deepEqual(findings(controlCharacters, "Save", "Sich\u202eern"), [
      "error: the invisible character U+202E is not in the source",
    ]);
    assert.deepEqual(findings(controlCharacters, "a\u200bb", "c\u200bd"), []);
    assert.deepEqual(findings(controlCharacters, "ab", "a\tb\n"), [], "layout is no control");
  });
});

describe("all checks together", () => {
  it("let a candidate with warnings pass, and hold one with an error", () => {
    const candidate = { source: "a\n{x}", direction: { source: "en", target: "de" }, syntax: "plain" as const };
    assert.ok(isUsable(checkCandidate({ ...candidate, target: "b {x}" })));
    assert.ok(!isUsable(checkCandidate({ ...candidate, target: "b\n" })));
  });
});
