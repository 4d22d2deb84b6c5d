import assert from "node:assert/strict";
import { icuMessage } from "#core/checks/rules/icu-message.js";
import { findings, to } from "../checked.js";

const FILES = "{n, plural, one {# file} other {# files}}";

describe("check: ICU message", () => {
  it("passes a message with the target's categories", () => {
    assert.deepEqual(findings(icuMessage, FILES, "{n, plural, one {# Datei} other {# Dateien}}"), []);
  });

  it("finds nothing in a plain text", () => {
    assert.deepEqual(findings(icuMessage, "Save {name}", "Sichern"), []);
  });

  it("finds a message that does not parse", () => {
    const [finding = ""] = findings(icuMessage, FILES, "{n, plural, one {# Datei} other {# Dateien}");
    assert.match(finding, /^error: not a valid ICU message/);
  });

  it("finds a missing and an invented argument", () => {
    const source = "{n, plural, one {# file of {name}} other {# files of {name}}}";
    assert.deepEqual(findings(icuMessage, source, FILES), ["error: the argument name is missing"]);
    assert.deepEqual(findings(icuMessage, FILES, source), ["error: the argument name is not in the source"]);
  });

  it("does not require an argument of a branch that the target language does not have", () => {
    const source = "{n, plural, one {{name} has one file} other {# files}}";
    assert.deepEqual(findings(icuMessage, source, "{n, plural, other {#個}}", to("ja")), []);
    assert.deepEqual(findings(icuMessage, source, "{n, plural, =1 {{name}は1個} other {#個}}", to("ja")), []);
  });

  it("finds a branch for several numbers that does not show the number", () => {
    assert.deepEqual(findings(icuMessage, FILES, "{n, plural, one {eine Datei} other {Dateien}}"), [
      "error: the branch n other lacks the number",
    ]);
    const polish = "{n, plural, one {plik} few {pliki} many {# plików} other {# pliku}}";
    assert.deepEqual(findings(icuMessage, FILES, polish, to("pl")), ["error: the branch n few lacks the number"]);
    for (const target of [
      "{n, plural, =0 {keine Datei} one {eine Datei} other {{n} Dateien}}",
      "{n, plural, one {eine Datei} other {{n, number} Dateien}}",
    ])
      assert.deepEqual(findings(icuMessage, FILES, target), [], target);
    const wordless = "{n, plural, one {file} other {files}}";
    assert.deepEqual(
      findings(icuMessage, wordless, "{n, plural, one {Datei} other {Dateien}}"),
      [],
      "as in the source",
    );
  });

  it("compares messages with more variants than can be written out", () => {
    const plural = (name: string): string => `{${name}, plural, one {# x} few {# y} many {# z} other {# w}}`;
    const source = `${["a", "b", "c", "d"].map(plural).join(" ")} of {name}`;
    assert.deepEqual(findings(icuMessage, source, source), []);
    assert.deepEqual(findings(icuMessage, source, source.replace("{name}", "x")), [
      "error: the argument name is missing",
    ]);
  });
});
