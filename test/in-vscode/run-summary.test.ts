import assert from "node:assert/strict";
import * as vscode from "vscode";
import { ProjectStores } from "#vscode/state/project-stores.js";
import { SUMMARY_COMMANDS, summaryTexts } from "#vscode/views/summary-texts.js";
import { reportOf } from "#workspace/reports/run-report.js";
import { change, changed, hintsOf, inWorkspace, read, until, write } from "./files.js";

describe("The summary of a run", () => {
  afterEach(async () => {
    await changed.undo();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  /** The titles of open pages. */
  const pages = (): string[] =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith("routelmt.run"))
      .map(({ label }) => label);
  /** The text of the last run's page. */
  const textsOf = async (source: vscode.Uri): Promise<ReturnType<typeof summaryTexts>> => {
    const stores = new ProjectStores();
    const store = stores.for(source);
    const report = await reportOf(store);
    assert.ok(report);
    const kept = await store.history.decisionsOf(report.run.id);
    const canUndo = (await store.writes.last())?.run === report.run.id;
    stores.dispose();
    return summaryTexts({ report, kept, canUndo });
  };
  const run = async ({ href }: { readonly href: string }): Promise<void> => {
    const [, command = "", args = ""] = /^command:([^?]+)\?(.*)$/.exec(href) ?? [];
    assert.ok(SUMMARY_COMMANDS.includes(command), command);
    const revived = (JSON.parse(decodeURIComponent(args)) as unknown[]).map((one) =>
      one !== null && typeof one === "object" && "$mid" in one ? vscode.Uri.from(one as unknown as vscode.Uri) : one,
    );
    await vscode.commands.executeCommand(command, ...revived);
  };

  it("is a page that stays, with counts that add up, files and strings that open, and what to do next", async () => {
    const folder = `summary-${Date.now()}/locales`;
    const source = await write(`${folder}/en.json`, '{\n  "save": "Save the file",\n  "quit": "Quit"\n}\n');
    await vscode.commands.executeCommand("routelmt.translateFile", source, ["de"]);
    await vscode.window.showTextDocument(source);
    await vscode.commands.executeCommand("routelmt.showReport");
    await until(() => pages().length === 1, "the page is open");
    assert.match(pages()[0] ?? "", /^RouteLMT Run \d+$/);
    await vscode.commands.executeCommand("routelmt.showReport", source);
    assert.equal(pages().length, 1, "a run has one page");

    const texts = await textsOf(source);
    assert.equal(
      texts.counts.reduce((sum, { count }) => sum + count, 0),
      2,
    );
    const rows = texts.sections.flatMap((section) => section.rows);
    assert.deepEqual(rows.map(({ source: text }) => text).sort(), ["Quit", "Save the file"]);
    assert.ok(texts.facts.some((fact) => /^Paid: \$0/.test(fact)));
    const known = await vscode.commands.getCommands();
    for (const { text, href } of [...texts.next.links, ...texts.files.links]) {
      const [, command = ""] = /^command:([^?]+)/.exec(href) ?? [];
      assert.ok(SUMMARY_COMMANDS.includes(command) && known.includes(command), text);
    }
    const [file] = texts.files.links;
    assert.ok(file);
    assert.ok(file.text.endsWith("de.json"));
    await run(file);
    const target = inWorkspace(`${folder}/de.json`);
    assert.equal(vscode.window.activeTextEditor?.document.uri.path, target.path);
    const save = rows.find(({ key }) => key.text === "save");
    assert.ok(save);
    await run(save.key);
    const { document, selection } = vscode.window.activeTextEditor ?? {};
    assert.equal(document?.uri.path, target.path);
    assert.equal(document?.getText(selection), JSON.stringify(save.target));
  });

  it("opens as Markdown, and offers to undo a run until it is undone", async () => {
    const folder = `undone-${Date.now()}/locales`;
    const source = await write(`${folder}/en.json`, '{\n  "save": "Save the file"\n}\n');
    await vscode.commands.executeCommand("routelmt.translateFile", source, ["de"]);
    const linkTo = async (text: string): Promise<{ readonly href: string } | undefined> =>
      (await textsOf(source)).next.links.find((one) => one.text === text);
    await run((await linkTo("Open as Markdown")) ?? { href: "" });
    const { document } = vscode.window.activeTextEditor ?? {};
    assert.equal(document?.languageId, "markdown");
    assert.ok(document.getText().includes(`](${inWorkspace(`${folder}/de.json`)}): `), document.getText());
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");

    await run((await linkTo("Undo This Run")) ?? { href: "" });
    assert.equal(await linkTo("Undo This Run"), undefined);
    await assert.rejects(() => read(inWorkspace(`${folder}/de.json`)));
  });

  it("opens by itself after a run over several files, unless nobody wants it", async () => {
    const translate = async (name: string, languages: readonly string[]): Promise<number> => {
      const source = await write(`several-${Date.now()}/${name}/locales/en.json`, '{\n  "save": "Save the file"\n}\n');
      await vscode.commands.executeCommand("routelmt.translateFile", source, languages);
      return pages().length;
    };
    assert.equal(await translate("one", ["de"]), 0);
    await change("openSummary", false);
    assert.equal(await translate("quiet", ["de", "fr"]), 0);
    await change("openSummary", undefined);
    await translate("two", ["de", "fr"]);
    await until(() => pages().length === 1, "the page is open");
  });

  it("offers to the large model what it may improve, in all languages of the run at once", async () => {
    await change("local.minimumQuality", 100);
    await change("openSummary", false);
    const source = await write(`sale-${Date.now()}/locales/en.json`, '{\n  "save": "Save the file"\n}\n');
    await vscode.commands.executeCommand("routelmt.translateFile", source, ["de", "fr"]);
    const link = (await textsOf(source)).next.links.find(({ text }) => text === "Buy Flagged…");
    const [, args = ""] = /^command:routelmt\.buyFlagged\?(.*)$/.exec(link?.href ?? "") ?? [];
    const [sales] = JSON.parse(decodeURIComponent(args));
    assert.equal(sales.length, 1);
    assert.equal(sales[0].source.path, source.path);
    assert.deepEqual(sales[0].languages, ["de", "fr"]);
  });

  it("comes with hints in the style of the settings", async () => {
    const folder = `hints-${Date.now()}/locales`;
    const source = await write(`${folder}/en.json`, '{\n  "save": "Save the file"\n}\n');
    await vscode.commands.executeCommand("routelmt.translateFile", source, ["de"]);
    const document = await vscode.workspace.openTextDocument(inWorkspace(`${folder}/de.json`));
    await until(async () => /^\S+ \S/.test((await hintsOf(document))[0] ?? ""), "the hint has words");
    await change("hints.style", "symbols");
    await until(async () => /^\S+$/.test((await hintsOf(document))[0] ?? ""), "the hint is a symbol");
    await change("hints.style", "off");
    await until(async () => (await hintsOf(document)).length === 0, "there is no hint");
  });
});
