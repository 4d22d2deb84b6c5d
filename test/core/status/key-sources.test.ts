import assert from "node:assert/strict";
import type { Format } from "#core/formats/format.js";
import { po } from "#core/formats/po/po.js";
import { xliff } from "#core/formats/xliff/xliff.js";
import { languageStateSteps } from "#core/status/language-state.js";
import { atOnce } from "#core/text/at-once.js";
import { openFileJob } from "#core/translate/file-job.js";

const DIRECTION = { source: "en", target: "de" };

const unit = (id: string, source: string, target: string): string =>
  `<trans-unit id="${id}" resname="${source}"><source>${source}</source><target>${target}</target></trans-unit>`;
const symfony = (language: string, ...units: string[]): string =>
  `<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file source-language="en" target-language="${language}" datatype="plaintext" original="m"><body>\n${units.join("\n")}\n</body></file></xliff>\n`;
const catalog = (language: string, id: string, text: string): string =>
  `msgid ""\nmsgstr "Language: ${language}\\n"\n\nmsgid "${id}"\nmsgstr "${text}"\n`;

/** The texts that a run has to translate. */
function wanted(format: Format, source: string, target: string | undefined, path = "en/m"): string[] {
  const { preparation } = openFileJob({
    format,
    source: { path, text: source },
    target: { path: "de/m", text: target },
    direction: DIRECTION,
  });
  return preparation.segments.map(({ segment }) => segment.source);
}

describe("Files whose source texts are keys", () => {
  const english = symfony("en", unit("a", "action.save", "Save changes"), unit("b", "title", "Title"));

  it("are translated from the English texts, into a file that is there or a new one", () => {
    assert.deepEqual(wanted(xliff, english, symfony("de", unit("a", "action.save", ""))), ["Save changes"]);
    assert.deepEqual(wanted(xliff, english, undefined)[0], "Save changes");
    assert.deepEqual(wanted(po, catalog("en", "action.save", "Save changes"), catalog("de", "action.save", "")), [
      "Save changes",
    ]);
    assert.deepEqual(wanted(po, catalog("en", "formTitle", "Title"), undefined), ["Title"]);
  });

  it("of gettext are templates in English, and catalogs of translations in other languages", () => {
    assert.equal(po.isTemplate?.("en/m.po", catalog("en", "action.save", "Save changes")), true);
    assert.equal(po.isTemplate?.("de/m.po", catalog("de", "action.save", "Sichern")), false);
    assert.equal(po.isTemplate?.("en_GB.po", catalog("en_GB", "Color", "Colour")), false);
  });

  it("are shown with the English texts", () => {
    const target = { path: "de/m", text: symfony("de", unit("a", "action.save", ""), unit("b", "title", "Titel")) };
    const { missing } = atOnce(
      languageStateSteps({
        format: xliff,
        source: { path: "en/m", text: english },
        target,
        direction: DIRECTION,
      }),
    );
    assert.deepEqual(
      missing.map(({ text }) => text),
      ["Save changes"],
    );
  });

  it("are those with keys for most of their sources, beside a file in the source language", () => {
    const british = catalog("en", "Colour", "Color");
    assert.deepEqual(wanted(po, british, catalog("de", "Colour", "")), ["Colour"]);
    const french = symfony("fr", unit("a", "action.save", "Enregistrer"));
    assert.deepEqual(wanted(xliff, french, symfony("de", unit("a", "action.save", ""))), ["action.save"]);
    const mixed = symfony("en", unit("a", "action.save", "Save"), unit("b", "Open it", "Open it"));
    assert.deepEqual(wanted(xliff, mixed, symfony("de", unit("a", "action.save", ""), unit("b", "Open it", ""))), [
      "Save",
      "Open it",
    ]);
  });
});
