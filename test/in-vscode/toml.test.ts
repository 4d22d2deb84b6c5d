import assert from "node:assert/strict";
import * as vscode from "vscode";
import { hintsOf, hoverOf, inWorkspace, until, write } from "./files.js";

/** The editor opens TOML as plain text, or as the language of another extension: the providers go by the project. */
describe("TOML in the editor", () => {
  const folder = `toml-${Date.now()}`;
  const source = `${folder}/i18n/en.toml`;
  const target = `${folder}/i18n/de.toml`;

  before(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.extensions.getExtension("routelmt.routelmt")?.activate();
    await write(source, '[save]\nother = "Save the file"\n\n[open]\nother = "Open"\n');
    await write(target, "# Deutsch\n[open]\nother = 'Öffnen'\n");
    await write(`${folder}/Cargo.toml`, '[package]\nname = "shop"\n');
    await write(`${folder}/config/_default/menus.en.toml`, '[[main]]\nname = "Posts"\n');
    await vscode.commands.executeCommand("routelmt.refreshStatus");
  });
  after(() => vscode.workspace.fs.delete(inWorkspace(folder), { recursive: true }));

  const lensesOf = async (path: string): Promise<vscode.CodeLens[]> => {
    await vscode.window.showTextDocument(inWorkspace(path));
    return vscode.commands.executeCommand("vscode.executeCodeLensProvider", inWorkspace(path), 10);
  };

  it("has the state and the actions above a file of texts, and nothing above configuration", async () => {
    let lenses: vscode.CodeLens[] = [];
    await until(async () => {
      lenses = await lensesOf(target);
      return lenses.length === 4;
    }, "there are four");
    assert.equal(lenses[0]?.command?.title, "German: 1 of 2 missing");
    for (const path of [`${folder}/Cargo.toml`, `${folder}/config/_default/menus.en.toml`])
      assert.deepEqual(await lensesOf(path), [], path);
  });

  it("is translated in place, and says at the text what was decided", async () => {
    await vscode.commands.executeCommand("routelmt.translateFile", inWorkspace(source), ["de"]);
    const document = await vscode.workspace.openTextDocument(inWorkspace(target));
    const whole = /^# Deutsch\n\[save\]\nother = '[^'\n]*[Dd]atei[^'\n]*'\n\n\[open\]\nother = 'Öffnen'\n$/;
    assert.match(document.getText(), whole);
    await until(async () => (await hintsOf(document)).length === 1, "there is a hint at the new text");
    assert.match(await hoverOf(document, "other = '"), /local/i);
  });
});
