import assert from "node:assert/strict";
import * as vscode from "vscode";
import { inWorkspace, read, undo, write } from "./files.js";

describe("Pseudo-Localize File", () => {
  let folder: string;
  let source: vscode.Uri;
  let target: vscode.Uri;
  const run = (file: vscode.Uri): Thenable<unknown> =>
    vscode.commands.executeCommand("routelmt.pseudoLocalizeFile", file);

  beforeEach(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    folder = `pseudo-${Date.now()}`;
    source = await write(`${folder}/locales/en.json`, '{\n  "open": "Open {name}"\n}\n');
    target = inWorkspace(`${folder}/locales/qps-ploc.json`);
  });
  afterEach(() => vscode.workspace.fs.delete(inWorkspace(folder), { recursive: true }));

  it("makes the file beside the source, and opens it", async () => {
    await run(source);
    assert.equal(await read(target), '{\n  "open": "[Öþéñ {name}]"\n}\n');
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), target.toString());
  });

  it("reads the source file if it is started on a translation", async () => {
    await run(await write(`${folder}/locales/de.json`, '{ "open": "{name} öffnen" }'));
    assert.equal(await read(target), '{\n  "open": "[Öþéñ {name}]"\n}\n');
  });

  it("renews an open file as one undoable edit", async () => {
    await run(source);
    const document = await vscode.workspace.openTextDocument(target);
    await write(`${folder}/locales/en.json`, '{\n  "open": "Open {name}",\n  "quit": "Quit"\n}\n');
    const before = document.getText();
    await run(source);
    assert.match(document.getText(), /"quit": "\[Ǫûîţ\]"/);
    await undo(document);
    assert.equal(document.getText(), before);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });
});
