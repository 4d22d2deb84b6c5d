import assert from "node:assert/strict";
import { parse } from "jsonc-parser";
import * as vscode from "vscode";

interface Keybinding {
  readonly key: string;
  readonly command: string;
  readonly when?: string;
}

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

  it("takes no key from the editor: its chords are free, and its other keys are for its own view and documents", async () => {
    const keys = await vscode.workspace.openTextDocument(vscode.Uri.parse("vscode://defaultsettings/keybindings.json"));
    const all: Keybinding[] = parse(keys.getText());
    const own = all.filter(({ command }) => command.startsWith("routelmt."));
    assert.ok(all.length > 500 && own.length >= 10, `${own.length} of ${all.length}`);
    const isOwnPlace = (when = ""): boolean =>
      /resourceScheme == 'routelmt-review'|focusedView == 'routelmt.status'/.test(when);
    for (const { key, command, when } of own.filter((one) => !isOwnPlace(one.when))) {
      const others = all.filter((one) => one.key === key && one.command !== command);
      assert.deepEqual(others, [], `${key} ${when}`);
    }
  });
});
