import assert from "node:assert/strict";
import { accelerators } from "#core/checks/rules/accelerators.js";
import { findings, fixed } from "../checked.js";

const options = { accelerators: ["&", "_"] } as const;

describe("check: accelerators", () => {
  it("requires one if the source has one, on any letter", () => {
    assert.deepEqual(findings(accelerators, "&File", "&Datei", options), []);
    assert.deepEqual(findings(accelerators, "&File", "Datei", options), [
      'warning: the accelerator of "&F" is missing',
    ]);
    assert.equal(fixed(accelerators, "&File", "Datei", options), "&Datei");
    assert.equal(fixed(accelerators, "_Save as", "Speichern als", options), "_Speichern als");
  });

  it("finds several, and repairs none, as it is unclear which one is meant", () => {
    assert.deepEqual(findings(accelerators, "&File", "&Datei &öffnen", options).length, 1);
    assert.equal(fixed(accelerators, "&File", "&Datei &öffnen", options), undefined);
  });

  it("finds one that the source does not have", () => {
    assert.deepEqual(findings(accelerators, "File", "&Datei", options), ["warning: the source has no accelerator"]);
    assert.equal(fixed(accelerators, "File", "&Datei", options), "Datei");
    assert.deepEqual(findings(accelerators, "R&D", "F&E", options), []);
    assert.deepEqual(findings(accelerators, "File", "&Datei"), [], "not where the format has none");
  });

  it("may be anywhere in the translation", () => {
    for (const [source, target] of [
      ["_Statistics", "S_tatistiche"],
      ["Sort by Rati&o", "Trier par rati&o"],
      ["&Delete Group…", "Apagar g&rupo…"],
      ["Move &Down", "Mou a&vall"],
    ] as const)
      assert.deepEqual(findings(accelerators, source, target, { accelerators: ["&", "_"] }), [], target);
    assert.deepEqual(findings(accelerators, "&Open", "Öffnen", { accelerators: ["&"] }), [
      'warning: the accelerator of "&O" is missing',
    ]);
  });
});
