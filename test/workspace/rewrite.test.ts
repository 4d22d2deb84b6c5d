import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { csv } from "#core/formats/csv/csv.js";
import { SourceRecord } from "#core/status/source-record.js";
import { rewrite } from "#workspace/rewrite.js";
import { bundleProgram } from "../support/bundle-program.js";
import { MemoryWorkspace } from "../support/memory-workspace.js";

const LANGUAGES = ["de", "fr", "es", "it"];
const ROWS = 15;

describe("A file that several write", () => {
  it("has what each of them wrote, and so has the record", async () => {
    const folder = mkdtempSync(join(tmpdir(), "routelmt-rewrite-"));
    const rows = Array.from({ length: ROWS }, (_, row) => `key${row},text${",".repeat(LANGUAGES.length)}\n`);
    writeFileSync(join(folder, "texts.csv"), `key,en,${LANGUAGES.join(",")}\n${rows.join("")}`);
    const program = await bundleProgram("write-rows");
    // Tests that run at the same time have locks, too.
    const temporary = mkdtempSync(join(tmpdir(), "routelmt-rewrite-locks-"));
    const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
    const ends = LANGUAGES.map(async (language) => {
      const args = [program, folder, language, String(ROWS)];
      return (await once(spawn(process.execPath, args, { stdio: "inherit", env }), "exit"))[0];
    });
    assert.deepEqual(await Promise.all(ends), [0, 0, 0, 0]);
    const text = readFileSync(join(folder, "texts.csv"), "utf8");
    const record = SourceRecord.parse(readFileSync(join(folder, ".routelmt", "sources.jsonl"), "utf8"));
    for (const language of LANGUAGES) {
      const { units } = csv.read(text, { source: "en", language });
      assert.equal(units.length, ROWS);
      const recorded = record.recordedIn({ path: "texts.csv", language });
      for (const { key, value } of units) {
        assert.equal(value, `${key} in ${language}`);
        assert.ok(recorded(key, "text", value), `${key} in ${language} is recorded`);
      }
    }
    assert.deepEqual(readdirSync(folder), [".routelmt", "texts.csv"]);
    assert.deepEqual(readdirSync(join(folder, ".routelmt")), ["sources.jsonl"]);
    assert.deepEqual(readdirSync(temporary), []);
    for (const made of [folder, temporary]) rmSync(made, { recursive: true });
  });

  it("is changed again from what somebody else wrote meanwhile, and left alone where nothing is to change", async () => {
    const workspace = new MemoryWorkspace("/project", { "/project/a.json": "1" });
    const seen: (string | undefined)[] = [];
    const change = (path: string, theirs: string): Promise<number> =>
      rewrite(workspace, path, (current) => {
        seen.push(current?.text);
        if (seen.length === 1) workspace.files.set(path, { text: theirs, encoding: "utf-8" });
        return { text: `${current?.text ?? ""}+`, result: seen.length };
      });
    assert.equal(await change("/project/a.json", "2"), 2);
    assert.equal(workspace.files.get("/project/a.json")?.text, "2+");
    seen.length = 0;
    assert.equal(await change("/project/b.json", "3"), 2);
    assert.deepEqual([seen, workspace.files.get("/project/b.json")?.text], [[undefined, "3"], "3+"]);
    assert.equal(await rewrite(workspace, "/project/c.json", () => ({ text: undefined, result: 5 })), 5);
    assert.ok(!workspace.files.has("/project/c.json"));
  });
});
