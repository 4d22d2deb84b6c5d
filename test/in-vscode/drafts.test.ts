import assert from "node:assert/strict";
import * as vscode from "vscode";
import { formatFor } from "#core/formats/registry.js";
import type { Decision } from "#core/routing/decision.js";
import { vscodeWorkspace } from "#vscode/editor/files.js";
import { Projects } from "#vscode/state/projects.js";
import { itemOf, type StatusNode } from "#vscode/views/status-items.js";
import { StatusTree } from "#vscode/views/status-tree.js";
import { SourceRecords } from "#workspace/source-records.js";
import {
  change,
  changed,
  hintsOf,
  hoverOf,
  inWorkspace,
  newDecisions,
  newLocales,
  read,
  until,
  write,
} from "./files.js";

const SOURCE = '{\n  "open": "Could not open {name}",\n  "quit": "Quit"\n}\n';

describe("Drafts", () => {
  let folder: string;
  let source: vscode.Uri;
  let target: vscode.Uri;

  beforeEach(async () => {
    ({ folder, source, target } = await newLocales("drafts", SOURCE, '{\n  "quit": "Ende"\n}\n'));
    // No prediction is that high, so every local translation is a draft.
    await change("local.minimumQuality", 100);
  });
  afterEach(async () => {
    await changed.undo();
    await vscode.workspace.fs.delete(inWorkspace(folder), { recursive: true });
  });

  const translate = (file: vscode.Uri, ...languages: readonly string[]): Thenable<void> =>
    vscode.commands.executeCommand("routelmt.translateFile", file, languages);
  const show = async (file: vscode.Uri): Promise<vscode.TextDocument> => {
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    return document;
  };
  /** Follows the first link with this name in a hover. */
  const follow = async (hover: string, label: string): Promise<void> => {
    const [, command = "", args = ""] = new RegExp(`\\[${label}\\]\\(command:([\\w.]+)\\?([^)]*)\\)`).exec(hover) ?? [];
    assert.notEqual(command, "", hover);
    await vscode.commands.executeCommand(command, ...JSON.parse(decodeURIComponent(args)));
  };
  const findings = (file: vscode.Uri): vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(file).filter(({ code }) => code === "draft");

  it("leave a file without a mark as it is, and are shown at the source text, language by language", async () => {
    const before = await read(target);
    await translate(source, "de", "fr");
    assert.equal(await read(target), before);
    await assert.rejects(async () => vscode.workspace.fs.stat(inWorkspace(`${folder}/locales/fr.json`)));
    const document = await show(source);
    await until(async () => (await hintsOf(document)).length === 2, "both source texts have a hint");
    assert.deepEqual((await hintsOf(document)).sort(), ["◌ draft: de, fr", "◌ draft: fr"]);
    const hover = (await hoverOf(document, '"open": "')).replaceAll("&nbsp;", " ");
    assert.match(hover, /\*\*RouteLMT\*\* de .*\*\*RouteLMT\*\* fr /s);
    assert.match(hover, /Not counted as done: its predicted quality is \d+, but 100 is required/);
    assert.match(hover, /Small model \(confidence \d+%, predicted quality \d+\).*```plaintext\n[^`]*\{name\}/s);
  });

  it("are put into the file from there, and then no drafts", async () => {
    await translate(source, "de");
    const document = await show(source);
    await follow(await hoverOf(document, '"open": "'), "Use this one");
    const values = JSON.parse(await read(target));
    assert.deepEqual(Object.keys(values), ["open", "quit"], "in the order of the source");
    assert.match(values.open, /\{name\}/);
    await until(async () => (await hintsOf(document)).length === 0, "the source text has no hint any more");
    const german = await show(target);
    await until(async () => (await hintsOf(german)).includes("● local"), "the value is shown as local");
    assert.doesNotMatch(await read(inWorkspace(".routelmt/sources.jsonl")), new RegExp(`${folder}.*"draft"`));
  });

  it("are forgotten when a person translates them", async () => {
    await translate(source, "de");
    const document = await show(source);
    await until(async () => (await hintsOf(document)).length === 1, "the source text has a hint");
    await write(`${folder}/locales/de.json`, '{\n  "open": "Von Hand: {name}",\n  "quit": "Ende"\n}\n');
    await until(async () => (await hintsOf(document)).length === 0, "it has none");
  });

  it("are written with the setting, found in the file, and kept by a quick fix", async () => {
    await change("local.writeDrafts", true);
    await translate(source, "de");
    const document = await show(target);
    await until(async () => (await hintsOf(document)).includes("◌ draft"), "the value is shown as a draft");
    await until(() => findings(target).length === 1, "the draft is found");
    const [finding] = findings(target);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      target,
      finding?.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const titles = actions.map(({ title }) => title);
    assert.ok(titles.includes("Translate what is missing in this file"), String(titles));
    const keep = actions.find(({ title }) => title.startsWith("Keep this translation"));
    const before = document.getText();
    await vscode.commands.executeCommand(keep?.command?.command ?? "", ...(keep?.command?.arguments ?? []));
    await until(() => findings(target).length === 0, "the finding is gone");
    await until(async () => (await hintsOf(document)).includes("● local"), "the value is shown as local");
    assert.equal(document.getText(), before);
  });

  it("are marked in a catalog, and can be accepted in the hover, which removes the mark", async () => {
    const catalog = 'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "Could not open %s"\nmsgstr ""\n';
    const po = await write(`${folder}/po/de.po`, catalog);
    await translate(po, "de");
    const document = await show(po);
    assert.match(document.getText(), /#, fuzzy\nmsgid "Could not open %s"\nmsgstr ".*%s.*"\n$/);
    await until(async () => (await hintsOf(document)).includes("◌ draft"), "the value is shown as a draft");
    await follow(await hoverOf(document, '%s"\nmsgstr "'), "Count It as Done");
    assert.doesNotMatch(document.getText(), /fuzzy/);
    await until(async () => (await hintsOf(document)).includes("● local"), "the value is shown as local");
  });

  it("count as missing in the view, in the file or not, and are read there", async () => {
    const decisions = newDecisions();
    const tree = new StatusTree(new Projects(new SourceRecords(vscodeWorkspace)), decisions);
    const german = async (): Promise<StatusNode> => {
      const files = (await tree.getChildren()).find((node) =>
        String(itemOf(node).label).startsWith(`${folder}/locales`),
      );
      const [language] = await tree.getChildren(files);
      assert.ok(language);
      return language;
    };
    const missing = async (): Promise<unknown> => {
      const [group] = await tree.getChildren(await german());
      const [segment] = await tree.getChildren(group);
      return segment && itemOf(segment).description;
    };
    try {
      const decision: Decision = {
        segment: { id: "", key: "open", direction: { source: "en", target: "de" }, source: "Could not open {name}" },
        outcome: "draft",
        reason: { code: "no-gain" },
        predicted: { gain: 0, low: 0, high: 0, stage: "refined" },
        estimatedCost: 0,
        cost: 0,
        candidates: [{ origin: "small", text: "Auf {name}" }],
        findings: [],
      };
      const place = { target, source, format: formatFor("de.json"), key: ["open"] };
      decisions.set(place, decision);
      assert.equal(await decisions.countDrafts(), 1);
      assert.equal(
        itemOf(await german()).accessibilityInformation?.label,
        "German, 1 of 2 · 1 missing, 1 with a draft",
      );
      assert.equal(await missing(), "Could not open {name} · ◌ draft: Auf {name}");
      decisions.set(place, { ...decision, outcome: "local" });
      assert.equal(await decisions.countDrafts(), 0);
      assert.equal(itemOf(await german()).description, "1 missing");
      await change("local.writeDrafts", true);
      await translate(source, "de");
      const { open } = JSON.parse(await read(target));
      assert.equal(
        itemOf(await german()).accessibilityInformation?.label,
        "German, 1 of 2 · 1 missing, 1 with a draft",
      );
      assert.equal(await missing(), `Could not open {name} · ◌ draft: ${open}`);
    } finally {
      tree.dispose();
    }
  });

  it("refuse a quality that is out of range, and name the setting", async () => {
    await change("local.minimumQuality", 101);
    const before = await read(target);
    await translate(source, "de");
    assert.equal(await read(target), before);
    const document = await show(source);
    assert.deepEqual(await hintsOf(document), []);
  });
});
