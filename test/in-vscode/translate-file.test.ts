import assert from "node:assert/strict";
import * as vscode from "vscode";
import { readSettings } from "#vscode/editor/settings.js";
import { change, changed, hintsOf, hoverOf, inWorkspace, read, undo, until, write } from "./files.js";

const SOURCE = '{\n  "save": "Save the file",\n  "open": "Could not open {name}",\n  "quit": "Quit"\n}\n';
const HUMAN = '{\n  "quit": "Feierabend"\n}\n';

describe("Translate File", () => {
  let source: vscode.Uri;
  let target: vscode.Uri;

  beforeEach(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    const folder = `case-${Date.now()}/locales`;
    source = await write(`${folder}/en.json`, SOURCE);
    target = inWorkspace(`${folder}/de.json`);
  });

  afterEach(() => changed.undo());

  const translate = (): Thenable<void> => vscode.commands.executeCommand("routelmt.translateFile", source, ["de"]);

  it("makes a target file that has every key, and every placeholder", async () => {
    await translate();
    const values = JSON.parse(await read(target));
    assert.deepEqual(Object.keys(values), ["save", "open", "quit"]);
    assert.match(values.open, /\{name\}/);
  });

  it("addresses the reader as the setting says", async () => {
    await vscode.workspace.fs.writeFile(source, new TextEncoder().encode('{ "a": "Your session has expired." }\n'));
    for (const [form, start] of [
      ["informal", /^Deine /],
      ["formal", /^Ihre /],
    ] as const) {
      await change("formality", { de: form });
      await translate();
      assert.match(JSON.parse(await read(target)).a, start);
      await vscode.workspace.fs.delete(target);
    }
  });

  it("fills a file of a language that goes by another tag of the model, and no other file", async () => {
    const portuguese = vscode.Uri.joinPath(source, "../pt.json");
    await vscode.workspace.fs.writeFile(portuguese, new TextEncoder().encode("{}\n"));
    await vscode.commands.executeCommand("routelmt.translateFile", portuguese);
    assert.equal(Object.keys(JSON.parse(await read(portuguese))).length, 3);
    const names = (await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(source, ".."))).map(([name]) => name);
    assert.deepEqual(names.sort(), ["en.json", "pt.json"]);
  });

  it("makes a target file in the encoding of its source, which may be open", async () => {
    const strings = inWorkspace(`case-${Date.now()}/en.lproj/Localizable.strings`);
    await vscode.workspace.fs.writeFile(strings, Buffer.from('\ufeff"quit" = "Quit";\n', "utf16le"));
    const german = vscode.Uri.joinPath(strings, "../../de.lproj/Localizable.strings");
    for (const open of [false, true]) {
      if (open) await vscode.workspace.openTextDocument(strings);
      await vscode.commands.executeCommand("routelmt.translateFile", strings, ["de"]);
      const text = Buffer.from(await vscode.workspace.fs.readFile(german)).toString("utf16le");
      assert.match(text, /^\ufeff"quit" = ".+";\n$/);
      await vscode.workspace.fs.delete(german);
    }
  });

  it("never touches a translation that is there", async () => {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(HUMAN));
    await translate();
    assert.equal(JSON.parse(await read(target)).quit, "Feierabend");
  });

  it("changes an open document as one undo step, and leaves saving to its owner", async () => {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(HUMAN));
    const document = await vscode.workspace.openTextDocument(target);
    await vscode.window.showTextDocument(document);
    await translate();
    assert.equal(Object.keys(JSON.parse(document.getText())).length, 3);
    assert.ok(document.isDirty);
    assert.equal(await read(target), HUMAN);
    await undo(document);
    assert.equal(document.getText(), HUMAN);
  });

  it("shows the decision at the end of each value that it wrote, and where a person changed it since", async () => {
    await translate();
    const document = await vscode.workspace.openTextDocument(target);
    const editor = await vscode.window.showTextDocument(document);
    await until(async () => (await hintsOf(document)).length === 3, "there are three hints");
    assert.ok((await hintsOf(document)).every((label) => /^(● local|△ \+(\d+|<1)( · over share)?)$/.test(label)));
    const at = document.positionAt(document.getText().indexOf('": "') + 4);
    await editor.edit((edit) => edit.insert(at, "X"));
    await until(async () => (await hintsOf(document))[0] === "✎ edited", "the edited value is marked");
  });

  it("shows the decisions on a table at the values of their language", async () => {
    const table = await write(
      `table-${Date.now()}/i18n/app.csv`,
      "key,en,de,fr\nsave,Save the file,,\nquit,Quit,Ende,\n",
    );
    await vscode.commands.executeCommand("routelmt.translateFile", table, ["de", "fr"]);
    const document = await vscode.workspace.openTextDocument(table);
    await vscode.window.showTextDocument(document);
    await until(async () => (await hintsOf(document)).length === 3, "there is a hint for each value that was missing");
    const [, french = ""] = /,([^,]+)\n$/.exec(document.getText()) ?? [];
    const hover = await hoverOf(document, "quit,Quit,Ende,");
    assert.ok(hover.includes(`\`\`\`plaintext\n${french}\n\`\`\``), hover);
  });

  it("explains the decision in a hover, with strings as plain text", async () => {
    await translate();
    const document = await vscode.workspace.openTextDocument(target);
    const text = await hoverOf(document, '"open": "');
    assert.match(text, /The large model is (not )?expected to improve this/);
    assert.match(text, /```plaintext\nCould not open \{name\}\n```/);
    assert.match(text, /nothing paid; about \$0\.0000/);
  });

  it("writes nothing when the source is malformed", async () => {
    await vscode.workspace.fs.writeFile(source, new TextEncoder().encode('{ "a": }'));
    await translate();
    await assert.rejects(async () => vscode.workspace.fs.stat(target));
  });
});

describe("settings", () => {
  it("keep everything local until a budget is set", () => {
    const settings = vscode.workspace.getConfiguration("routelmt");
    assert.equal(settings.get("budget.limit"), 0);
    assert.equal(settings.get("budget.share"), 0.3);
  });

  it("take the source language from i18n Ally's, unless they have their own", async () => {
    const file = inWorkspace(".vscode/settings.json");
    const before = await read(file).catch(() => "{}");
    const from = (language: string): Promise<void> =>
      until(() => readSettings(file).source === language, `the source language is ${language}`);
    try {
      // The editor itself writes no setting of an extension that is not there.
      await write(".vscode/settings.json", JSON.stringify({ ...JSON.parse(before), "i18n-ally.sourceLanguage": "fr" }));
      await from("fr");
      await change("sourceLanguage", "es");
      await from("es");
    } finally {
      await changed.undo();
      await write(".vscode/settings.json", before);
      await from("en");
    }
  });

  it("have no setting for an API key", () => {
    const groups: { properties: object }[] =
      vscode.extensions.getExtension("routelmt.routelmt")?.packageJSON.contributes.configuration;
    const properties = groups.flatMap((group) => Object.keys(group.properties));
    assert.ok(properties.length > 20);
    assert.deepEqual(
      properties.filter((name) => /key|secret|token/i.test(name)),
      [],
    );
  });
});
