import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RouteLmtError } from "#core/errors.js";
import { ProjectStore } from "#store/project-store.js";
import { type OpenJob, openJobs } from "#workspace/open-jobs.js";
import { recording } from "#workspace/runs/run-recorder.js";
import { RunWriter } from "#workspace/runs/run-writer.js";
import { undoLastRun } from "#workspace/runs/undo-run.js";
import { SourceRecords } from "#workspace/source-records.js";
import { decided } from "../../core/translate/decisions.js";
import { MemoryWorkspace } from "../../support/memory-workspace.js";

describe("A run that is recorded", () => {
  let folder: string;
  let [source, target] = ["", ""];
  let workspace: MemoryWorkspace;
  let store: ProjectStore;
  let jobs: readonly OpenJob[];
  const noted: RouteLmtError[] = [];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "routelmt-recorder-"));
    [source, target] = [join(folder, "en.json"), join(folder, "de.json")];
    workspace = new MemoryWorkspace(folder, {
      [source]: '{\n  "a": "One",\n  "b": "Two",\n  "c": "Three"\n}\n',
      [target]: '{\n  "c": "Drei"\n}\n',
    });
    store = new ProjectStore(folder, join(folder, "project.sqlite"));
    const choice = { files: [source], source: "en", targets: ["de"], isStaleToo: false, writeDrafts: false };
    jobs = await openJobs(workspace, new SourceRecords(workspace), {}, { ...choice, namedTarget: () => undefined });
    noted.length = 0;
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const begin = async (isKept = true): Promise<(key: string) => Promise<void>> => {
    const run = await store.history.beginRun("test");
    const note = (error: RouteLmtError): void => void noted.push(error);
    const recorded = recording({ workspace, writes: store.writes, run, jobs, note });
    const writer = new RunWriter(recorded, new SourceRecords(workspace), jobs);
    return async (wanted) => {
      for (const { job, sourcePath } of jobs) {
        const chosen = job.preparation.segments.filter(({ segment }) => segment.key === wanted);
        const place = { targetPath: job.targetPath, sourcePath, format: job.format.name, small: "tiny" };
        const decisions = chosen.map(({ segment, key }) => {
          return { ...place, key, decision: decided(segment, `${segment.source} (de)`) };
        });
        if (isKept) await store.history.record(run, decisions);
        for (const { decision } of decisions) writer.add(decision);
      }
      await writer.write();
      assert.deepEqual(writer.result.failed, []);
    };
  };
  const text = (): string => workspace.files.get(target)?.text ?? "";
  const edit = (from: string, to: string): void =>
    void workspace.files.set(target, { text: text().replace(from, to), encoding: "utf-8" });

  it("is undone as a whole", async () => {
    const before = text();
    const write = await begin();
    await write("a");
    await write("b");
    assert.deepEqual(Object.keys(JSON.parse(text())), ["a", "b", "c"]);
    await undoLastRun(workspace, store);
    assert.equal(text(), before);
  });

  it("is undone as a whole when it was killed before its second write, whatever somebody edited since", async () => {
    for (const [typed, edited] of [
      ["Drei", []],
      ["Dreie", ["c"]],
    ] as const) {
      const before = text();
      const write = await begin();
      await write("a");
      const replace = workspace.replace.bind(workspace);
      workspace.replace = () => Promise.reject(new Error("killed"));
      await assert.rejects(write("b"));
      workspace.replace = replace;
      edit('"Drei"', `"${typed}"`);
      const undone = await undoLastRun(workspace, store);
      assert.deepEqual(
        undone?.files.map((file) => file.edited),
        [edited],
      );
      assert.equal(text(), before.replace("Drei", typed));
    }
  });

  it("is undone after one of its translations was rejected, and another edited", async () => {
    const before = text();
    const write = await begin();
    await write("a");
    await write("b");
    edit('  "a": "One (de)",\n', "");
    assert.deepEqual(Object.keys(JSON.parse(text())), ["b", "c"]);
    edit("Drei", "Dreie");
    const undone = await undoLastRun(workspace, store);
    assert.deepEqual(undone?.files, [{ path: target, state: "merged", edited: ["c"] }]);
    assert.equal(text(), before.replace("Drei", "Dreie"));
  });

  it("is undone but for what somebody edited between its writes", async () => {
    const write = await begin();
    await write("a");
    edit("Drei", "Dreie");
    await write("b");
    await undoLastRun(workspace, store);
    assert.deepEqual(JSON.parse(text()), { c: "Dreie" });
  });

  it("is undone but for what somebody wrote in the moment of a write", async () => {
    const write = await begin();
    const replace = workspace.replace.bind(workspace);
    let isFirst = true;
    workspace.replace = (path, before, after) => {
      if (isFirst && path === target) edit("Drei", "Dreie");
      isFirst &&= path !== target;
      return replace(path, before, after);
    };
    await write("a");
    await undoLastRun(workspace, store);
    assert.deepEqual(JSON.parse(text()), { c: "Dreie" });
  });

  it("is written where the database cannot note it", async () => {
    const write = await begin(false);
    await store.close();
    writeFileSync(join(folder, "project.sqlite"), "no database");
    await write("a");
    assert.equal(JSON.parse(text()).a, "One (de)");
    assert.deepEqual(
      noted.map(({ code }) => code),
      ["store-corrupt"],
    );
  });
});
