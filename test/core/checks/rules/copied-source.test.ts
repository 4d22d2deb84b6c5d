import assert from "node:assert/strict";
import { copiedSource } from "#core/checks/rules/copied-source.js";
import { findings, to } from "../checked.js";

const NAME = {
  source: "The Battle for Wesnoth",
  targets: ["The Battle for Wesnoth"],
  forbidden: [],
  doNotTranslate: true,
};

describe("check: copied source", () => {
  const copied = (text: string, options = {}): number => findings(copiedSource, text, text, options).length;

  it("finds a sentence that was left as it is", () => {
    assert.equal(copied("Could not open the file"), 1);
    assert.equal(copied("Create a new list of tasks for {name}"), 1);
    assert.equal(findings(copiedSource, "Could not  open the file", "could not open the file").length, 1);
  });

  it("finds labels of words that are English alone", () => {
    for (const text of ["Save", "Open file", "Sign in again", "Delete {name}", "Loading…"])
      assert.equal(copied(text), text === "Sign in again" ? 0 : 1, text);
    assert.equal(copied("Open", { direction: { source: "en", target: "nl" } }), 0);
    assert.equal(copied("Pages", { direction: { source: "en", target: "fr" } }), 0);
    for (const text of ["Export", "Start", "Download", "Account"]) assert.equal(copied(text), 0, text);
  });

  it("finds two words where the scripts differ", () => {
    assert.equal(copied("Open file", { direction: { source: "en", target: "ja" } }), 1);
    assert.equal(copied("Google Drive", { direction: { source: "en", target: "ja" } }), 0);
  });

  it("passes names, numbers, codes, and words that languages share", () => {
    for (const text of [
      "Name",
      "OpenGL ES2",
      "44100 Hz",
      "Christian Gangsta Rap",
      "Online Status",
      "%s [%s %d]",
      "SELECT id FROM t",
    ])
      assert.equal(copied(text), 0, text);
    assert.equal(copied("The Battle for Wesnoth", { terms: [NAME] }), 0);
    assert.equal(copied("Save the file", { direction: { source: "en", target: "en-GB" } }), 0);
  });

  it("finds messages with plurals, too", () => {
    const text = "{count, plural, =1{one month ago} other{# months ago}}";
    assert.equal(findings(copiedSource, text, text, { syntax: "icu", ...to("ru") }).length, 1);
    assert.equal(findings(copiedSource, "Refresh photo", "Refresh photo", to("sr")).length, 1);
  });
});
