import assert from "node:assert/strict";
import * as vscode from "vscode";
import { checkTyped } from "#vscode/strings/check-typed.js";
import { changed, inWorkspace, write } from "./files.js";

describe("What an input box says about a typed translation", () => {
  afterEach(() => changed.undo());

  it("is what the checks find, as a warning, and that it is empty, as an error", async () => {
    const folder = `typed-${Date.now()}/locales`;
    const source = await write(`${folder}/en.json`, '{\n  "left": "{count} files left"\n}\n');
    const place = { source, target: inWorkspace(`${folder}/de.json`), language: "de", key: ["left"] };
    const check = await checkTyped(place, "{count} files left");
    assert.equal(check("Noch {count} Dateien"), undefined);
    const lost = check("Noch einige Dateien");
    assert.equal(lost?.severity, vscode.InputBoxValidationSeverity.Warning);
    assert.match(lost?.message ?? "", /\{count\}/);
    assert.equal(check("")?.severity, vscode.InputBoxValidationSeverity.Error);
  });
});
