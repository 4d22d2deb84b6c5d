// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts in code are what is tested
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { change, changed, undo, write } from "./files.js";

const CODE =
  'import a from "./a";\nshow("Open \\"the file\\"", `Save ${count} files`);\nconst x = <p title="Settings">Close the window</p>;\n';

describe("Translate Selection", () => {
  afterEach(async () => {
    await changed.undo();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  const open = async (name: string, text: string): Promise<vscode.TextEditor> =>
    vscode.window.showTextDocument(await write(name, text));
  const translate = (): Thenable<void> => vscode.commands.executeCommand("routelmt.translateSelection", "de");
  const select = (editor: vscode.TextEditor, ...texts: readonly string[]): void => {
    const { document } = editor;
    editor.selections = texts.map((text) => {
      const at = document.getText().indexOf(text);
      return new vscode.Selection(document.positionAt(at), document.positionAt(at + text.length));
    });
  };

  it("replaces what is selected, in any text file, as one undo step", async () => {
    const editor = await open("notes.txt", "Settings\n");
    editor.selection = new vscode.Selection(0, 0, 0, 8);
    await translate();
    assert.notEqual(editor.document.getText(), "Settings\n");
    assert.match(editor.document.getText(), /^\S.*\n$/);
    await undo(editor.document);
    assert.equal(editor.document.getText(), "Settings\n");
  });

  it("keeps the code around texts and in them, over several selections, as one undo step", async () => {
    const editor = await open("page.tsx", CODE);
    select(editor, 'show("Open \\"the file\\"", `Save ${count} files`)', "Settings", "Close");
    await translate();
    const text = editor.document.getText();
    assert.match(
      text,
      /^import a from ".\/a";\nshow\("(?:[^"\\\n]|\\")+", `[^`\n]*\$\{count\}[^`\n]*`\);\nconst x = <p title="[^"\n]+">[^<\n]+ the window<\/p>;\n$/,
    );
    for (const english of ["Open", "Save", "Settings", "Close"]) assert.ok(!text.includes(english), english);
    await undo(editor.document);
    assert.equal(editor.document.getText(), CODE);
  });

  it("translates the string that the cursor is in", async () => {
    const editor = await open("one.py", "print('Settings')\n");
    editor.selection = new vscode.Selection(0, 10, 0, 10);
    await translate();
    assert.match(editor.document.getText(), /^print\('(?!Settings)[^'\n]+'\)\n$/);
  });

  it("is under the light bulb, in the languages of the settings, where a text is selected", async () => {
    await change("targetLanguages", ["de", "fr"]);
    const { document } = await open("two.ts", 'const name = show("Settings");\n');
    const titles = async (from: number, to: number): Promise<string[]> => {
      const range = new vscode.Range(0, from, 0, to);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        range,
        vscode.CodeActionKind.RefactorRewrite.value,
      );
      return actions.map(({ title }) => title).filter((title) => /^Translate/.test(title));
    };
    assert.deepEqual(await titles(19, 27), ["Translate to German", "Translate to French"]);
    assert.deepEqual(await titles(6, 10), []);
  });
});
