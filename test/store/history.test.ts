import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Decision } from "#core/routing/decision.js";
import { ProjectStore } from "#store/project-store.js";

/** More than two pages, and the last one not full. */
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
});
