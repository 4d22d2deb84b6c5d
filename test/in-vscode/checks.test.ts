import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import * as vscode from "vscode";
import { change, changed, inWorkspace, until, write, writeShown } from "./files.js";

const SOURCE = '{\n  "open": "Open {name}: ",\n  "save": "Save",\n  "quit": "Quit"\n}\n';
const BROKEN = '{\n  "open": "{nom} öffnen: ",\n  "save": "Sichern"\n}\n';

describe("Checks of open translations", () => {
  let target: vscode.Uri;
  let document: vscode.TextDocument;

  beforeEach(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.extensions.getExtension("routelmt.routelmt")?.activate();
    const folder = `checks-${Date.now()}/locales`;
    await write(`${folder}/en.json`, SOURCE);
    target = await write(`${folder}/de.json`, BROKEN);
    document = await vscode.workspace.openTextDocument(target);
    await vscode.window.showTextDocument(document);
  });
  afterEach(changed.undo);

  const ours = (): vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(target).filter(({ source }) => source === "RouteLMT");
  const codes = (): string[] => ours().map(({ code }) => String(code));
  const found = (expected: readonly string[]): Promise<void> =>
    until(
      () => String(codes()) === String(expected),
      () => `the findings are ${expected}, not ${codes()}, in ${document.getText()}`,
    );

  const actionsAt = (range = new vscode.Range(0, 0, 0, 0)): Thenable<vscode.CodeAction[]> =>
    vscode.commands.executeCommand(
      "vscode.executeCodeActionProvider",
      target,
      range,
      vscode.CodeActionKind.QuickFix.value,
    );

  it("are shown in the Problems panel, and repaired by a quick fix that changes one value", async () => {
    await found(["placeholders", "placeholders", "missing-key"]);
    const [first, , missing] = ours();
    assert.equal(first?.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(document.getText(first?.range), "{nom}");
    assert.match(first?.message ?? "", /^open: \{n(?:om|ame)\} is /);
    assert.match(missing?.message ?? "", /^quit is missing here$/);

    const actions = await actionsAt(first?.range);
    const fix = actions.find(({ title }) => title === "Replace {nom} with {name}");
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.equal(document.getText(), BROKEN.replace("{nom}", "{name}"));
    await found(["missing-key"]);
  });

  it("offer to translate what is missing", async () => {
    await found(["placeholders", "placeholders", "missing-key"]);
    const actions = await actionsAt(ours()[2]?.range);
    const { command } = actions.find(({ title }) => title === "Translate what is missing in this file") ?? {};
    assert.deepEqual(command?.arguments?.map(String), [
      inWorkspace(vscode.workspace.asRelativePath(target).replace("de.json", "en.json")).toString(),
      "de",
    ]);
  });

  it("follow the settings", async () => {
    await found(["placeholders", "placeholders", "missing-key"]);
    await change("checks.severity", { placeholders: "hint", "missing-key": "off" });
    await found(["placeholders", "placeholders"]);
    assert.equal(ours()[0]?.severity, vscode.DiagnosticSeverity.Hint);
    await change("checks.enabled", false);
    await found([]);
  });

  it("report everything that is missing in a file at once, however much it is", async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`key${index}`, `Text ${index}`]));
    const name = vscode.workspace.asRelativePath(target).replace("de.json", "en.json");
    await write(name, JSON.stringify({ ...many, save: "Save" }));
    const few = '{ "key1": "", "key0": "", "save": "Save" }';
    await writeShown(target, few);
    await found(["untranslated", "missing-key", "copied-source"]);
    assert.match(
      ours()
        .map(({ message }) => message)
        .join("\n"),
      /298 strings are missing here: key2, key3.*, …/,
    );
  });

  it("follow what another program writes, to the source or to the translation", async () => {
    // In the sample's folder, which the editor has watched from the beginning.
    const [english, german] = [inWorkspace("locales/en.json"), inWorkspace("locales/de.json")];
    const before = [await readFile(english.fsPath, "utf8"), await readFile(german.fsPath, "utf8")] as const;
    const named = (): string[] =>
      vscode.languages
        .getDiagnostics(german)
        .filter(({ code, message }) => code === "placeholders" && /country|land/.test(message))
        .map(({ message }) => message);
    try {
      const own = JSON.stringify({ nav: { shipTo: "Versand nach: {{country}}" } });
      await writeFile(german.fsPath, own);
      await vscode.window.showTextDocument(german);
      await until(() => vscode.languages.getDiagnostics(german).length > 0, "the translation is checked");
      assert.deepEqual(named(), []);
      await writeFile(english.fsPath, before[0].replace("Ship to: {{country}}", "Ship to: {{land}}"));
      await until(() => named().length > 0, "the source that changed is seen");
      await writeFile(german.fsPath, own.replace("country", "land"));
      await until(
        () => named().length === 0,
        () => `the translation that changed is seen: ${named()}`,
      );
    } finally {
      await writeFile(english.fsPath, before[0]);
      await writeFile(german.fsPath, before[1]);
    }
  });

  it("cover files that are not open, on demand", async () => {
    const folder = `closed-${Date.now()}/locales`;
    await write(`${folder}/en.json`, '{ "save": "Save {name}" }');
    const closed = await write(`${folder}/fr.json`, '{ "save": "Enregistrer {nom}" }');
    await vscode.commands.executeCommand("routelmt.checkProject");
    const findings = vscode.languages.getDiagnostics(closed);
    const everywhere = vscode.languages.getDiagnostics().map(([file, own]) => `${file.path}: ${own.length}`);
    assert.equal(findings[0]?.code, "placeholders", everywhere.join("\n"));
    assert.deepEqual(findings[0]?.range, new vscode.Range(0, 23, 0, 28));
    assert.ok(!vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === closed.toString()));
  });

  it("in a file that is not open are those of the file on disk, when another program changes it or its source", async () => {
    // In the sample's folder, which the editor has watched from the beginning; no test opens this file.
    const [english, french] = [inWorkspace("locales/en.json"), inWorkspace("locales/fr.json")];
    const before = await readFile(english.fsPath, "utf8");
    const isBroken = (): boolean => vscode.languages.getDiagnostics(french).some(({ code }) => code === "placeholders");
    const ship = (name: string): Promise<void> =>
      writeFile(french.fsPath, JSON.stringify({ nav: { shipTo: `Livrer en {{${name}}}` } }));
    try {
      await ship("land");
      await vscode.commands.executeCommand("routelmt.checkProject");
      assert.ok(isBroken());
      await ship("country");
      await until(() => !isBroken(), "the translation that was mended is seen");
      assert.ok(vscode.languages.getDiagnostics(french).length > 0, "the missing strings are still there");
      await writeFile(english.fsPath, before.replace("Ship to: {{country}}", "Ship to: {{land}}"));
      await until(isBroken, "the source that changed is seen");
      await rm(french.fsPath);
      await until(() => vscode.languages.getDiagnostics(french).length === 0, "a file that is gone has no findings");
    } finally {
      await writeFile(english.fsPath, before);
      await rm(french.fsPath, { force: true });
    }
  });

  it("offer to translate a text again that was left in English, alone", async () => {
    await writeShown(target, '{\n  "save": "Save",\n  "quit": "Beenden"\n}\n');
    await found(["missing-key", "copied-source"]);
    const range = ours().find(({ code }) => code === "copied-source")?.range;
    const actions = await actionsAt(range);
    const { command } = actions.find(({ title }) => title === "Translate save again") ?? {};
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
    assert.match(document.getText(), /^\{\n {2}"save": "(?!Save")[^"]+",\n {2}"quit": "Beenden"\n\}\n$/);
    const record = await readFile(inWorkspace(".routelmt/sources.jsonl").fsPath, "utf8").catch(() => "");
    const folder = target.path.split("/").at(-3) ?? "";
    const own = record.split("\n").filter((line) => line.includes(folder) && line.includes('"save"'));
    assert.equal(own.length, 1, record);
    assert.doesNotMatch(own[0] ?? "", /person/, "it is ours, which later runs may replace");
  });

  it("have a fix even where no repair is certain: the small model keeps every placeholder, and to a plausible length", async () => {
    const long = "Sichern ".repeat(60).trim();
    await writeShown(target, `{\n  "open": "Öffnen: ",\n  "save": "${long}",\n  "quit": "Beenden"\n}\n`);
    await until(
      () => ["placeholders", "length"].every((code) => codes().includes(code)),
      () => `${codes()}`,
    );
    for (const key of ["open", "save"]) {
      let command: vscode.Command | undefined;
      const isOffered = async (): Promise<boolean> => {
        const range = ours().find(({ message }) => message.startsWith(`${key}: `))?.range;
        const actions = await actionsAt(range ?? new vscode.Range(0, 0, 0, 0));
        command = actions.find(({ title }) => title === `Translate ${key} again`)?.command;
        return command !== undefined;
      };
      await until(isOffered, `${key} can be translated again`);
      await vscode.commands.executeCommand(command?.command ?? "", ...(command?.arguments ?? []));
    }
    const texts = JSON.parse(document.getText()) as Record<string, string>;
    assert.ok(texts["open"]?.includes("{name}") && (texts["save"]?.length ?? 0) < 20, document.getText());
    await found([]);
  });

  it("have a fix for an invalid ICU message, and for one that lacks a plural category", async () => {
    const folder = `icu-${Date.now()}/locales`;
    await write(`${folder}/en.json`, JSON.stringify({ items: "{n, plural, one {# item} other {# items}}" }));
    for (const [language, text, code] of [
      ["de", "{n, plural, one {# Artikel} other {# Artikel}", "icu"],
      ["pl", "{n, plural, one {# element} other {# elementu}}", "plural-categories"],
    ] as const) {
      target = await write(`${folder}/${language}.json`, JSON.stringify({ items: text }));
      document = await vscode.workspace.openTextDocument(target);
      await vscode.window.showTextDocument(document);
      await until(
        () => codes().includes(code),
        () => `${code}: ${codes()}`,
      );
      const range = ours().find((one) => one.code === code)?.range;
      let command: vscode.Command | undefined;
      await until(async () => {
        command = (await actionsAt(range)).find(({ title }) => title === "Translate items again")?.command;
        return command !== undefined;
      }, `${code} has a fix`);
      await vscode.commands.executeCommand(command?.command ?? "", ...(command?.arguments ?? []));
      await found([]);
      assert.notEqual(JSON.parse(document.getText()).items, text);
    }
  });

  it("leave the source file alone", async () => {
    await found(["placeholders", "placeholders", "missing-key"]);
    const source = inWorkspace(vscode.workspace.asRelativePath(target).replace("de.json", "en.json"));
    await vscode.window.showTextDocument(source);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    assert.deepEqual(vscode.languages.getDiagnostics(source), []);
  });
});
