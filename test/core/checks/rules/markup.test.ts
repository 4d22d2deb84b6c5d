import assert from "node:assert/strict";
import { markup } from "#core/checks/rules/markup.js";
import { findings, fixed } from "../checked.js";

describe("check: markup", () => {
  it("requires Markdown's links, and the line below the head of a table", () => {
    assert.deepEqual(
      findings(markup, "Read [the guide](https://example.org/guide)", "Lies die [zum https://example.org/guide)"),
      ["error: […](…) is missing"],
    );
    assert.deepEqual(findings(markup, "![Logo](a.png) of [a](b)", "[a](b) mit ![Logo](a.png)"), []);
    assert.deepEqual(findings(markup, "See [a][1]", "Siehe a"), ["error: […][…] is missing"]);
    assert.deepEqual(findings(markup, "[optional] (see below)", "(siehe unten) [optional]"), []);
    assert.deepEqual(findings(markup, "file[s](es)", "Dateien"), []);
  });

  it("passes the same tags, in another order too", () => {
    assert.deepEqual(findings(markup, "<b>Save</b> <i>it</i>", "<i>Das</i> <b>sichern</b>"), []);
    assert.deepEqual(findings(markup, "One<br>two", "Eins<br>zwei"), []);
    assert.deepEqual(findings(markup, "a < b", "a < b"), []);
  });

  it("finds a tag that is missing, new or left open", () => {
    assert.deepEqual(findings(markup, "<b>Save</b>", "<b>Sichern"), [
      "error: <b> is missing",
      "error: </b> is missing",
      "warning: a name in angle brackets is not in the source",
    ]);
    assert.deepEqual(findings(markup, "Save", "<b>Sichern</b>"), [
      "error: <b> is not in the source",
      "error: </b> is not in the source",
    ]);
    assert.deepEqual(findings(markup, "<b>a</b><i>b</i>", "<b><i>a</b>b</i>"), ["error: </b> is not properly nested"]);
    assert.deepEqual(findings(markup, "<b>a</b>", "</b>a<b>"), ["error: </b> is not properly nested"]);
  });

  it("allows translating attributes that people read, and names in angle brackets", () => {
    assert.deepEqual(findings(markup, '<a title="Help" href="x">a</a>', '<a title="Hilfe" href="x">a</a>'), []);
    assert.deepEqual(findings(markup, '<a href="x">a</a>', '<a href="y">a</a>'), ['warning: <a href="x"> was changed']);
    assert.deepEqual(findings(markup, "Usage: save <file>", "Aufruf: save <Datei>"), []);
    assert.deepEqual(findings(markup, "Usage: save <file>", "Aufruf: save"), [
      "warning: a name in angle brackets is missing",
    ]);
  });

  it("passes addresses of pages in the target's language, and its name", () => {
    assert.deepEqual(findings(markup, '<a href="/en/docs">Docs</a>', '<a href="/de/docs">Doku</a>'), []);
    assert.deepEqual(
      findings(
        markup,
        "<a href='docs?lang=en' hreflang='en'>Docs</a>",
        "<a href='docs?lang=de' hreflang='de'>Doku</a>",
      ),
      [],
    );
    assert.deepEqual(findings(markup, '<span lang="en">Docs</span>', '<span lang="de">Doku</span>'), []);
    const article = '<a href="https://de.wikipedia.org/wiki/Netz">Netz</a>';
    assert.deepEqual(findings(markup, '<a href="https://wikipedia.org/wiki/Net">Net</a>', article), []);
    assert.equal(findings(markup, '<a href="/en/docs">Docs</a>', '<a href="/de/doku">Doku</a>').length, 1);
    assert.equal(findings(markup, '<a class="en">Docs</a>', '<a class="de">Doku</a>').length, 1);
  });

  it("repairs tags around the whole, and a tag that was changed", () => {
    assert.equal(fixed(markup, "<b>Save</b>", "<b>Sichern"), "<b>Sichern</b>");
    assert.equal(fixed(markup, "<b>Save</b>", "Sichern</b>"), "<b>Sichern</b>");
    assert.equal(fixed(markup, "<p>See <i>it</i></p>", "<i>Das</i> sehen"), "<p><i>Das</i> sehen</p>");
    assert.equal(fixed(markup, '<a href="x">Go</a> on', '<a href="y">Weiter</a>'), '<a href="x">Weiter</a>');
    for (const [source, target] of [
      ["<b>a</b> and <b>c</b>", "a und <b>c</b>"],
      ["<b>a</b> and <i>c</i>", "a und c"],
      ["a <b>b</b>", "a b"],
      ["<b>a</b>", "<i>a</i>"],
      ["Save", "<b>Sichern</b>"],
      ['<a title="Help" href="x">a</a>', '<a title="Hilfe" href="y">a</a>'],
    ] as const)
      assert.equal(fixed(markup, source, target), undefined, target);
  });
});
