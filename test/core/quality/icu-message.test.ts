import assert from "node:assert/strict";
import { icuMessage } from "../../../src/core/quality/icu-message.js";
import { findings, to } from "./checked.js";

const FILES = "{n, plural, one {# file} other {# files}}";

describe("check: ICU message", () => {
  it("passes a message with the target's categories", () => {
    assert.deepEqual(findings(icuMessage, FILES, "{n, plural, one {# Datei} other {# Dateien}}"), []);
  });

  it("has nothing to say of a plain text", () => {
    assert.deepEqual(findings(icuMessage, "Save {name}", "Sichern"), []);
  });

  it("finds a message that does not parse", () => {
    const [finding = ""] = findings(icuMessage, FILES, "{n, plural, one {# Datei} other {# Dateien}");
    assert.match(finding, /^error: not a valid ICU message/);
  });

  it("finds a lost and an invented argument", () => {
    const source = "{n, plural, one {# file of {name}} other {# files of {name}}}";
    assert.deepEqual(findings(icuMessage, source, FILES), ["error: the argument name is missing"]);
    assert.deepEqual(findings(icuMessage, FILES, source), ["error: the argument name is not in the source"]);
  });

  it("does not miss an argument of a branch that the target language does not have", () => {
    const source = "{n, plural, one {{name} has one file} other {# files}}";
    assert.deepEqual(findings(icuMessage, source, "{n, plural, other {#個}}", to("ja")), []);
    assert.deepEqual(findings(icuMessage, source, "{n, plural, =1 {{name}は1個} other {#個}}", to("ja")), []);
  });
});
