import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { StringPlace } from "#vscode/state/string-place.js";
import { accepting, hintsOf, inWorkspace, newLocales, read, until } from "./files.js";

describe("Review Decisions", () => {
  let folder: string;
  let source: vscode.Uri;
  let target: vscode.Uri;

  beforeEach(async () => {
    ({ folder, source, target } = await newLocales(
      "review",
      '{\n  "save": "Save the file",\n  "quit": "Quit"\n}\n',
      '{\n  "quit": "Ende"\n}\n',
    ));
    await vscode.commands.executeCommand("routelmt.refreshStatus");
    await vscode.commands.executeCommand("routelmt.translateFile", source, ["de"]);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(inWorkspace(folder), { recursive: true });
  });

  const run = (command: string, ...args: readonly unknown[]): Thenable<void> =>
    vscode.commands.executeCommand(`routelmt.${command}`, ...args);
  const place = (): StringPlace => ({ source, target, language: "de", key: ["save"] });
  const shown = (): vscode.TabInputTextDiff | undefined => {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    return input instanceof vscode.TabInputTextDiff && input.modified.scheme === "routelmt-review" ? input : undefined;
  };

  it("shows the new text beside the old one, and closes when all are judged", async () => {
    await run("review", place());
    await until(() => shown() !== undefined, "the difference is shown");
    const input = shown();
    assert.ok(input);
    const [before, now] = await Promise.all(
      [input.original, input.modified].map(async (uri) => (await vscode.workspace.openTextDocument(uri)).getText()),
    );
    const value = JSON.parse(await read(target)).save;
    assert.match(now ?? "", /Save the file/);
    assert.ok(now?.includes(`\n${value}\n`), now);
    assert.ok(!before?.includes(`\n${value}\n`), before);
    // In a narrow editor, lines break only between keys.
    assert.match(now ?? "", /\nKeys:\u00a0a\u00a0accepts\u00a0· r\u00a0rejects\u00a0· .+\u00a0· l\u00a0list\n/);
    await run("review.accept");
    await until(() => shown() === undefined, "it is closed");
    const document = await vscode.workspace.openTextDocument(target);
    await until(async () => (await hintsOf(document)).includes("● local"), "it is taken for done");
    await run("review", target);
    assert.equal(shown(), undefined, "nothing is left to review");
  });

  it("takes a rejected translation out of the file", async () => {
    await run("review", place());
    await until(() => shown() !== undefined, "the difference is shown");
    await run("review.reject");
    assert.deepEqual(JSON.parse(await read(target)), { quit: "Ende" });
  });

  it("judges all that remain at once", async () => {
    const translated = await read(target);
    for (const [verdict, left] of [
      ["acceptRest", translated],
      ["rejectRest", '{\n  "quit": "Ende"\n}\n'],
    ] as const) {
      await run("review", place());
      await until(() => shown() !== undefined, "the difference is shown");
      await run(`review.${verdict}`);
      await until(() => shown() === undefined, "it is closed");
      assert.equal(await read(target), left, verdict);
      if (verdict === "acceptRest") await run("undoLastRun", target);
      if (verdict === "acceptRest") await run("translateFile", source, ["de"]);
    }
  });

  it("begins where a person chooses, in the list of a file", async () => {
    await accepting(run("review", target));
    await until(() => shown() !== undefined, "the difference is shown");
  });

  it("has a command that asks for the file where none is open", async () => {
    await accepting(run("pseudoLocalizeFile"));
    const made = vscode.window.activeTextEditor?.document.uri;
    assert.match(made?.path ?? "", /qps-ploc/);
    if (made) await vscode.workspace.fs.delete(made);
  });
});
