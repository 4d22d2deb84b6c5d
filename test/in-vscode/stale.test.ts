import assert from "node:assert/strict";
import * as vscode from "vscode";
import { vscodeWorkspace } from "#vscode/editor/files.js";
import { Projects } from "#vscode/state/projects.js";
import { itemOf, type StatusNode } from "#vscode/views/status-items.js";
import { StatusTree } from "#vscode/views/status-tree.js";
import { SourceRecords } from "#workspace/source-records.js";
import { inWorkspace, newDecisions, newLocales, read, undo, until, write } from "./files.js";

const RECORD = ".routelmt/sources.jsonl";

describe("Stale translations", () => {
  let folder: string;
  let source: vscode.Uri;
  let target: vscode.Uri;
  let tree: StatusTree;

  beforeEach(async () => {
    ({ folder, source, target } = await newLocales(
      "stale",
      '{\n  "open": "Open the file",\n  "save": "Save"\n}\n',
      '{\n  "save": "Sichern"\n}\n',
    ));
    tree = new StatusTree(new Projects(new SourceRecords(vscodeWorkspace)), newDecisions());
    await vscode.commands.executeCommand("routelmt.translateFile", source, ["de"]);
    await write(`${folder}/locales/en.json`, '{\n  "open": "Open the folder",\n  "save": "Save all"\n}\n');
  });
  afterEach(async () => {
    tree.dispose();
    await vscode.workspace.fs.delete(inWorkspace(folder), { recursive: true });
  });

  const german = async (): Promise<StatusNode> => {
    const files = (await tree.getChildren()).find((node) => String(itemOf(node).label).startsWith(folder));
    const [language] = await tree.getChildren(files);
    assert.ok(language);
    return language;
  };
  const description = async (): Promise<string> => String(itemOf(await german()).description);
  const staleGroup = async (): Promise<StatusNode> => {
    const groups = await tree.getChildren(await german());
    const group = groups.find((node) => itemOf(node).contextValue === "group.stale");
    assert.ok(group);
    return group;
  };
  const findings = (): vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(target).filter(({ code }) => code === "stale");
  const open = async (): Promise<vscode.TextDocument> => {
    const document = await vscode.workspace.openTextDocument(target);
    await vscode.window.showTextDocument(document);
    return document;
  };
  const actionsAt = (range: vscode.Range | undefined): Thenable<vscode.CodeAction[]> =>
    vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      target,
      range,
      vscode.CodeActionKind.QuickFix.value,
    );

  it("are a group in the view, translated again from there, but not what a person wrote", async () => {
    assert.equal(await description(), "1 stale · 1 of 2");
    const before = JSON.parse(await read(target));
    const [segment] = await tree.getChildren(await staleGroup());
    assert.equal(segment && itemOf(segment).description, "Open the folder");
    await vscode.commands.executeCommand("routelmt.translateString", await staleGroup());
    const after = JSON.parse(await read(target));
    assert.notEqual(after.open, before.open);
    assert.equal(after.save, "Sichern");
    assert.equal(await description(), "✓ 2 of 2");
  });

  it("by a person are recognised once they were accepted, and shown as a person's", async () => {
    await vscode.commands.executeCommand("routelmt.acceptNode", await german());
    assert.equal(await description(), "✓ 2 of 2", "the stale one was accepted, too");
    await write(`${folder}/locales/en.json`, '{\n  "open": "Open the folder",\n  "save": "Save everything"\n}\n');
    assert.equal(await description(), "1 stale · 1 of 2");
    const [segment] = await tree.getChildren(await staleGroup());
    const text = "Save everything · a person's text, which is not translated again";
    assert.equal(segment && itemOf(segment).description, text);
    await vscode.commands.executeCommand("routelmt.translateString", await staleGroup());
    assert.equal(JSON.parse(await read(target)).save, "Sichern");
  });

  it("are findings, and kept by a quick fix that changes no locale file", async () => {
    const document = await open();
    await until(() => findings().length === 1, "the stale translation is found");
    const [finding] = findings();
    assert.match(document.getText(finding?.range), /^"/);
    const actions = await actionsAt(finding?.range);
    const titles = actions.map(({ title }) => title);
    assert.ok(titles.includes("Translate what is missing or stale in this file"), String(titles));
    const keep = actions.find(({ title }) => title.startsWith("Keep this translation"));
    const before = document.getText();
    await vscode.commands.executeCommand(keep?.command?.command ?? "", ...(keep?.command?.arguments ?? []));
    await until(() => findings().length === 0, "the finding is gone");
    assert.equal(document.getText(), before);
    assert.equal(document.isDirty, false);
  });

  it("are translated again by a quick fix, as one undoable edit", async () => {
    const document = await open();
    await until(() => findings().length === 1, "the stale translation is found");
    const before = document.getText();
    const again = (await actionsAt(findings()[0]?.range)).find(({ title }) => title.includes("missing or stale"));
    await vscode.commands.executeCommand(again?.command?.command ?? "", ...(again?.command?.arguments ?? []));
    assert.notEqual(document.getText(), before);
    await until(() => findings().length === 0, "the finding is gone");
    await undo(document);
    assert.equal(document.getText(), before);
  });

  it("are gone from an edited translation, which is a person's now", async () => {
    const document = await open();
    await until(() => findings().length === 1, "the stale translation is found");
    const edit = new vscode.WorkspaceEdit();
    const range = findings()[0]?.range ?? new vscode.Range(0, 0, 0, 0);
    edit.replace(target, range, '"Den Ordner aufmachen"');
    await vscode.workspace.applyEdit(edit);
    await until(() => findings().length === 0, "the finding is gone");
    await vscode.commands.executeCommand("routelmt.translateStale", source, ["de"]);
    assert.match(document.getText(), /Den Ordner aufmachen/);
  });

  it("are recognised by a record in the workspace folder, with relative paths", async () => {
    const record = await read(inWorkspace(RECORD));
    const lines = record.split("\n").filter((line) => line.startsWith(`["${folder}/locales/de.json","de",`));
    assert.equal(lines.length, 1);
  });
});
