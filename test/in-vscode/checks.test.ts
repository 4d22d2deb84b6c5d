import assert from "node:assert/strict";
import * as vscode from "vscode";
import { change, changed, inWorkspace, until, write } from "./files.js";

const SOURCE = '{\n  "open": "Open {name}: ",\n  "save": "Save",\n  "quit": "Quit"\n}\n';
const BROKEN = '{\n  "open": "{nom} öffnen: ",\n  "save": "Sichern"\n}\n';

describe("Checks of open translations", function () {
  this.timeout(60_000);
  let target: vscode.Uri;
  let document: vscode.TextDocument;

  beforeEach(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.extensions.getExtension("routelmt.routelmt")?.activate();
    const folder = `checks-${Date.now()}/locales`;
    await write(`${folder}/en.json`, SOURCE);
    target = await write(`${folder}/de.json`, BROKEN);
    document = await vscode.workspace.openTextDocument(target);
    await vscode.window.showTextDocument(document);
  });
  afterEach(changed.undo);

  const ours = (): vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(target).filter(({ source }) => source === "RouteLMT");
  const codes = (): string[] => ours().map(({ code }) => String(code));
  const found = (expected: readonly string[]): Promise<void> =>
    until(() => String(codes()) === String(expected), `the findings are ${expected}, not ${codes()}`);

  it("are shown in the Problems panel, and repaired by a quick fix that changes one value", async () => {
    await found(["placeholders", "placeholders", "missing-key"]);
    const [first, , missing] = ours();
    assert.equal(first?.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(document.getText(first?.range), '"{nom} öffnen: "');
    assert.match(missing?.message ?? "", /^quit is missing here$/);

    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      target,
      first?.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({ title }) => title === "Replace {nom} with {name}");
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.equal(document.getText(), BROKEN.replace("{nom}", "{name}"));
    await found(["missing-key"]);
  });

  it("offer to translate what is missing", async () => {
    await found(["placeholders", "placeholders", "missing-key"]);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      target,
      ours()[2]?.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const { command } = actions.find(({ title }) => title === "Translate what is missing in this file") ?? {};
    assert.deepEqual(command?.arguments?.map(String), [
      inWorkspace(vscode.workspace.asRelativePath(target).replace("de.json", "en.json")).toString(),
      "de",
    ]);
  });

  it("follow the settings", async () => {
    await found(["placeholders", "placeholders", "missing-key"]);
    await change("checks.severity", { placeholders: "hint", "missing-key": "off" });
    await found(["placeholders", "placeholders"]);
    assert.equal(ours()[0]?.severity, vscode.DiagnosticSeverity.Hint);
    await change("checks.enabled", false);
    await found([]);
  });

  it("leave the source file alone", async () => {
    await found(["placeholders", "placeholders", "missing-key"]);
    const source = inWorkspace(vscode.workspace.asRelativePath(target).replace("de.json", "en.json"));
    await vscode.window.showTextDocument(source);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    assert.deepEqual(vscode.languages.getDiagnostics(source), []);
  });
});
