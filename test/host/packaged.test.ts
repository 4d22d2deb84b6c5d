import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";

describe("the installed .vsix", () => {
  const extension = vscode.extensions.getExtension("routelmt.routelmt");

  it("is what VS Code runs, not the source folder", () => {
    assert.ok(extension);
    assert.ok(!existsSync(join(extension.extensionPath, "src")), extension.extensionPath);
  });

  it("activates and registers every command it contributes", async () => {
    assert.ok(extension);
    await extension.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const contributed: { command: string }[] = extension.packageJSON.contributes.commands;
    assert.deepEqual(
      contributed.filter(({ command }) => !registered.has(command)),
      [],
    );
  });

  it("carries an ONNX Runtime that loads on this platform", async () => {
    assert.ok(extension);
    const runtime = await import(join(extension.extensionPath, "dist", "node_modules", "onnxruntime-node"));
    assert.equal(typeof runtime.InferenceSession.create, "function");
  });
});
