import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type AcceleratorMarker,
  findAccelerator,
  withAccelerator,
  withoutAccelerator,
} from "#core/messages/accelerator.js";
import { takeApart } from "#core/messages/message.js";

const BOTH: readonly AcceleratorMarker[] = ["&", "_"];

/** Translates a label: what the model sees, and the result for its answer. */
function translate(label: string, answer: string, language = "de", markers = BOTH): { seen: string; made: string } {
  const parts = takeApart(label, "plain", language, { markers });
  return { seen: parts.texts[0]?.text ?? "", made: parts.rebuild([answer]) };
}

describe("Accelerators", () => {
  it("are found where a label has one", () => {
    const labels: [string, string, string][] = [
      ["&File", "&", "F"],
      ["E&xit", "&", "x"],
      ["Cu&t", "&", "t"],
      ["Save &As…", "&", "A"],
      ["&amp;File", "&amp;", "F"],
      ["Save && &Quit", "&", "Q"],
      ["Recent &1", "&", "1"],
      ["_File", "_", "F"],
      ["Save _as", "_", "a"],
      ["Home/_work", "_", "w"],
      ["打开(&O)…", "&", "O"],
      ["&Öffnen", "&", "Ö"],
    ];
    for (const [label, marker, letter] of labels) {
      const found = findAccelerator(label, BOTH);
      assert.deepEqual([found?.marker, found?.letter], [marker, letter], label);
    }
  });

  it("are none in what only looks like one", () => {
    for (const text of [
      "Save & quit",
      "AT&T",
      "R&D",
      "Q&amp;A",
      "Q&a",
      "Drag&drop files here",
      "Date&Time",
      "major&minor",
      "a &lt; b",
      "&amp;lt;",
      "&#65;bc",
      "Save && quit",
      "snake__case",
      "my_file",
      "max_size_kb",
      "_underline_ text",
      'the symbol "_start"',
      "https://a.example/?x=1&y=2",
      "?x=1&y=2",
      "{a&b}",
      "%(_name)s",
      "&One &Two",
      "_Save &now",
      "&",
      "_",
      "Tom &",
    ])
      assert.equal(findAccelerator(text, BOTH), undefined, text);
    assert.equal(findAccelerator("_File", ["&"]), undefined, "no format but GTK's has underscores");
  });

  it("are not shown to the model, and come back at the source's letter", () => {
    assert.deepEqual(translate("&File", "Datei"), { seen: "File", made: "&Datei" });
    assert.deepEqual(translate("Save &as", "Speichern als"), { seen: "Save as", made: "Speichern &als" });
    assert.deepEqual(translate("Save _as…", "Speichern als …"), { seen: "Save as…", made: "Speichern _als …" });
    assert.deepEqual(translate("&amp;Open", "Öffnen"), { seen: "Open", made: "&amp;Öffnen" });
    assert.deepEqual(translate("E&xit", "Beenden"), { seen: "Exit", made: "&Beenden" });
    assert.deepEqual(translate("&Close {name}", "{name} schließen"), {
      seen: "Close {name}",
      made: "{name} &schließen",
    });
    assert.equal(translate("&Name", "<b>Name</b>").made, "<b>&Name</b>");
  });

  it("stay where a translation has one already", () => {
    assert.equal(translate("&File", "Da&tei").made, "Da&tei");
    assert.equal(translate("&File", "").made, "");
  });

  it("follow the text in languages without such letters", () => {
    assert.equal(translate("&Open…", "打开…", "zh").made, "打开(&O)…");
    assert.equal(translate("Save _as", "名前を付けて保存", "ja").made, "名前を付けて保存(_A)");
    assert.deepEqual(translate("打开(&O)…", "Open…", "en"), { seen: "打开…", made: "&Open…" });
    assert.equal(translate("&Zoom", "100 %").made, "100 %(&Z)");
  });

  it("leave key combinations after a tab to the program", () => {
    assert.deepEqual(translate("&Save\tCtrl+S", "Speichern"), { seen: "Save", made: "&Speichern\tCtrl+S" });
    assert.deepEqual(translate("Help\tF1", "Hilfe"), { seen: "Help", made: "Hilfe\tF1" });
    assert.deepEqual(takeApart("<Primary><Shift>s", "plain", "de").texts, [], "GTK's");
    assert.equal(translate("Name\tSize", "x").seen, "Name\tSize", "a table's head is none");
  });

  it("of ICU messages are set aside in each branch", () => {
    const parts = takeApart("{n, plural, one {&Delete file} other {&Delete files}}", "icu", "de", { markers: ["&"] });
    assert.deepEqual(
      parts.texts.map(({ text }) => text),
      ["Delete file", "Delete files"],
    );
    assert.equal(
      parts.rebuild(["Datei löschen", "Dateien löschen"]),
      "{n, plural, one {&Datei löschen} other {&Dateien löschen}}",
    );
  });

  it("never change a text without one, and survive exactly once otherwise", () => {
    const piece = fc.constantFrom(
      "&",
      "_",
      "&&",
      "__",
      "&amp;",
      "File",
      "my",
      " ",
      "(",
      ")",
      "{x}",
      "é",
      "打",
      "1",
      "/",
    );
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, fc.constantFrom("Datei öffnen", "打开", "Ouvrir {x}"), (label, answer) => {
        const found = findAccelerator(label, BOTH);
        const { texts, rebuild } = takeApart(label, "plain", "de", { markers: BOTH });
        assert.equal(rebuild([]), label);
        if (texts.length === 0) return;
        if (!found) assert.equal(rebuild([label.trim()]), label);
        else {
          assert.equal(findAccelerator(rebuild([answer]), [found.marker === "_" ? "_" : "&"])?.marker, found.marker);
          assert.ok(withoutAccelerator(label, found).length < label.length);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("are put into words, not into key combinations", () => {
    const accelerator = { marker: "&", start: 0, letter: "S" };
    assert.equal(withAccelerator("Als <Ctrl+S> speichern", accelerator, "de"), "Als <Ctrl+S> &speichern");
    assert.equal(withAccelerator("Strg+S drücken", accelerator, "de"), "&Strg+S drücken");
  });

  it("are found in linear time", () => {
    // With backtracking these would take minutes: mocha's time limit ends them.
    for (const text of [
      `${"_".repeat(200_000)}a`,
      "&a ".repeat(70_000),
      "A".repeat(200_000),
      `a${" ".repeat(200_000)}&b`,
    ])
      findAccelerator(text, BOTH);
    withAccelerator("a".repeat(200_000), { marker: "&", start: 0, letter: "x" }, "de");
  });
});
