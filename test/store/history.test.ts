import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Decision } from "#core/routing/decision.js";
import type { KeptDecision } from "#store/placed-decision.js";
import { ProjectStore } from "#store/project-store.js";

/** More than two pages; the last one is not full. */
const MANY = 450;

const decisionOn = (key: string): Decision => ({
  segment: { id: key, key, direction: { source: "en", target: "de" }, source: "Save" },
  outcome: "local",
  reason: { code: "no-gain" },
  predicted: { gain: 1, low: 0, high: 2, stage: "refined" },
  estimatedCost: 0,
  cost: 0,
  candidates: [{ origin: "small", text: key }],
  findings: [],
});

describe("The history", () => {
  let folder: string;
  let store: ProjectStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "routelmt-history-"));
    store = new ProjectStore(folder, join(folder, "data.sqlite"));
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  it("gives the decisions on some keys of a file in a language, and its languages", async () => {
    const place = { sourcePath: join(folder, "en.json"), format: "json", small: "x" };
    const on = (path: string, target: string, key: string) => {
      const decision = decisionOn(key);
      const segment = { ...decision.segment, direction: { source: "en", target } };
      return { ...place, targetPath: join(folder, path), key: [key], decision: { ...decision, segment } };
    };
    const run = await store.history.beginRun("test");
    await store.history.record(run, [
      ...["c", "a", "b"].flatMap((key) => [on("all.json", "fr", key), on("all.json", "de", key)]),
      on("other.json", "nl", "a"),
    ]);
    const path = join(folder, "all.json");
    const nameOf = ({ key, decision }: KeptDecision): string => `${decision.segment.direction.target} ${key}`;
    const at = await store.history.decisionsAt(path, "de", ['["b"]', '["c"]', '["gone"]']);
    assert.deepEqual(at.map(nameOf), ["de c", "de b"]);
    const languages = await store.history.languagesOn(path);
    assert.deepEqual(
      languages.map(({ decision }) => decision.segment.direction.target),
      ["de", "fr"],
    );
    assert.deepEqual(await store.history.languagesOn(join(folder, "none.json")), []);
    assert.deepEqual(
      (await store.history.decisionsOn(path)).map(nameOf),
      ["fr c", "de c", "fr a", "de a", "fr b", "de b"],
      "in the order in which they were made",
    );
  });

  it("keeps and gives back thousands of decisions, each once, and lets others have a turn meanwhile", async () => {
    const keys = Array.from({ length: MANY }, (_, index) => `key${index}`);
    const place = {
      targetPath: join(folder, "de.json"),
      sourcePath: join(folder, "en.json"),
      format: "json",
      small: "x",
    };
    const run = await store.history.beginRun("test");
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    await store.history.record(
      run,
      keys.map((key) => ({ ...place, key: [key], decision: decisionOn(key) })),
    );
    const kept = await store.history.decisionsOn(place.targetPath);
    clearInterval(timer);
    assert.deepEqual(
      kept.map(({ key }) => String(key)),
      keys,
    );
    assert.ok(turns > 2);
    assert.equal((await store.history.decisionsOf(run)).length, MANY);
    assert.equal((await store.history.decisionsWith(["local"])).length, MANY);
    assert.deepEqual(await store.history.decisionsWith(["large"]), []);
  });

  it("stores whether source files still have the texts of decisions, unless these were replaced meanwhile", async () => {
    const place = {
      targetPath: join(folder, "de.json"),
      sourcePath: join(folder, "en.json"),
      format: "json",
      small: "x",
    };
    const checked = { file: "as the run read it", isCurrent: true };
    const run = await store.history.beginRun("test");
    await store.history.record(run, [
      ...["a", "b"].map((key) => ({ ...place, key: [key], decision: decisionOn(key), checked })),
      { ...place, key: ["c"], decision: decisionOn("c") },
    ]);
    const checks = async () => (await store.history.decisionsOn(place.targetPath)).map((one) => one.checked);
    assert.deepEqual(await checks(), [checked, checked, undefined]);
    const read = await store.history.decisionsOn(place.targetPath);
    const later = await store.history.beginRun("test");
    await store.history.record(later, [{ ...place, key: ["a"], decision: decisionOn("a") }]);
    const now = { file: "as it is", isCurrent: false };
    await store.history.noteChecks(read.map((one) => ({ ...one, checked: now })));
    assert.deepEqual(await checks(), [undefined, now, now]);
  });
});
