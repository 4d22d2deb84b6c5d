import assert from "node:assert/strict";
import fc from "fast-check";
import { CHECKS, checkCandidate, isUsable } from "#core/checks/all-checks.js";
import { repair } from "#core/checks/repair.js";

const checked = (source: string, target: string) => ({
  source,
  target,
  direction: { source: "en", target: "de" },
  syntax: "plain" as const,
  accelerators: ["&"] as const,
});

describe("all checks together", () => {
  it("let a candidate with warnings pass, and hold one with an error", () => {
    assert.ok(isUsable(checkCandidate(checked("a\nc {x}", "b {x}"))));
    assert.ok(!isUsable(checkCandidate(checked("a {x}", "b"))));
  });

  it("say only one thing about an empty translation", () => {
    assert.deepEqual(
      checkCandidate(checked("See {x} & <b>it</b>:\n", "")).map(({ check }) => check),
      ["length"],
    );
  });

  it("have distinct names, and explain themselves", () => {
    assert.equal(new Set(CHECKS.map(({ name }) => name)).size, CHECKS.length);
    for (const { name, title, explanation } of CHECKS) {
      assert.match(name, /^[a-z-]+$/);
      assert.match(title, /\.$/);
      assert.match(explanation, /\.$/);
    }
  });
});

describe("repair", () => {
  it("repairs one fault after another, and says which are repaired", () => {
    const { target, findings } = repair(checked("&Open {name}: ", "Die datei datei \u200b{Name} öffnen"));
    assert.equal(target, "&Die datei {name} öffnen: ");
    assert.ok(isUsable(findings));
    assert.equal(findings.filter(({ isRepaired }) => isRepaired).length, 6);
  });

  it("leaves a fault that has several possible repairs", () => {
    const { target, findings } = repair(checked("Copy {a} to {b}", "Kopieren"));
    assert.equal(target, "Kopieren");
    assert.ok(!isUsable(findings));
  });

  it("leaves correct candidates alone, and never makes one worse", () => {
    const piece = fc.constantFrom(
      "Datei",
      "datei",
      " ",
      ":",
      "…",
      "&",
      "{x}",
      "%s",
      "42",
      "\n",
      "\u200b",
      "<b>",
      "</b>",
      "?",
    );
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, text, (source, candidate) => {
        const before = checkCandidate(checked(source, candidate));
        const { target, findings } = repair(checked(source, candidate));
        if (before.every(({ fix }) => fix === undefined)) assert.equal(target, candidate);
        const left = findings.filter(({ isRepaired }) => !isRepaired);
        assert.ok(left.length <= before.length);
        assert.deepEqual(checkCandidate(checked(source, target)), left);
      }),
      { numRuns: 2000 },
    );
  });

  it("checks hostile texts in linear time", () => {
    // With backtracking these would take hours: mocha's time limit ends them.
    const hostile = [
      " ",
      "a",
      "a ",
      "1.",
      "<a",
      "<a>",
      "{a",
      "(",
      "…",
      "\u200b",
      "&a ",
      "I'm sorry ",
      "http://a",
      "a@",
      "'",
      "\n",
    ];
    for (const text of hostile) repair(checked("Save the file", text.repeat(20_000)));
  });
});
