import assert from "node:assert/strict";
import { chmod, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { changed, inWorkspace, read, write } from "./files.js";

describe("A file that cannot be written", () => {
  let outside: string;
  let folder: string;
  let source: vscode.Uri;

  beforeEach(async function () {
    if (process.platform === "win32") this.skip();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    outside = await mkdtemp(join(tmpdir(), "routelmt-outside-"));
    await writeFile(join(outside, "settings.json"), "{}\n");
    folder = `unwritable-${Date.now()}`;
    source = await write(`${folder}/locales/en.json`, '{ "save": "Save the file" }\n');
  });
  afterEach(async () => {
    await changed.undo();
    await vscode.workspace.fs.delete(inWorkspace(folder), { recursive: true });
    await rm(outside, { recursive: true });
  });

  const at = (name: string): vscode.Uri => inWorkspace(`${folder}/locales/${name}`);

  it("stays as it is, and the others are translated", async () => {
    await symlink(join(outside, "settings.json"), at("de.json").fsPath);
    await write(`${folder}/locales/es.json`, "{}\n");
    await chmod(at("es.json").fsPath, 0o444);
    await vscode.commands.executeCommand("routelmt.translateFile", source, ["de", "es", "fr"]);
    assert.equal(await readFile(join(outside, "settings.json"), "utf8"), "{}\n");
    assert.equal(await read(at("es.json")), "{}\n");
    assert.match(JSON.parse(await read(at("fr.json"))).save, /fichier/);
  });

  it("is not changed in the editor either, where it is open", async () => {
    await symlink(join(outside, "settings.json"), at("de.json").fsPath);
    const document = await vscode.workspace.openTextDocument(at("de.json"));
    await vscode.commands.executeCommand("routelmt.translateFile", source, ["de"]);
    await vscode.commands.executeCommand("routelmt.pseudoLocalizeFile", source, "de");
    assert.deepEqual([document.getText(), document.isDirty], ["{}\n", false]);
  });
});
