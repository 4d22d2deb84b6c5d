import assert from "node:assert/strict";
import { length } from "../../../src/core/quality/length.js";
import { findings } from "./checked.js";

describe("check: length", () => {
  it("passes what translations usually are", () => {
    assert.deepEqual(findings(length, "Could not open the file", "Die Datei konnte nicht geöffnet werden"), []);
    assert.deepEqual(findings(length, "OK", "In Ordnung, verstanden"), [], "short texts may grow by any factor");
  });

  it("finds an empty translation", () => {
    assert.deepEqual(findings(length, "Save", " "), ["error: the translation is empty"]);
  });

  it("warns of a ratio that is unusual, and refuses one that is absurd", () => {
    assert.deepEqual(findings(length, "Could not open the file", "Nein"), ["warning: 0.2 times as long as the source"]);
    assert.deepEqual(findings(length, "Could not open it", "nein ".repeat(40)), [
      "error: 11.8 times as long as the source",
    ]);
  });

  it("compares the variants of ICU messages, not their syntax", () => {
    const source = "{n, plural, one {Delete this file now} other {Delete # files now}}";
    const target = `{n, plural, ${["one", "few", "many", "other"].map((name) => `${name} {Удалить # файлов сейчас}`).join(" ")}}`;
    assert.deepEqual(findings(length, source, target), []);
  });
});
