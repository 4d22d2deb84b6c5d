import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Decision } from "#core/routing/decision.js";
import { type JobChoice, type OpenJob, openJobs } from "#workspace/open-jobs.js";
import { SourceRecords } from "#workspace/source-records.js";
import { writeJobs } from "#workspace/write-jobs.js";
import { decided } from "../core/translate/decisions.js";
import { MemoryWorkspace } from "../support/memory-workspace.js";

describe("Jobs over a workspace", () => {
  let folder: string;
  let source: string;
  let german: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "routelmt-jobs-"));
    source = join(folder, "locales", "en.json");
    german = join(folder, "locales", "de.json");
  });
  afterEach(() => rm(folder, { recursive: true }));

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
    const records = new SourceRecords();
    const [job] = await openJobs(workspace, records, {}, choice());
    assert.ok(job);
    workspace.files.set(german, { text: '{\n  "a": "Eins",\n  "b": "Zwei"\n}\n', encoding: "utf-8" });
    const [written] = await writeJobs(workspace, records, [job], decisionsOn(job));
    assert.deepEqual([written?.path, written?.values, written?.overtaken], [german, 1, ["b"]]);
    assert.equal(workspace.files.get(german)?.text, '{\n  "a": "Eins",\n  "b": "Zwei",\n  "c": "Three (de)"\n}\n');
    const record = await readFile(join(folder, ".routelmt", "sources.jsonl"), "utf8");
    assert.match(record, /locales\/de\.json/);
  });

  it("make a missing target in the encoding of its source", async () => {
    const workspace = new MemoryWorkspace(folder, {});
    workspace.files.set(source, { text: '{"a": "One"}\n', encoding: "utf-16le" });
    const records = new SourceRecords();
    const jobs = await openJobs(workspace, records, {}, choice({ targets: ["de", "fr"] }));
    await writeJobs(workspace, records, jobs, jobs.flatMap(decisionsOn));
    assert.deepEqual(
      [...workspace.files].map(([path, { encoding }]) => [path.slice(folder.length + 1), encoding]),
      [
        [join("locales", "en.json"), "utf-16le"],
        [join("locales", "de.json"), "utf-16le"],
        [join("locales", "fr.json"), "utf-16le"],
      ],
    );
  });

  it("open nothing where one file is missing, malformed, or its own target", async () => {
    const workspace = new MemoryWorkspace(folder, { [source]: '{"a": "One"}', [german]: '{"a": ' });
    const open = (more: Partial<JobChoice>): Promise<OpenJob[]> =>
      openJobs(workspace, new SourceRecords(), {}, choice(more));
    await assert.rejects(open({ files: [source, join(folder, "other.json")], targets: ["fr"] }), {
      code: "file-missing",
    });
    await assert.rejects(open({}), { code: "format-malformed" });
    await assert.rejects(open({ namedTarget: () => source }), { code: "option-invalid" });
  });
});
