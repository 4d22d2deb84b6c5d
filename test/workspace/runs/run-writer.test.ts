import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import type { Decision, Segment } from "#core/routing/decision.js";
import { type OpenJob, openJobs } from "#workspace/open-jobs.js";
import { RunWriter } from "#workspace/runs/run-writer.js";
import { SourceRecords } from "#workspace/source-records.js";
import { decided } from "../../core/translate/decisions.js";
import { MemoryWorkspace } from "../../support/memory-workspace.js";

const folder = resolve("/project");
const [source, german, french] = ["en", "de", "fr"].map((name) => join(folder, "locales", `${name}.json`)) as [
  string,
  string,
  string,
];
const record = join(folder, ".routelmt", "sources.jsonl");

describe("What a run writes as it goes", () => {
  let workspace: MemoryWorkspace;
  let writer: RunWriter;
  let jobs: OpenJob[];
  /** A decision on a key for both languages. */
  let decide: (key: string, text: string) => void;

  beforeEach(async () => {
    workspace = new MemoryWorkspace(folder, { [source]: '{"a": "One", "b": "Two"}' });
    const records = new SourceRecords(workspace);
    jobs = await openJobs(
      workspace,
      records,
      {},
      {
        files: [source],
        source: "en",
        targets: ["de", "fr"],
        isStaleToo: false,
        writeDrafts: false,
        namedTarget: () => undefined,
      },
    );
    writer = new RunWriter(workspace, records, jobs);
    decide = (key, text) => {
      const segments = jobs.flatMap(({ job }) => job.preparation.segments.map(({ segment }) => segment));
      for (const segment of segments) if (segment.key === key) writer.add(decided(segment, text));
    };
  });

  const textIn = (path: string): unknown => JSON.parse(workspace.files.get(path)?.text ?? "null");

  it("is written later where it could not be written at first", async () => {
    workspace.readOnly.add(german);
    decide("a", "first");
    await writer.write();
    assert.deepEqual([textIn(german), textIn(french)], [null, { a: "first" }]);
    assert.deepEqual(
      writer.result.failed.map(({ path }) => path),
      [german],
    );
    workspace.readOnly.clear();
    decide("b", "second");
    await writer.write();
    assert.deepEqual(
      [textIn(german), textIn(french)],
      [1, 2].map(() => ({ a: "first", b: "second" })),
    );
    assert.deepEqual(writer.result.failed, []);
    assert.deepEqual(
      writer.result.written.map(({ values }) => values),
      [2, 2],
    );
  });

  it("counts drafts that are in no file as they are in the end", async () => {
    const segments = jobs.flatMap(({ job }) => job.preparation.segments.map(({ segment }) => segment));
    const draftOf = (segment: Segment): Decision => {
      const { chosen, ...decision } = decided(segment, "draft");
      return { ...decision, outcome: "draft", candidates: chosen ? [chosen] : [] };
    };
    for (const segment of segments) writer.add(draftOf(segment));
    await writer.write();
    assert.deepEqual(
      writer.result.written.map(({ draftsLeftOut }) => draftsLeftOut),
      [2, 2],
    );
    decide("a", "bought");
    await writer.write();
    assert.deepEqual(
      writer.result.written.map(({ values, draftsLeftOut }) => [values, draftsLeftOut]),
      [1, 2].map(() => [1, 1]),
    );
  });

  it("stays a failure until it is written, and what is decided later counts", async () => {
    decide("a", "first");
    await writer.write();
    workspace.readOnly.add(german);
    decide("a", "second");
    await writer.write();
    await writer.write();
    assert.deepEqual(
      writer.result.failed.map(({ path, error }) => [path, error.code]),
      [[german, "file-write"]],
    );
    workspace.readOnly.clear();
    decide("a", "third");
    await writer.write();
    assert.deepEqual([textIn(german), textIn(french), writer.result.failed], [{ a: "third" }, { a: "third" }, []]);
  });

  it("is recorded later where it could not be recorded at first", async () => {
    workspace.readOnly.add(record);
    decide("a", "first");
    await writer.write();
    assert.equal(writer.result.failed.length, 2);
    workspace.readOnly.clear();
    await writer.write();
    assert.deepEqual(writer.result.failed, []);
    assert.equal(workspace.files.get(record)?.text.split("\n").length, 3);
  });
});
