import assert from "node:assert/strict";
import * as vscode from "vscode";

describe("the extension", () => {
  it("activates and registers every command it contributes", async () => {
    const extension = vscode.extensions.getExtension("routelmt.routelmt");
    assert.ok(extension, "VS Code knows the extension");
    await extension.activate();

    const registered = new Set(await vscode.commands.getCommands(true));
    const contributed: { command: string }[] = extension.packageJSON.contributes.commands;
    const missing = contributed.map(({ command }) => command).filter((command) => !registered.has(command));
    assert.deepEqual(missing, []);
  });
});
