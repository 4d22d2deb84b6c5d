import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ProjectStore } from "#store/project-store.js";
import { openJobs } from "#workspace/open-jobs.js";
import { SourceRecords } from "#workspace/source-records.js";
import { MemoryWorkspace } from "../support/memory-workspace.js";

describe("Pins", () => {
  let folder: string;
  let store: ProjectStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "routelmt-pins-"));
    store = new ProjectStore(folder, join(folder, "project.sqlite"));
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  it("last, and can be taken away", async () => {
    const targetPath = join(folder, "de.json");
    const place = (name: string) => ({ targetPath, language: "de", key: [name] });
    await store.pins.set([place("a"), place("b")], "large");
    await store.pins.set([place("b")], "local");
    await store.close();
    const again = new ProjectStore(folder, join(folder, "project.sqlite"));
    assert.deepEqual([...(await again.pins.on(targetPath, "de"))].sort(), [
      ['["a"]', "large"],
      ['["b"]', "local"],
    ]);
    await again.pins.set([place("a")], undefined);
    assert.deepEqual([...(await again.pins.on(targetPath, "de")).keys()], ['["b"]']);
    assert.equal((await again.pins.on(targetPath, "fr")).size, 0);
    await again.close();
  });

  it("are found for the segments of jobs, without making a database", async () => {
    const [source, targetPath] = [join(folder, "en.json"), join(folder, "de.json")];
    const workspace = new MemoryWorkspace(folder, { [source]: '{ "a": "One", "b": "Two" }' });
    const choice = { files: [source], source: "en", targets: ["de"], isStaleToo: false, writeDrafts: false };
    const records = new SourceRecords(workspace);
    const jobs = await openJobs(workspace, records, {}, { ...choice, namedTarget: () => undefined });
    assert.equal((await store.pins.among(jobs)).size, 0);
    await store.pins.set([{ targetPath, language: "de", key: ["b"] }], "local");
    const ids = jobs.flatMap(({ job }) => job.preparation.segments.map(({ segment }) => segment.id));
    assert.deepEqual([...(await store.pins.among(jobs))], [[ids[1], "local"]]);
  });
});
