import assert from "node:assert/strict";
import * as vscode from "vscode";
import { change, changed, hintsOf, inWorkspace, until, write } from "./files.js";

describe("The summary of a run", function () {
  this.timeout(180_000);
  afterEach(async () => {
    await changed.undo();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("stays as a document that nobody is asked to save, with counts, files and what to do next", async () => {
    const folder = `summary-${Date.now()}/locales`;
    const source = await write(`${folder}/en.json`, '{\n  "save": "Save the file",\n  "quit": "Quit"\n}\n');
    await vscode.commands.executeCommand("routelmt.translateFile", source, ["de"]);
    await vscode.window.showTextDocument(source);
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

  it("opens by itself after a run over several files, unless nobody wants it", async () => {
    const translate = async (name: string, languages: readonly string[]): Promise<number> => {
      const source = await write(`several-${Date.now()}/${name}/locales/en.json`, '{\n  "save": "Save the file"\n}\n');
      await vscode.commands.executeCommand("routelmt.translateFile", source, languages);
      return vscode.window.visibleTextEditors.filter(({ document }) => document.uri.scheme === "routelmt-run").length;
    };
    assert.equal(await translate("one", ["de"]), 0);
    await change("openSummary", false);
    assert.equal(await translate("quiet", ["de", "fr"]), 0);
    await change("openSummary", undefined);
    assert.equal(await translate("two", ["de", "fr"]), 1);
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
