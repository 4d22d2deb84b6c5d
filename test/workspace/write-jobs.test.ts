import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import type { Decision } from "#core/routing/decision.js";
import { type JobChoice, type OpenJob, openJobs } from "#workspace/open-jobs.js";
import { SourceRecords } from "#workspace/source-records.js";
import { writableJobs, writeJobs } from "#workspace/write-jobs.js";
import { decided } from "../core/translate/decisions.js";
import { MemoryWorkspace } from "../support/memory-workspace.js";

describe("Jobs over a workspace", () => {
  const folder = resolve("/project");
  const source = join(folder, "locales", "en.json");
  const german = join(folder, "locales", "de.json");
  const record = join(folder, ".routelmt", "sources.jsonl");

  const choice = (more: Partial<JobChoice> = {}): JobChoice => ({
    files: [source],
    source: "en",
    targets: ["de"],
    isStaleToo: false,
    writeDrafts: false,
    namedTarget: () => undefined,
    ...more,
  });

  const decisionsOn = ({ job }: OpenJob): Decision[] =>
    job.preparation.segments.map(({ segment }) => decided(segment, `${segment.source} (de)`));

  it("fill what the target lacks, and leave what was filled in meanwhile to its author", async () => {
    const workspace = new MemoryWorkspace(folder, {
      [source]: '{\n  "a": "One",\n  "b": "Two",\n  "c": "Three"\n}\n',
      [german]: '{\n  "a": "Eins"\n}\n',
    });
    const records = new SourceRecords(workspace);
    const [job] = await openJobs(workspace, records, {}, choice());
    assert.ok(job);
    workspace.files.set(german, { text: '{\n  "a": "Eins",\n  "b": "Zwei"\n}\n', encoding: "utf-8" });
    const {
      written: [written],
    } = await writeJobs(workspace, records, [job], decisionsOn(job));
    assert.deepEqual([written?.path, written?.values, written?.overtaken], [german, 1, ["b"]]);
    assert.equal(workspace.files.get(german)?.text, '{\n  "a": "Eins",\n  "b": "Zwei",\n  "c": "Three (de)"\n}\n');
    assert.match(workspace.files.get(record)?.text ?? "", /locales\/de\.json/);
  });

  it("make a missing target in the encoding of its source", async () => {
    const workspace = new MemoryWorkspace(folder, {});
    workspace.files.set(source, { text: '{"a": "One"}\n', encoding: "utf-16le" });
    const records = new SourceRecords(workspace);
    const jobs = await openJobs(workspace, records, {}, choice({ targets: ["de", "fr"] }));
    await writeJobs(workspace, records, jobs, jobs.flatMap(decisionsOn));
    assert.deepEqual(
      [...workspace.files].map(([path, { encoding }]) => [path.slice(folder.length + 1), encoding]),
      [
        [join("locales", "en.json"), "utf-16le"],
        [join("locales", "de.json"), "utf-16le"],
        [join(".routelmt", "sources.jsonl"), "utf-8"],
        [join("locales", "fr.json"), "utf-16le"],
      ],
    );
  });

  it("write every target that can be written, and report the others and records that cannot", async () => {
    const french = join(folder, "locales", "fr.json");
    const spanish = join(folder, "locales", "es.json");
    const workspace = new MemoryWorkspace(folder, { [source]: '{"a": "One"}', [german]: "{}" });
    const records = new SourceRecords(workspace);
    const jobs = await openJobs(workspace, records, {}, choice({ targets: ["de", "fr", "es"] }));
    workspace.files.set(german, { text: '{"a": ', encoding: "utf-8" });
    workspace.readOnly.add(french);
    const first = await writeJobs(workspace, records, jobs, jobs.flatMap(decisionsOn));
    assert.deepEqual(
      first.failed.map(({ path, error }) => [path, error.code]),
      [
        [german, "format-malformed"],
        [french, "file-write"],
      ],
    );
    assert.deepEqual(
      first.written.map(({ path, values }) => [path, values]),
      [[spanish, 1]],
    );
    assert.equal(workspace.files.get(spanish)?.text, '{\n  "a": "One (de)"\n}\n');
    const sorted = await writableJobs(workspace, records, jobs);
    assert.deepEqual([sorted.jobs.length, sorted.unwritable.map(({ path }) => path)], [2, [french]]);

    workspace.files.delete(spanish);
    workspace.files.delete(record);
    workspace.readOnly.clear();
    workspace.readOnly.add(record);
    const second = await writeJobs(workspace, records, jobs.slice(1), jobs.flatMap(decisionsOn));
    assert.deepEqual(
      second.failed.map(({ path, error }) => [path, error.code]),
      [
        [french, "file-write"],
        [spanish, "file-write"],
      ],
    );
    assert.deepEqual(
      second.written.map(({ path, values }) => [path, values]),
      [
        [french, 1],
        [spanish, 1],
      ],
    );
    await assert.rejects(writableJobs(workspace, records, jobs.slice(1)), { code: "file-write" });
  });

  it("open nothing where one file is missing, malformed, or its own target", async () => {
    const workspace = new MemoryWorkspace(folder, { [source]: '{"a": "One"}', [german]: '{"a": ' });
    const open = (more: Partial<JobChoice>): Promise<OpenJob[]> =>
      openJobs(workspace, new SourceRecords(workspace), {}, choice(more));
    await assert.rejects(open({ files: [source, join(folder, "other.json")], targets: ["fr"] }), {
      code: "file-missing",
    });
    await assert.rejects(open({}), { code: "format-malformed" });
    await assert.rejects(open({ namedTarget: () => source }), { code: "option-invalid" });
  });
});
