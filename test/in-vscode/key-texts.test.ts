import assert from "node:assert/strict";
import * as vscode from "vscode";
import { vscodeWorkspace } from "#vscode/editor/files.js";
import { Projects } from "#vscode/state/projects.js";
import { itemOf, type StatusNode } from "#vscode/views/status-items.js";
import { StatusTree } from "#vscode/views/status-tree.js";
import { SourceRecords } from "#workspace/source-records.js";
import { hintsOf, hoverOf, inWorkspace, newDecisions, read, until, write } from "./files.js";

/** A project without a source file: the keys of its translations are the texts. */
interface KeyTexts {
  readonly name: string;
  /** The source file, which is missing. */
  readonly source: string;
  readonly german: string;
  readonly french: string;
  /** Of a source file that is empty, as i18next's tools leave it. */
  readonly empty?: string;
}

const PROJECTS: readonly KeyTexts[] = [
  { name: "Laravel", source: "lang/en.json", german: "lang/de.json", french: "lang/fr.json" },
  {
    name: "i18next",
    source: "locales/en/translation.json",
    german: "locales/de/translation.json",
    french: "locales/fr/translation.json",
    empty: "{}\n",
  },
];

describe("A project whose keys are the texts", () => {
  for (const { name, source, german, french, empty } of PROJECTS) {
    describe(`of ${name}`, () => {
      const folder = `key-texts-${name}-${Date.now()}`;
      const at = (path: string): vscode.Uri => inWorkspace(`${folder}/${path}`);
      let tree: StatusTree;

      before(async () => {
        await vscode.commands.executeCommand("workbench.action.closeAllEditors");
        await vscode.extensions.getExtension("routelmt.routelmt")?.activate();
        if (empty !== undefined) await write(`${folder}/${source}`, empty);
        await write(`${folder}/${german}`, '{\n  "Save the file": "Datei sichern",\n  "Sign in": "Anmelden"\n}\n');
        await write(
          `${folder}/${french}`,
          '{\n  "Sign in": "Se connecter",\n  "Open the file": "Ouvrir le fichier"\n}\n',
        );
        await vscode.commands.executeCommand("routelmt.refreshStatus");
        tree = new StatusTree(new Projects(new SourceRecords(vscodeWorkspace)), newDecisions());
      });
      after(async () => {
        tree.dispose();
        await vscode.workspace.fs.delete(inWorkspace(folder), { recursive: true });
      });

      const label = (node: StatusNode): string => `${itemOf(node).label} ${itemOf(node).description ?? ""}`.trim();
      const below = async (...path: readonly string[]): Promise<StatusNode[]> => {
        let nodes = (await tree.getChildren()).filter((node) => label(node).startsWith(folder));
        for (const one of path) {
          const node = nodes.find((found) => label(found).startsWith(one));
          assert.ok(node, `${one} is none of ${nodes.map(label)}`);
          nodes = await tree.getChildren(node);
        }
        return nodes;
      };

      it("has a row for each language, with what it lacks of all texts", async () => {
        assert.deepEqual((await below(folder)).map(label), ["German 1 missing", "French 1 missing"]);
        assert.deepEqual((await below(folder, "German", "Missing")).map(label), ["Open the file Open the file"]);
      });

      it("opens what is missing beside its text", async () => {
        const [missing] = await below(folder, "German", "Missing");
        const { command } = missing ? itemOf(missing) : {};
        await vscode.commands.executeCommand(command?.command ?? "", ...(command?.arguments ?? []));
        const shown = new Map(vscode.window.visibleTextEditors.map((editor) => [editor.document.uri.scheme, editor]));
        assert.equal(shown.get("file")?.document.uri.toString(), at(german).toString());
        // To read, with nothing to save: closing it asks no question.
        const texts = shown.get("routelmt-source");
        assert.equal(texts?.document.getText(texts.selection), '"Open the file"');
        assert.ok(!vscode.workspace.textDocuments.some(({ isUntitled, isDirty }) => isUntitled || isDirty));
      });

      it("says above a translation what it lacks", async () => {
        await vscode.window.showTextDocument(at(french));
        let titles: (string | undefined)[] = [];
        await until(async () => {
          const lenses: vscode.CodeLens[] = await vscode.commands.executeCommand(
            "vscode.executeCodeLensProvider",
            at(french),
            10,
          );
          titles = lenses.map(({ command }) => command?.title);
          return titles.length === 4;
        }, "there are four");
        assert.equal(titles[0], "French: 1 of 3 missing");
      });

      it("is translated from a translation, says at the texts what was decided, and gets no source file", async () => {
        await vscode.commands.executeCommand("routelmt.translateFile", at(german), ["de"]);
        const document = await vscode.workspace.openTextDocument(at(german));
        const texts = JSON.parse(document.getText()) as Record<string, string>;
        assert.deepEqual(Object.keys(texts).sort(), ["Open the file", "Save the file", "Sign in"]);
        assert.match(texts["Open the file"] ?? "", /Datei/);
        assert.equal(texts["Sign in"], "Anmelden");
        await vscode.window.showTextDocument(document);
        await until(async () => (await hintsOf(document)).length === 1, "there is a hint at the new text");
        assert.match(
          await hoverOf(document, `: "${texts["Open the file"]}`),
          /\*Source\*\s+```plaintext\s+Open the file/,
        );
        await document.save();
        const made = await Promise.resolve(read(at(source))).catch(() => undefined);
        assert.equal(made, empty);
        assert.deepEqual((await below(folder)).map(label), ["German ✓ 3 of 3", "French 1 missing"]);
      });
    });
  }
});
