import assert from "node:assert/strict";
import { markup } from "../../../src/core/quality/markup.js";
import { findings } from "./checked.js";

describe("check: markup", () => {
  it("passes the same tags, in another order too", () => {
    assert.deepEqual(findings(markup, "<b>Save</b> <i>it</i>", "<i>Das</i> <b>sichern</b>"), []);
    assert.deepEqual(findings(markup, "One<br>two", "Eins<br>zwei"), []);
    assert.deepEqual(findings(markup, "a < b", "a < b"), []);
  });

  it("finds a tag that is lost, new, or left open", () => {
    assert.deepEqual(findings(markup, "<b>Save</b>", "<b>Sichern"), [
      "error: <b> is missing",
      "error: </b> is missing",
      "warning: a name in angle brackets is not in the source",
    ]);
    assert.deepEqual(findings(markup, "Save", "<b>Sichern</b>"), [
      "error: <b> is not in the source",
      "error: </b> is not in the source",
    ]);
    assert.deepEqual(findings(markup, "<b>a</b><i>b</i>", "<b><i>a</b>b</i>"), [
      "error: </b> is not opened and closed in turn",
    ]);
    assert.deepEqual(findings(markup, "<b>a</b>", "</b>a<b>"), ["error: </b> is not opened and closed in turn"]);
  });

  it("lets attributes be translated that are read, and names in angle brackets", () => {
    assert.deepEqual(findings(markup, '<a title="Help" href="x">a</a>', '<a title="Hilfe" href="x">a</a>'), []);
    assert.deepEqual(findings(markup, '<a href="x">a</a>', '<a href="y">a</a>'), ['warning: <a href="x"> was changed']);
    assert.deepEqual(findings(markup, "Usage: save <file>", "Aufruf: save <Datei>"), []);
    assert.deepEqual(findings(markup, "Usage: save <file>", "Aufruf: save"), [
      "warning: a name in angle brackets is missing",
    ]);
  });
});
