import assert from "node:assert/strict";
import { doubledWords } from "#core/checks/rules/doubled-words.js";
import { findings, fixed, to } from "../checked.js";

describe("check: doubled words", () => {
  it("finds and removes one", () => {
    assert.deepEqual(findings(doubledWords, "Save the file", "Die Datei datei sichern"), [
      'warning: "Datei datei" occurs twice',
    ]);
    assert.equal(fixed(doubledWords, "Save the file", "Die Datei datei sichern"), "Die Datei sichern");
    assert.equal(fixed(doubledWords, "x", "usando usando la", to("es")), "usando la");
  });

  it("passes what a language doubles rightly, names, and what the source doubles", () => {
    const pairs = [
      ["x", "Dateien, die die Endung haben", "de"],
      ["x", "Wollen Sie sie löschen?", "de"],
      ["x", "vous vous êtes connecté", "fr"],
      ["x", "nous nous en occupons", "fr"],
      ["x", "yavaş yavaş", "tr"],
      ["x", "Duran Duran", "de"],
      ["bla bla", "bla bla", "de"],
      ["x", "{a} wort {a} wort", "de"],
      ["x", "unten-mitte mitte-unten", "de"],
    ] as const;
    for (const [source, target, language] of pairs)
      assert.deepEqual(findings(doubledWords, source, target, to(language)), [], target);
  });

  it("looks into the variants of ICU messages, and repairs none there", () => {
    const source = "{n, plural, one {# file} other {# files}}";
    const target = "{n, plural, one {# Datei datei} other {# Dateien}}";
    assert.deepEqual(findings(doubledWords, source, target).length, 1);
    assert.equal(fixed(doubledWords, source, target), undefined);
  });
});
