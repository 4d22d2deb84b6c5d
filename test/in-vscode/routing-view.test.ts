import assert from "node:assert/strict";
import * as vscode from "vscode";
import { formatFor } from "#core/formats/registry.js";
import type { Decision, Outcome } from "#core/routing/decision.js";
import { countStates } from "#core/status/language-state.js";
import { copySample } from "#vscode/commands/open-sample.js";
import { vscodeWorkspace } from "#vscode/editor/files.js";
import { temporaryFolder } from "#vscode/editor/temporary-folder.js";
import { FileLens } from "#vscode/features/file-lens.js";
import type { DecisionStore } from "#vscode/state/decision-store.js";
import { Projects } from "#vscode/state/projects.js";
import { badgeFor, MissingBadge } from "#vscode/views/missing-badge.js";
import { itemOf, type StatusNode, stringsOf } from "#vscode/views/status-items.js";
import { StatusTree } from "#vscode/views/status-tree.js";
import { SourceRecords } from "#workspace/source-records.js";
import { inWorkspace, newDecisions, until, write } from "./files.js";

const KEYS = ["missing", "draft", "flagged", "over", "held", "bought", "memory", "local", "edited", "own"];
const SOURCE = JSON.stringify(Object.fromEntries(KEYS.map((key) => [key, `The ${key} one`])), null, 2);
const TARGET = JSON.stringify(
  Object.fromEntries(KEYS.slice(2).map((key) => [key, key === "edited" ? "von Hand" : `${key} auf Deutsch`])),
  null,
  2,
);

describe("The view Routing", () => {
  let folder: string;
  let projects: Projects;
  let decisions: DecisionStore;
  let tree: StatusTree;

  beforeEach(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    folder = `routing-${Date.now()}`;
    const source = await write(`${folder}/locales/en.json`, SOURCE);
    const target = await write(`${folder}/locales/de.json`, TARGET);
    projects = new Projects(new SourceRecords(vscodeWorkspace));
    decisions = newDecisions();
    tree = new StatusTree(projects, decisions);
    await decisions.load(target);
    const decide = (key: string, outcome: Outcome, gain: number, code: "no-gain" | "share-cap" = "no-gain"): void =>
      decisions.set(
        { target, source, format: formatFor("de.json"), key: [key] },
        { ...decisionOn(key, outcome, gain), ...(code === "no-gain" ? {} : { reason: { code } }) },
      );
    decide("draft", "draft", 3);
    decide("flagged", "flagged", 31);
    decide("over", "local", 30, "share-cap");
    decide("held", "held", 5);
    decide("bought", "large", 12);
    decide("memory", "memory", 0);
    decide("local", "local", -2);
    decide("edited", "local", 1);
  });
  afterEach(async () => {
    tree.dispose();
    projects.dispose();
    await vscode.workspace.fs.delete(inWorkspace(folder), { recursive: true });
  });

  const decisionOn = (key: string, outcome: Outcome, gain: number): Decision => {
    const text = `${key} auf Deutsch`;
    const origin = outcome === "large" ? "large" : outcome === "memory" ? "memory" : "small";
    return {
      segment: { id: key, key, direction: { source: "en", target: "de" }, source: `The ${key} one` },
      outcome,
      reason: outcome === "memory" ? { code: "memory", isInPlace: true } : { code: "no-gain" },
      predicted: { gain, low: gain - 5, high: gain + 5, stage: "refined" },
      estimatedCost: 0.001,
      cost: 0,
      ...(outcome === "draft" ? {} : { chosen: { origin, text } }),
      candidates: [{ origin, text }],
      findings: [],
    };
  };
  const german = async (): Promise<StatusNode> => {
    const files = (await tree.getChildren()).find((node) => String(itemOf(node).label).startsWith(folder));
    const [language] = await tree.getChildren(files);
    assert.ok(language);
    return language;
  };
  const groups = async (): Promise<StatusNode[]> => tree.getChildren(await german());
  const named = (node: StatusNode): string => String(itemOf(node).label);
  const group = async (name: string): Promise<StatusNode> => {
    const found = (await groups()).find((node) => named(node) === name);
    assert.ok(found, name);
    return found;
  };

  it("counts as flagged what the first line of a file does: not what a person has edited since", async () => {
    const [source, target] = ["en", "de"].map((name) => inWorkspace(`${folder}/locales/${name}.json`));
    assert.ok(source && target);
    const place = { target, source, format: formatFor("de.json"), key: ["edited"] };
    decisions.set(place, decisionOn("edited", "flagged", 20));
    const lens = new FileLens(projects, decisions);
    try {
      const [summary] = await lens.provideCodeLenses(await vscode.workspace.openTextDocument(target));
      assert.equal(summary?.command?.title, "German: 2 of 10 missing · 1 flagged");
      assert.equal(
        (await group("Flagged")).kind === "group" && (await tree.getChildren(await group("Flagged"))).length,
        1,
      );
    } finally {
      lens.dispose();
    }
  });

  it("groups the strings by decision, what wants a person first, and counts them", async () => {
    const names = [
      "Missing",
      "Draft",
      "Flagged",
      "Over Share",
      "Held",
      "Edited",
      "Bought",
      "Memory",
      "Local",
      "Others",
    ];
    assert.deepEqual((await groups()).map(named), names);
    for (const node of await groups()) assert.equal(itemOf(node).description, "1");
    assert.equal(itemOf(await german()).description, "2 missing · △ 1");
    assert.equal(
      itemOf(await german()).accessibilityInformation?.label,
      "German, 8 of 10 · 2 missing, 1 with a draft · 1 flagged",
    );
    const over = await group("Over Share");
    assert.match(String(itemOf(over).tooltip), /^The large model would improve them/);
    const [overShare] = await tree.getChildren(over);
    assert.equal(overShare && itemOf(overShare).contextValue, "string.over-share");
    const [flagged] = await tree.getChildren(await group("Flagged"));
    assert.equal(flagged && itemOf(flagged).description, "△ +31 · The flagged one");
    assert.equal(flagged && itemOf(flagged).contextValue, "string.flagged");
    assert.equal(flagged && itemOf(flagged).accessibilityInformation?.label, "flagged, △ +31 · The flagged one");
  });

  it("sorts by gain, and filters by key, source text and translation", async () => {
    await write(`${folder}/locales/en.json`, JSON.stringify({ a: "One", b: "Two", c: "Three" }));
    await write(`${folder}/locales/de.json`, "{}");
    const source = inWorkspace(`${folder}/locales/en.json`);
    const target = inWorkspace(`${folder}/locales/de.json`);
    for (const [key, gain] of [
      ["a", 1],
      ["b", 9],
      ["c", 4],
    ] as const)
      decisions.set({ target, source, format: formatFor("de.json"), key: [key] }, decisionOn(key, "draft", gain));
    const rows = async (): Promise<string[]> => (await tree.getChildren(await group("Draft"))).map(named);
    assert.deepEqual(await rows(), ["a", "b", "c"]);
    tree.isByGain = true;
    assert.deepEqual(await rows(), ["b", "c", "a"]);
    tree.filter = " thr";
    assert.deepEqual(await rows(), ["c"]);
    tree.filter = "nowhere";
    assert.deepEqual(await groups(), []);
  });

  it("has the strings of a row, a group and a language for the commands", async () => {
    const keys = (node: StatusNode): string =>
      stringsOf(node)
        .map(({ key }) => key.join())
        .sort()
        .join();
    assert.equal(keys(await group("Held")), "held");
    assert.equal(keys(await german()), [...KEYS].sort().join());
  });

  it("opens a missing string beside the English, each at its place", async () => {
    const [missing] = await tree.getChildren(await group("Missing"));
    const { command } = missing ? itemOf(missing) : {};
    const open = () => vscode.commands.executeCommand(command?.command ?? "", ...(command?.arguments ?? []));
    await open();
    const [english, target] = vscode.window.visibleTextEditors.toSorted(
      (a, b) => (a.viewColumn ?? 0) - (b.viewColumn ?? 0),
    );
    assert.equal(english?.document.getText(english.selection), '"The missing one"');
    assert.equal(target?.document.uri.toString(), inWorkspace(`${folder}/locales/de.json`).toString());
    // Until it is opened again, the focus stays in the view, where more rows may be selected.
    assert.notEqual(vscode.window.activeTextEditor, target);
    await open();
    assert.equal(vscode.window.activeTextEditor, target);
  });

  it("shows the number of missing strings on its icon until there are none", async () => {
    const view: { badge: vscode.ViewBadge | undefined } = { badge: undefined };
    const badge = new MissingBadge(projects, view);
    try {
      /** Other folders of the workspace may lack translations, too. */
      const missing = async (): Promise<number> => {
        const fresh = new Projects(new SourceRecords(vscodeWorkspace));
        try {
          const states = await Promise.all((await fresh.languages()).map((one) => fresh.stateOf(one)));
          return countStates(states).missing;
        } finally {
          fresh.dispose();
        }
      };
      const shows = (count: number) => (): boolean => (view.badge?.value ?? 0) === count;
      const before = await missing();
      assert.ok(before >= 2);
      await until(shows(before), "it is the count");
      // Saved in the editor, because its watchers miss changes in some new folders.
      const document = await vscode.workspace.openTextDocument(inWorkspace(`${folder}/locales/de.json`));
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), SOURCE);
      await vscode.workspace.applyEdit(edit);
      await document.save();
      await until(shows(before - 2), "it is the new count");
      assert.equal(await missing(), before - 2);
    } finally {
      badge.dispose();
    }
    assert.equal(badgeFor([]), undefined);
  });
});

describe("Open Sample", () => {
  it("copies the example under a name that is free", async () => {
    const extension = vscode.extensions.getExtension("routelmt.routelmt")?.extensionUri;
    assert.ok(extension);
    const into = await temporaryFolder();
    const first = await copySample(extension, into);
    const second = await copySample(extension, into);
    assert.match(first.path, /\/webshop$/);
    assert.match(second.path, /\/webshop-2$/);
    const names = (await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(second, "locales"))).map(
      ([name]) => name,
    );
    assert.deepEqual(names.sort(), ["de.json", "en.json"]);
    await vscode.workspace.fs.delete(into, { recursive: true });
  });
});
