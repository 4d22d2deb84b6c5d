import assert from "node:assert/strict";
import { controlCharacters } from "#core/checks/rules/control-characters.js";
import { findings, fixed, to } from "../checked.js";

describe("check: control characters", () => {
  it("finds and removes invisible characters that the source does not have", () => {
    assert.deepEqual(findings(controlCharacters, "Save", "Sich\u202eern"), [
      "error: the invisible character U+202E is not in the source",
    ]);
    assert.equal(fixed(controlCharacters, "Save", "\u200bSich\u2060ern"), "Sichern");
    assert.deepEqual(findings(controlCharacters, "a\u200bb", "c\u200bd"), []);
    assert.deepEqual(findings(controlCharacters, "ab", "a\tb\n"), [], "layout is no control");
  });

  it("finds fillers, line separators and tags, which are text for programs alone", () => {
    for (const hidden of ["\u2028", "\u2064", "\u3164", "\u115f", "\u180e", "\u{e0041}", "\u061c"]) {
      assert.equal(fixed(controlCharacters, "Save", `Sich${hidden}ern`), "Sichern", hidden);
      assert.deepEqual(findings(controlCharacters, `a${hidden}b`, `c${hidden}d`), []);
    }
    assert.deepEqual(findings(controlCharacters, "Save", "Sich\u{e0041}ern"), [
      "error: the invisible character U+E0041 is not in the source",
    ]);
  });

  it("offers no repair of terminal commands, nor of reversed text", () => {
    for (const target of [
      "\u001b[2JSichern",
      "Sichern\u0007",
      "\u009b31mSichern",
      "\u202enrehciS",
      "\u200bSichern\u0007",
    ]) {
      assert.equal(findings(controlCharacters, "Save", target).length, 1, target);
      assert.equal(fixed(controlCharacters, "Save", target), undefined, target);
    }
  });

  it("passes invisible characters that a script needs", () => {
    assert.deepEqual(findings(controlCharacters, "Save", "\u2067حفظ\u2069\u061c", to("ar")), []);
    assert.deepEqual(findings(controlCharacters, "Save", "\u202eحفظ", to("ar")).length, 1);
    assert.deepEqual(findings(controlCharacters, "Save", "រក្សា\u200bទុក", to("km")), []);
  });

  it("finds replacements of lost characters", () => {
    for (const target of ["Fa\ufffdmilie", "Familie \ud83d", "\ude00 Familie"])
      assert.equal(findings(controlCharacters, "Family 👪", target).length, 1, target);
    assert.deepEqual(findings(controlCharacters, "Family 👪", "Familie 👪"), []);
    assert.deepEqual(findings(controlCharacters, "Bad \ufffd", "Kaputt \ufffd"), []);
  });
});
