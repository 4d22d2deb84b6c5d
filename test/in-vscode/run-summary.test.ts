import assert from "node:assert/strict";
import * as vscode from "vscode";
import { change, changed, hintsOf, inWorkspace, until, write } from "./files.js";

const shownSummaries = () =>
  vscode.window.visibleTextEditors.filter(({ document }) => document.uri.scheme === "routelmt-run");

describe("The summary of a run", function () {
  this.timeout(60_000);
  afterEach(async () => {
    await changed.undo();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("stays as a document that nobody is asked to save, with counts, files and what to do next", async () => {
    const folder = `summary-${Date.now()}/locales`;
    const source = await write(`${folder}/en.json`, '{\n  "save": "Save the file",\n  "quit": "Quit"\n}\n');
    await vscode.window.showTextDocument(source);
    await vscode.commands.executeCommand("routelmt.translateFile", source, ["de"]);
    assert.equal(shownSummaries().length, 1, "it is beside the file by itself");
    await vscode.window.showTextDocument(source, { viewColumn: vscode.ViewColumn.One });
    await vscode.commands.executeCommand("routelmt.showReport");
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    assert.equal(document.uri.scheme, "routelmt-run");
    assert.equal(document.isDirty, false);
    const text = document.getText();
    const [, sums = "", all] = /^- Strings: (.+) = (\d+)$/m.exec(text) ?? [];
    const counted = [...sums.matchAll(/\d+/g)].reduce((sum, [count]) => sum + Number(count), 0);
    assert.deepEqual([counted, all], [2, "2"]);
    assert.ok(text.includes(`](${inWorkspace(`${folder}/de.json`)}): `), text);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      document.uri,
      10,
    );
    const titles = lenses.map(({ command }) => command?.title);
    for (const title of ["Review Decisions", "Undo This Run", "Set Budget…"]) assert.ok(titles.includes(title), title);
    const known = await vscode.commands.getCommands();
    for (const { command } of lenses) assert.ok(known.includes(command?.command ?? ""), command?.command);
  });

  it("does not open by itself for one string, or where nobody wants it", async () => {
    const folder = `quiet-${Date.now()}/locales`;
    await change("openSummary", false);
    const two = await write(`${folder}/a/en.json`, '{\n  "save": "Save the file",\n  "quit": "Quit"\n}\n');
    await vscode.commands.executeCommand("routelmt.translateFile", two, ["de"]);
    await change("openSummary", undefined);
    const one = await write(`${folder}/b/en.json`, '{\n  "save": "Save the file"\n}\n');
    await vscode.commands.executeCommand("routelmt.translateFile", one, ["de"]);
    assert.deepEqual(shownSummaries(), []);
  });

  it("is beside hints in the style of the settings", async () => {
    const folder = `hints-${Date.now()}/locales`;
    const source = await write(`${folder}/en.json`, '{\n  "save": "Save the file"\n}\n');
    await vscode.commands.executeCommand("routelmt.translateFile", source, ["de"]);
    const document = await vscode.workspace.openTextDocument(inWorkspace(`${folder}/de.json`));
    await until(async () => /^\S+ \S/.test((await hintsOf(document))[0] ?? ""), "the hint has words");
    await change("hints.style", "symbols");
    await until(async () => /^\S+$/.test((await hintsOf(document))[0] ?? ""), "the hint is a symbol");
    await change("hints.style", "off");
    await until(async () => (await hintsOf(document)).length === 0, "there is no hint");
  });
});
