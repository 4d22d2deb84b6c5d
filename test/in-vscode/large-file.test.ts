import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { History } from "#store/history.js";
import { spanOf } from "#vscode/editor/range.js";
import { DecisionHints } from "#vscode/features/inlay-hints.js";
import { DecisionStore } from "#vscode/state/decision-store.js";
import { ProjectStores } from "#vscode/state/project-stores.js";
import { hintsOf, until, write } from "./files.js";
import { localDecision } from "./local-decision.js";

/** So many that the decisions on what is seen are read first, and all of them in several pages. */
const KEYS = 6_000;
const DECIDED = 1_200;

describe("A large file with decisions of earlier runs", () => {
  let log: vscode.LogOutputChannel;
  let stores: ProjectStores;
  let folder: string;
  let target: vscode.Uri;
  let history: History;
  let document: vscode.TextDocument;
  const sourceWith = (changed: Record<string, string>): string => {
    const texts = Object.fromEntries(Array.from({ length: KEYS }, (_, index) => [`key${index}`, `Text ${index}`]));
    return JSON.stringify({ ...texts, ...changed }, undefined, 2);
  };

  beforeEach(async () => {
    log = vscode.window.createOutputChannel("RouteLMT test", { log: true });
    stores = new ProjectStores();
    folder = `many-${Date.now()}/locales`;
    const source = await write(`${folder}/en.json`, sourceWith({}));
    target = await write(`${folder}/de.json`, sourceWith({}));
    history = stores.for(target).history;
    const run = await history.beginRun("test");
    const place = { targetPath: target.fsPath, sourcePath: source.fsPath, format: "json", small: "x" };
    await history.record(
      run,
      Array.from({ length: DECIDED }, (_, index) => {
        // One source text has changed since: its decision is not shown.
        const text = `Text ${index}`;
        const decision = localDecision(index, index === 12 ? "Another text" : text, text);
        return { ...place, key: [`key${index}`], decision };
      }),
    );
    await history.endRun(run, "done");
    document = await vscode.workspace.openTextDocument(target);
  });
  afterEach(() => {
    log.dispose();
    stores.dispose();
  });

  /** The keys of the lines of key10 to key14 with decisions; the line of a key is one after its number. */
  const seenBy = async (store: DecisionStore): Promise<string[]> => {
    const seen = spanOf(document, new vscode.Range(11, 0, 15, 0));
    return (await store.decidedIn(document, seen)).map(({ unit }) => `${unit.key}`);
  };

  it("shows those on the strings that are seen first, as they are when all have been read", async () => {
    const store = new DecisionStore(stores, log);
    const first = await seenBy(store);
    assert.deepEqual(first, ["key10", "key11", "key13"]);
    await store.load(target);
    assert.ok(store.isComplete(target));
    assert.deepEqual(await seenBy(store), first);
    assert.equal((await store.decidedIn(document)).length, DECIDED - 1);
    await until(
      async () => (await hintsOf(document, new vscode.Range(1100, 0, 1250, 0))).length === DECIDED + 1 - 1100,
      "the hints of other lines are there, too",
    );
  });

  it("says why at a hint when somebody points at it, and not before", async () => {
    const hints = new DecisionHints(new DecisionStore(stores, log));
    const [hint, ...more] = await hints.provideInlayHints(document, new vscode.Range(11, 0, 15, 0));
    assert.ok(hint);
    assert.deepEqual(
      [hint, ...more].map(({ tooltip }) => tooltip),
      [undefined, undefined, undefined],
    );
    assert.equal(hints.resolveInlayHint(hint).tooltip, "The large model is not expected to improve it.");
  });

  it("reads its source file again only if that has changed", async () => {
    const read = async (): Promise<string[]> => {
      const store = new DecisionStore(stores, log);
      await store.load(target);
      return seenBy(store);
    };
    assert.deepEqual(await read(), ["key10", "key11", "key13"]);
    const stored = await history.decisionsOn(target.fsPath);
    const outdated = stored.filter(({ checked }) => checked?.isCurrent === false);
    assert.deepEqual(
      outdated.map(({ key }) => `${key}`),
      ["key12"],
    );
    assert.ok(stored.every(({ checked }) => checked && checked.file === stored[0]?.checked?.file));
    // Somebody says otherwise: it is believed, so nobody has looked.
    const forged = stored.filter(({ key }) => `${key}` === "key11");
    await history.noteChecks(
      forged.map((one) => ({ ...one, checked: one.checked && { ...one.checked, isCurrent: false } })),
    );
    assert.deepEqual(await read(), ["key10", "key13"]);
    await write(`${folder}/en.json`, sourceWith({ key10: "A new text" }));
    assert.deepEqual(await read(), ["key11", "key13"]);
    await write(`${folder}/en.json`, sourceWith({}));
    assert.deepEqual(await read(), ["key10", "key11", "key13"]);
  });
});
