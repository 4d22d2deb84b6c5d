import assert from "node:assert/strict";
import { length } from "#core/checks/rules/length.js";
import { findings, to } from "../checked.js";

describe("check: length", () => {
  it("passes usual lengths", () => {
    assert.deepEqual(findings(length, "Could not open the file", "Die Datei konnte nicht geöffnet werden"), []);
    assert.deepEqual(findings(length, "OK", "In Ordnung, verstanden"), [], "short texts may grow by any factor");
    assert.deepEqual(findings(length, "Cycle video crop", "Durch verschiedene Videobeschneidungsformate wechseln"), []);
    assert.deepEqual(findings(length, "Open the settings of this project", "打开此项目的设置", to("zh")), []);
  });

  it("finds an empty translation", () => {
    assert.deepEqual(findings(length, "Save", " "), ["error: the translation is empty"]);
  });

  it("warns of a ratio that is unusual, and refuses one that is absurd", () => {
    const source = "Could not open the file, because it is in use";
    assert.deepEqual(findings(length, source, "Nein, belegt"), ["warning: 0.3 times as long as the source"]);
    assert.deepEqual(findings(length, "Could not open it", "nein ".repeat(40)), [
      "error: 11.8 times as long as the source",
    ]);
  });

  it("compares the variants of ICU messages, not their syntax", () => {
    const source = "{n, plural, one {Delete this file now} other {Delete # files now}}";
    const target = `{n, plural, ${["one", "few", "many", "other"].map((name) => `${name} {Удалить # файлов сейчас}`).join(" ")}}`;
    assert.deepEqual(findings(length, source, target), []);
  });

  it("says nothing about lists of keywords", () => {
    assert.deepEqual(
      findings(
        length,
        "torrents;share;",
        "torrents;share;торенти;преузимање;даунлоудовање;отпремање;аплоудовање;",
        to("sr"),
      ),
      [],
    );
  });
});
