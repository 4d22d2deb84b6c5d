import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { spawnModelHost } from "#node/spawn-model-host.js";
import { BUNDLED_MODEL } from "#small-model/bundled-model.js";
import { SmallModelClient } from "#small-model/client/client.js";

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

  it("carries the licences of the program, of the weights and of others", () => {
    assert.ok(extension);
    const texts = [
      "LICENSE",
      "LICENSES.md",
      "THIRD-PARTY.md",
      `${BUNDLED_MODEL}/NOTICE`,
      `${BUNDLED_MODEL}/GEMMA_TERMS.txt`,
    ];
    const missing = texts.filter((path) => !existsSync(join(extension.extensionPath, path)));
    assert.deepEqual(missing, []);
  });

  it("translates with the model and the ONNX Runtime it carries", async () => {
    assert.ok(extension);
    const { extensionPath } = extension;
    const small = new SmallModelClient({
      start: () => spawnModelHost(join(extensionPath, "dist", "model-host.cjs"), () => undefined),
      folder: join(extensionPath, BUNDLED_MODEL),
      threads: 1,
    });
    try {
      const texts: string[] = [];
      const request = {
        id: "cart",
        text: "Add to cart",
        direction: { source: "en", target: "de" },
        doNotTranslate: [],
      };
      await small.translate([request], { translated: ({ text }) => void texts.push(text) });
      assert.equal(texts.length, 1);
      assert.notEqual(texts[0], "");
    } finally {
      small.dispose();
    }
  });
});
