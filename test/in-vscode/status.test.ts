import assert from "node:assert/strict";
import * as vscode from "vscode";
import { vscodeWorkspace } from "#vscode/editor/files.js";
import { sourceOf } from "#vscode/editor/source-of.js";
import { Projects } from "#vscode/state/projects.js";
import { itemOf, type StatusNode } from "#vscode/views/status-items.js";
import { StatusTree } from "#vscode/views/status-tree.js";
import { SourceRecords } from "#workspace/source-records.js";
import { change, changed, inWorkspace, newDecisions, until, write } from "./files.js";

describe("The view Translation Status", () => {
  let folder: string;
  let tree: StatusTree;

  beforeEach(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    folder = `status-${Date.now()}`;
    await write(`${folder}/locales/en.json`, '{\n  "save": "Save",\n  "open": "Open {name}",\n  "quit": "Quit"\n}\n');
    await write(`${folder}/locales/de.json`, '{\n  "save": "Sichern",\n  "old": "Alt"\n}\n');
    await write(`${folder}/locales/fr.json`, '{ "save": ');
    await write(`${folder}/node_modules/a/locales/en.json`, "{}");
    tree = new StatusTree(new Projects(new SourceRecords(vscodeWorkspace)), newDecisions());
  });
  afterEach(async () => {
    tree.dispose();
    await changed.undo();
    await vscode.workspace.fs.delete(inWorkspace(folder), { recursive: true });
  });

  const label = (node: StatusNode): string => {
    const { label: name, description } = itemOf(node);
    return description === undefined ? String(name) : `${name} ${description}`;
  };
  const files = async (): Promise<StatusNode[]> =>
    (await tree.getChildren()).filter((node) => label(node).startsWith(folder));
  const below = async (...path: readonly string[]): Promise<StatusNode[]> => {
    let nodes = await files();
    for (const name of path) {
      const node = nodes.find((one) => label(one).startsWith(name));
      assert.ok(node, `${name} is none of ${nodes.map(label)}`);
      nodes = await tree.getChildren(node);
    }
    return nodes;
  };

  it("shows source files, and languages with their counts", async () => {
    assert.deepEqual((await files()).map(label), [`${folder}/locales/en.json`]);
    const [german, french] = await below(folder);
    assert.equal(german && label(german), "German 2 missing · 1 unused");
    assert.match((french && label(french)) ?? "", /fr\.json: .* at line 1, column/);
    assert.equal(german && itemOf(german).accessibilityInformation?.label, "German, 1 of 3 · 2 missing · 1 unused");
  });

  it("shows the segments by group, and opens the target file at the place", async () => {
    assert.deepEqual((await below(folder, "German")).map(label), ["Missing 2", "Others 1", "Unused 1"]);
    assert.deepEqual((await below(folder, "German", "Missing")).map(label), ["open Open {name}", "quit Quit"]);
    const [unused] = await below(folder, "German", "Unused");
    const { command } = unused ? itemOf(unused) : {};
    await vscode.commands.executeCommand(command?.command ?? "", ...(command?.arguments ?? []));
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), inWorkspace(`${folder}/locales/de.json`).toString());
    assert.equal(editor?.document.getText(editor.selection), '"Alt"');
  });

  it("shows the languages of a file that holds them all", async () => {
    await vscode.workspace.fs.delete(inWorkspace(`${folder}/locales`), { recursive: true });
    await write(`${folder}/i18n/app.csv`, "key,en,de,pt-BR\nsave,Save,Sichern,\nopen,Open,,\n");
    const labels = ["German 1 missing", "Brazilian Portuguese 2 missing"];
    assert.deepEqual((await below(folder)).map(label), labels);
    const [missing] = await below(folder, "German", "Missing");
    const { command } = missing ? itemOf(missing) : {};
    await vscode.commands.executeCommand(command?.command ?? "", ...(command?.arguments ?? []));
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, 2);
  });

  it("finds files where another tool's settings say they are, and a translation's source file", async () => {
    await vscode.workspace.fs.delete(inWorkspace(`${folder}/locales`), { recursive: true });
    const place = `/${folder}/texts`;
    const settings = `files:\n  - source: ${place}/base.json\n    translation: ${place}/%two_letters_code%/shop.json\n`;
    const file = await write("crowdin.yml", settings);
    try {
      await write(`${folder}/texts/base.json`, '{ "save": "Save", "quit": "Quit" }\n');
      const german = await write(`${folder}/texts/de/shop.json`, '{ "save": "Sichern" }\n');
      await change("targetLanguages", ["fr"]);
      assert.deepEqual((await files()).map(label), [`${folder}/texts/base.json`]);
      const labels = ["French 2 missing", "German 1 missing"];
      assert.deepEqual((await below(folder)).map(label).sort(), labels);
      const found = await sourceOf(german, "en");
      assert.equal(found?.source.path, inWorkspace(`${folder}/texts/base.json`).path);
      assert.equal(found?.language, "de");
    } finally {
      await vscode.workspace.fs.delete(file);
    }
  });

  it("shows catalogs that hold source and target under one name", async () => {
    await vscode.workspace.fs.delete(inWorkspace(`${folder}/locales`), { recursive: true });
    const catalog = (language: string, text: string): string =>
      `msgid ""\nmsgstr "Language: ${language}\\n"\n\nmsgid "Save"\nmsgstr "${text}"\n`;
    await write(`${folder}/po/de.po`, catalog("de", "Sichern"));
    await write(`${folder}/po/fr.po`, catalog("fr", ""));
    assert.deepEqual((await files()).map(label), [`${folder}/po/{lang}.po`]);
    assert.deepEqual((await below(folder)).map(label), ["German ✓ 1 of 1", "French 1 missing"]);
  });

  it("counts neither rare plural forms nor empty texts as missing", async () => {
    await write(`${folder}/locales/en.json`, '{ "a_one": "{{count}} day", "a_other": "{{count}} days", "b": "" }');
    await write(
      `${folder}/locales/fr.json`,
      '{ "a_zero": "rien", "a_one": "{{count}} jour", "a_other": "{{count}} jours" }',
    );
    const labels = (await below(folder)).map(label);
    assert.equal(labels[1], "French ✓ 2 of 2");
  });

  it("shows the languages of the settings, whose files are not there yet", async () => {
    await change("targetLanguages", ["es"]);
    const labels = (await below(folder)).map(label);
    assert.equal(labels[1], "Spanish 3 missing");
    const [first] = await below(folder, "Spanish", "Missing");
    const { command } = first ? itemOf(first) : {};
    await vscode.commands.executeCommand(command?.command ?? "", ...(command?.arguments ?? []));
    const shown = vscode.window.activeTextEditor?.document.uri.toString();
    assert.equal(shown, inWorkspace(`${folder}/locales/en.json`).toString());
  });

  it("is refreshed when a file is saved or deleted in the editor", async () => {
    let times = 0;
    tree.onDidChangeTreeData(() => times++);
    const document = await vscode.workspace.openTextDocument(inWorkspace(`${folder}/locales/de.json`));
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 2), '"quit": "Ende",\n  '));
    await document.save();
    await until(() => times > 0, "the view is told of the saved file");
    assert.match((await below(folder)).map(label)[0] ?? "", /^German .*\b1 missing/);
    const before = times;
    const deletion = new vscode.WorkspaceEdit();
    deletion.deleteFile(inWorkspace(`${folder}/locales/fr.json`));
    assert.ok(await vscode.workspace.applyEdit(deletion));
    await until(() => times > before, "the view is told of the deleted file");
    assert.equal((await below(folder)).length, 1);
  });

  it("is refreshed when something else creates or deletes a file", async () => {
    let times = 0;
    tree.onDidChangeTreeData(() => times++);
    // In a folder of the example, because the editor watches new folders only after a while.
    const file = await write("locales/it.json", "{}\n");
    await until(() => times > 0, "the view is told of the new file");
    const before = times;
    await vscode.workspace.fs.delete(file);
    await until(() => times > before, "the view is told of the deleted file");
  });

  it("translates a language from its row", async () => {
    const [german] = await below(folder);
    await vscode.commands.executeCommand("routelmt.translateNode", german);
    assert.match((await below(folder)).map(label)[0] ?? "", /^German .*\b3 of 3/);
  });

  it("is contributed, and reached from the keyboard", async () => {
    await vscode.commands.executeCommand("routelmt.status.focus");
    await vscode.commands.executeCommand("routelmt.refreshStatus");
  });
});
