import assert from "node:assert/strict";
import * as vscode from "vscode";
import { FileSearches } from "#vscode/state/file-searches.js";
import { inWorkspace, until, write } from "./files.js";

describe("What searches found", () => {
  const GLOBS = ["**/locales/*.json"];
  let searches: FileSearches;
  beforeEach(() => {
    searches = new FileSearches();
  });
  afterEach(() => searches.dispose());

  const find = (): Promise<readonly string[]> => searches.find(inWorkspace("").fsPath, GLOBS);

  it("is kept when a file changes, and not when one comes or goes", async () => {
    // In a folder of the example, because the editor watches new folders only after a while.
    const name = `locales/kept-${Date.now()}.json`;
    const { fsPath } = inWorkspace(name);
    const before = await find();
    assert.ok(before.length > 0 && !before.includes(fsPath));
    assert.equal(await find(), before, "nothing happened");

    const file = await write(name, "{}\n");
    try {
      await until(async () => (await find()).includes(fsPath), "the new file is found");
      let changes = 0;
      const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(inWorkspace(""), name));
      watcher.onDidChange(() => changes++);
      // The event for the creation may be late.
      let found = await find();
      await until(async () => {
        const last = found;
        found = await find();
        await write(name, `{ "a": "${Date.now()}" }\n`);
        return changes > 1 && found === last;
      }, "the file has changed, and what was found is the same");
      watcher.dispose();
    } finally {
      await vscode.workspace.fs.delete(file);
    }
    await until(async () => !(await find()).includes(fsPath), "the removed file is not found any more");
  });

  it("is searched again on demand, and for other patterns", async () => {
    const before = await find();
    searches.forget();
    const after = await find();
    assert.notEqual(after, before);
    assert.deepEqual([...after].sort(), [...before].sort());
    assert.deepEqual(await searches.find(inWorkspace("").fsPath, ["**/nothing.here"]), []);
  });
});
