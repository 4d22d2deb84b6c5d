import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keyId } from "#core/formats/format.js";
import { ProjectStore } from "#store/project-store.js";
import { openJobs } from "#workspace/open-jobs.js";
import { reject } from "#workspace/reject.js";
import { recording } from "#workspace/runs/run-recorder.js";
import { RunWriter } from "#workspace/runs/run-writer.js";
import { SourceRecords } from "#workspace/source-records.js";
import { decided } from "../core/translate/decisions.js";
import { MemoryWorkspace } from "../support/memory-workspace.js";

describe("Rejecting translations", () => {
  let folder: string;
  let workspace: MemoryWorkspace;
  let store: ProjectStore;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "routelmt-reject-"));
    workspace = new MemoryWorkspace(folder, {});
    store = new ProjectStore(folder, join(folder, "project.sqlite"));
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const path = (name: string): string => join(folder, name);
  const put = (name: string, text: string): void => void workspace.files.set(path(name), { text, encoding: "utf-8" });
  const text = (name: string): string => workspace.files.get(path(name))?.text ?? "";
  /** A run that translates everything missing, or buys what is for sale. */
  const run = async (source: string, suffix: string, forSale?: ReadonlySet<string>): Promise<void> => {
    const records = new SourceRecords(workspace);
    const choice = { files: [path(source)], source: "en", targets: ["de"], isStaleToo: false, writeDrafts: false };
    const forSaleIn = forSale && (async () => (key: readonly (string | number)[]) => forSale.has(keyId(key)));
    const jobs = await openJobs(workspace, records, {}, { ...choice, namedTarget: () => undefined, forSaleIn });
    const id = await store.history.beginRun("test");
    const note = (error: Error): never => {
      throw error;
    };
    const writer = new RunWriter(recording({ workspace, writes: store.writes, run: id, jobs, note }), records, jobs);
    for (const { job, sourcePath } of jobs) {
      const decisions = job.preparation.segments.map(({ segment, key }) => ({
        targetPath: job.targetPath,
        sourcePath,
        format: job.format.name,
        key,
        small: "tiny",
        decision: decided(segment, `${segment.source} ${suffix}`, forSale ? "large" : "local"),
      }));
      await store.history.record(id, decisions);
      for (const { decision } of decisions) writer.add(decision);
    }
    await writer.write();
  };
  const rejectIn = (source: string, target: string, ...keys: readonly (readonly string[])[]) =>
    reject(workspace, new SourceRecords(workspace), store, {
      language: "de",
      from: "en",
      source: path(source),
      target: path(target),
      keys,
    });

  it("removes a text whose key is the source text, also from a file that the run made", async () => {
    put("lang/fr.json", '{\n  "Sign in": "Connexion",\n  "Sign out": "Déconnexion"\n}\n');
    await run("lang/en.json", "(de)");
    assert.equal(text("lang/de.json"), '{\n  "Sign in": "Sign in (de)",\n  "Sign out": "Sign out (de)"\n}\n');
    await rejectIn("lang/en.json", "lang/de.json", ["Sign out"]);
    assert.equal(text("lang/de.json"), '{\n  "Sign in": "Sign in (de)"\n}\n');
  });

  it("removes what was missing before, and leaves the rest of the file as it is", async () => {
    put("en.json", '{\n  "a": "One",\n  "b": { "c": "Two", "d": "Three" },\n  "e": "Four"\n}\n');
    put("de.json", '{\n  "a": "Eins"\n}\n');
    await run("en.json", "(de)");
    const left = await rejectIn("en.json", "de.json", ["b", "d"], ["e"]);
    assert.deepEqual(JSON.parse(text("de.json")), { a: "Eins", b: { c: "Two (de)" } });
    assert.deepEqual([...left], []);
  });

  it("removes it from a file that was changed in other ways since", async () => {
    put("en.yml", "en:\n  a: One\n  b: Two\n  c: Three\n");
    await run("en.yml", "(de)");
    put("de.yml", `# A comment of somebody\n${text("de.yml").replace("One (de)", "Eins")}`);
    await rejectIn("en.yml", "de.yml", ["b"]);
    assert.match(text("de.yml"), /^# A comment of somebody\nde:\n {2}a: "?Eins"?\n {2}c: "?Three \(de\)"?\n$/);
  });

  it("brings the value back that was there before the run", async () => {
    put("en.json", '{ "a": "One", "b": "Two" }');
    await run("en.json", "(de)");
    await run("en.json", "(large)", new Set([keyId(["a"])]));
    assert.match(text("de.json"), /One \(large\)/);
    const left = await rejectIn("en.json", "de.json", ["a"]);
    assert.deepEqual(JSON.parse(text("de.json")), { a: "One (de)", b: "Two (de)" });
    assert.deepEqual([...left], [['["a"]', "One (de)"]]);
  });

  it("empties a message of a catalog, which holds source and target", async () => {
    const catalog = 'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "One"\nmsgstr ""\n\nmsgid "Two"\nmsgstr ""\n';
    put("de.po", catalog);
    await run("de.po", "(de)");
    await rejectIn("de.po", "de.po", ["One"]);
    assert.match(text("de.po"), /msgid "One"\nmsgstr ""\n/);
    assert.match(text("de.po"), /msgid "Two"\nmsgstr "Two \(de\)"\n/);
  });
});
