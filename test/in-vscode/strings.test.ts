import assert from "node:assert/strict";
import * as vscode from "vscode";
import { keyId } from "#core/formats/format.js";
import { ProjectStores } from "#vscode/state/project-stores.js";
import type { StringPlace } from "#vscode/state/string-place.js";
import { accepting, change, changed, hintsOf, hoverOf, inWorkspace, newLocales, read, until, write } from "./files.js";

const SOURCE = '{\n  "save": "Save the file",\n  "open": "Could not open {name}",\n  "quit": "Quit"\n}\n';
const HUMAN = '{\n  "quit": "Feierabend"\n}\n';

describe("What can be done with a value", () => {
  let folder: string;
  let source: vscode.Uri;
  let target: vscode.Uri;

  beforeEach(async () => {
    ({ folder, source, target } = await newLocales("strings", SOURCE, HUMAN));
    await vscode.commands.executeCommand("routelmt.refreshStatus");
  });
  afterEach(async () => {
    await changed.undo();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(inWorkspace(folder), { recursive: true });
  });

  const place = (key: string): StringPlace => ({ source, target, language: "de", key: [key] });
  const run = (command: string, ...args: readonly unknown[]): Thenable<void> =>
    vscode.commands.executeCommand(`routelmt.${command}`, ...args);
  const values = async (): Promise<Record<string, string>> => JSON.parse(await read(target));
  const actionsAt = async (file: vscode.Uri, text: string): Promise<vscode.CodeAction[]> => {
    const document = await vscode.workspace.openTextDocument(file);
    const at = document.positionAt(document.getText().indexOf(text) + text.length);
    return vscode.commands.executeCommand("vscode.executeCodeActionProvider", file, new vscode.Range(at, at));
  };
  const titlesAt = async (file: vscode.Uri, text: string): Promise<string[]> =>
    (await actionsAt(file, text)).map(({ title }) => title);
  const follow = async (file: vscode.Uri, text: string, title: RegExp): Promise<void> => {
    let found: vscode.CodeAction | undefined;
    await until(async () => {
      found = (await actionsAt(file, text)).find((one) => title.test(one.title));
      return found !== undefined;
    }, `there is an action ${title}`);
    await vscode.commands.executeCommand(found?.command?.command ?? "", ...(found?.command?.arguments ?? []));
  };

  it("translates one string from its source text, and no other", async () => {
    await follow(source, '"open": "', /^Translate this string to German$/);
    assert.deepEqual(Object.keys(await values()), ["open", "quit"]);
    await until(
      async () => !(await titlesAt(source, '"open": "')).some((title) => /Translate this/.test(title)),
      "it is gone",
    );
  });

  it("is offered under the light bulb, as it fits the decision", async () => {
    await run("translateFile", source, ["de"]);
    await until(async () => (await titlesAt(target, '"open": "')).length > 5, "there are actions");
    const titles = await titlesAt(target, '"open": "');
    assert.ok(
      titles.some((title) => /^Send to the large model \(about \$0\.\d+, [+−±]/.test(title)),
      String(titles),
    );
    for (const title of [
      "Accept this translation",
      "Reject this translation",
      "Pin to the small model",
      "Add to the termbase…",
    ])
      assert.ok(titles.includes(title), `${title}: ${titles}`);
    assert.ok((await titlesAt(target, '"save"')).includes("Accept this translation"), "anywhere in the line");
    const persons = await titlesAt(target, '"quit": "');
    assert.ok(!persons.some((title) => /Send to|Reject/.test(title)), "nothing replaces a person's text");
  });

  it("is rejected: it is gone from the file, and the next run does not count it as done", async () => {
    await run("translateFile", source, ["de"]);
    const before = await values();
    assert.deepEqual(Object.keys(before), ["save", "open", "quit"]);
    await run("rejectString", place("open"));
    assert.deepEqual(await values(), { save: before["save"], quit: "Feierabend" });
    const document = await vscode.workspace.openTextDocument(source);
    await until(async () => (await hintsOf(document)).includes("◌ draft: de"), "it is a draft now");
    await run("translateFile", source, ["de"]);
    assert.equal((await values())["open"], undefined);
    await run("acceptString", place("open"));
    assert.equal((await values())["open"], before["open"]);
  });

  it("is never rejected or replaced unasked if a person wrote it", async () => {
    await run("translateFile", source, ["de"]);
    const typed = (await read(target)).replace(/"save": "[^"]+"/, '"save": "Ablegen"');
    await write(`${folder}/locales/de.json`, typed);
    // In tests, the editor answers questions itself, and never with yes.
    await run("rejectString", place("quit"));
    await run("rejectString", place("save"));
    await run("useCandidate", [target.toString(), "de", keyId(["save"])], 0);
    assert.equal(await read(target), typed);
    await run("rejectString", place("open"));
    assert.deepEqual(Object.keys(await values()), ["save", "quit"]);
    const document = await vscode.workspace.openTextDocument(target);
    const hover = await hoverOf(document, '"save": "');
    assert.match(hover, /✎ edited/);
    assert.doesNotMatch(hover, /rejectString/);
  });

  it("is accepted at the cursor", async () => {
    await change("local.minimumQuality", 100);
    await change("local.writeDrafts", true);
    await run("translateFile", source, ["de"]);
    const document = await vscode.workspace.openTextDocument(target);
    const editor = await vscode.window.showTextDocument(document);
    await until(async () => (await hintsOf(document)).includes("◌ draft"), "there are drafts");
    const at = document.positionAt(document.getText().indexOf('"open": "') + 10);
    editor.selection = new vscode.Selection(at, at);
    await run("acceptString");
    let hints: string[] = [];
    await until(
      async () => {
        hints = await hintsOf(document);
        return hints.includes("● local");
      },
      () => `one is good enough now: ${hints}`,
    );
  });

  it("is reached by keys: the next and the previous flagged one, going on at the other end of the file", async () => {
    await change("local.minimumQuality", 100);
    await change("local.writeDrafts", true);
    await run("translateFile", source, ["de"]);
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(target));
    const lines: number[] = [];
    for (const command of ["nextFlagged", "nextFlagged", "nextFlagged", "previousFlagged"]) {
      await run(command);
      lines.push(editor.selection.start.line);
    }
    assert.deepEqual(lines, [1, 2, 1, 2]);
  });

  it("is pinned in the project's history, for later runs", async () => {
    await run("translateFile", source, ["de"]);
    const stores = new ProjectStores();
    try {
      const pins = async (): Promise<unknown> => [...(await stores.for(target).pins.on(target.fsPath, "de"))];
      await run("pinLocal", place("open"));
      assert.deepEqual(await pins(), [[keyId(["open"]), "local"]]);
      await until(
        async () => (await titlesAt(target, '"open": "')).some((title) => /^Unpin/.test(title)),
        "it can be unpinned",
      );
      const document = await vscode.workspace.openTextDocument(target);
      await until(async () => (await hintsOf(document))[1] === "● local", "it is local");
      await run("pinLarge", place("open"));
      await until(async () => /^△/.test((await hintsOf(document))[1] ?? ""), "it is wanted from the large model");
      await run("unpin", place("open"));
      assert.deepEqual(await pins(), []);
    } finally {
      stores.dispose();
    }
  });

  it("is added to the termbase of the settings, with what is there as the answer", async () => {
    await change("termbase.files", [`${folder}/terms.csv`]);
    await write(`${folder}/terms.csv`, "en,de\n");
    await accepting(run("addToTermbase", place("quit")));
    assert.equal(await read(inWorkspace(`${folder}/terms.csv`)), "en,de\nQuit,Feierabend\n");
  });
});

describe("The first line of a file", () => {
  let folder: string;
  beforeEach(async () => {
    await vscode.extensions.getExtension("routelmt.routelmt")?.activate();
    folder = `lens-${Date.now()}`;
    await write(`${folder}/locales/en.json`, SOURCE);
    await write(`${folder}/locales/de.json`, HUMAN);
    await vscode.commands.executeCommand("routelmt.refreshStatus");
  });
  afterEach(() => vscode.workspace.fs.delete(inWorkspace(folder), { recursive: true }));

  const lensesOf = async (path: string): Promise<vscode.CodeLens[]> => {
    const file = inWorkspace(path);
    await vscode.window.showTextDocument(file);
    return vscode.commands.executeCommand("vscode.executeCodeLensProvider", file, 10);
  };

  it("has a summary and three actions, in source and target alike, and in no other file", async () => {
    for (const name of ["en", "de"]) {
      let lenses: vscode.CodeLens[] = [];
      await until(async () => {
        lenses = await lensesOf(`${folder}/locales/${name}.json`);
        return lenses.length === 4;
      }, "there are four");
      const [summary, ...actions] = lenses.map(({ command }) => command?.title);
      assert.equal(summary, "German: 2 of 3 missing");
      assert.deepEqual(actions, ["Translate…", "Buy Flagged…", "Review"]);
      assert.ok(lenses.every(({ range }) => range.start.line === 0));
    }
    await write(`${folder}/data.json`, "{}");
    assert.deepEqual(await lensesOf(`${folder}/data.json`), []);
  });
});
