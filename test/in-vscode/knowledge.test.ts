import assert from "node:assert/strict";
import * as vscode from "vscode";
import { change, changed, hintsOf, hoverOf, inWorkspace, newLocales, read, undo, until, write } from "./files.js";

const TMX = `<tmx version="1.4"><header srclang="en" creationtool="Shop *Tool*"/><body>
<tu><tuv xml:lang="en"><seg>Save the order now</seg></tuv><tuv xml:lang="de"><seg>Bestellung jetzt sichern</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Print all the invoices of the month</seg></tuv>
<tuv xml:lang="de"><seg>**Alle** Rechnungen des Monats drucken</seg></tuv></tu></body></tmx>`;
const SOURCE = `{
  "save": "Save the order now",
  "print": "Print all the invoices of the year",
  "note": "Write a comment for this file"
}
`;

describe("Memory and termbase", () => {
  let folder: string;
  let source: vscode.Uri;
  let target: vscode.Uri;

  beforeEach(async () => {
    ({ folder, source, target } = await newLocales("knowledge", SOURCE));
    await write(`${folder}/shop.tmx`, TMX);
    await write(`${folder}/terms.csv`, "en,de,note\ncomment,Bemerkung,Never *Kommentar*\n");
    await change("memory.files", [`${folder}/shop.tmx`]);
    await change("termbase.files", [`${folder}/terms.csv`]);
  });
  afterEach(changed.undo);

  const translate = (): Thenable<void> => vscode.commands.executeCommand("routelmt.translateFile", source, ["de"]);
  const open = async (): Promise<vscode.TextDocument> => {
    const document = await vscode.workspace.openTextDocument(target);
    await vscode.window.showTextDocument(document);
    return document;
  };

  it("are used by Translate File, and the hint says so", async () => {
    await translate();
    const values = JSON.parse(await read(target));
    assert.equal(values.save, "Bestellung jetzt sichern");
    assert.match(values.note, /Bemerkung/);
    const document = await open();
    await until(async () => (await hintsOf(document))[0] === "↺ memory", "the hint says memory");
  });

  it("are not used where the memory is off", async () => {
    await change("memory.enabled", false);
    await translate();
    const document = await open();
    await until(async () => (await hintsOf(document)).length === 3, "there are three hints");
    assert.ok(!(await hintsOf(document)).includes("↺ memory"));
  });

  it("are shown in the hover as plain text, with what changed, and the notes of terms", async () => {
    await translate();
    const document = await open();
    const print = await hoverOf(document, '"print": "');
    assert.match(print, /\*Similar in the memory: 85%\*/);
    assert.match(print, /Shop(&nbsp;| )\\\*Tool\\\*/);
    assert.match(
      print,
      /```plaintext\nPrint all the invoices of the \[-month-\] \{\+year\+\}\n→ \*\*Alle\*\* Rechnungen des Monats drucken\n```/,
    );
    assert.match(print, /command:routelmt\.useMatch/);
    const note = await hoverOf(document, '"note": "');
    assert.match(note, /comment(&nbsp;| )→(&nbsp;| )Bemerkung/);
    assert.match(note, /Never(&nbsp;| )\\\*Kommentar\\\*/);
    const save = await hoverOf(document, '"save": "');
    assert.match(save, /↺ memory/);
    assert.doesNotMatch(save, /The large model/);
  });

  it("have an action in the hover that puts a match into the file", async () => {
    await translate();
    const document = await open();
    const [, args = ""] = /command:routelmt\.useMatch\?([^)]+)\)/.exec(await hoverOf(document, '"print": "')) ?? [];
    await vscode.commands.executeCommand("routelmt.useMatch", ...JSON.parse(decodeURIComponent(args)));
    assert.equal(JSON.parse(document.getText()).print, "**Alle** Rechnungen des Monats drucken");
    await until(async () => (await hintsOf(document))[1] === "↺ memory", "the hint says memory");
    await undo(document);
    assert.notEqual(JSON.parse(document.getText()).print, "**Alle** Rechnungen des Monats drucken");
  });

  it("write nothing when a file that a setting names is missing", async () => {
    await change("termbase.files", ["nowhere.csv"]);
    await translate();
    await assert.rejects(async () => vscode.workspace.fs.stat(target));
  });

  it("are checked in open translations, and checked again when the termbase is saved", async () => {
    await write(
      `${folder}/locales/de.json`,
      '{\n  "save": "Bestellung jetzt sichern",\n  "print": "Alle Rechnungen des Jahres drucken",\n  "note": "Schreibe einen Kommentar zu dieser Datei"\n}\n',
    );
    await open();
    const codes = (): string[] =>
      vscode.languages
        .getDiagnostics(target)
        .filter((one) => one.source === "RouteLMT")
        .map(({ code }) => String(code));
    await until(() => codes().includes("terminology"), "the term is found");
    const terms = await vscode.window.showTextDocument(inWorkspace(`${folder}/terms.csv`));
    await terms.edit((edit) => edit.replace(new vscode.Range(1, 0, 1, 99), "comment,Kommentar,"));
    await terms.document.save();
    await until(() => !codes().includes("terminology"), "the term is as the termbase wants it");
  });

  it("leave the place of the target file to its setting", async () => {
    await change("targetFile", `${folder}/out/{lang}/app.json`);
    await translate();
    assert.equal(JSON.parse(await read(inWorkspace(`${folder}/out/de/app.json`))).save, "Bestellung jetzt sichern");
    await assert.rejects(async () => vscode.workspace.fs.stat(target));
  });
});
