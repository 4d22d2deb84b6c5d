import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keyId } from "#core/formats/format.js";
import type { Made } from "#core/status/source-record.js";
import { NodeWorkspace } from "#node/node-workspace.js";
import { SourceRecords } from "#workspace/source-records.js";

const MADE: Made = { key: ["a"], source: "One", target: "Eins", author: "routelmt" };

describe("The records of sources of a project", () => {
  let project: string;
  const file = (...path: string[]): string => {
    const whole = join(project, ...path);
    mkdirSync(join(whole, ".."), { recursive: true });
    writeFileSync(whole, "{}");
    return whole;
  };
  const records = (): SourceRecords => new SourceRecords(new NodeWorkspace(project));
  const record = (target: string): Promise<void> => records().update(target, "de", [MADE], new Set([keyId(MADE.key)]));
  const isKnown = async (target: string): Promise<boolean> =>
    (await records().recordedIn(target, "de"))(MADE.key, MADE.source, MADE.target) !== undefined;
  const written = (): string => readFileSync(join(project, ".routelmt", "sources.jsonl"), "utf8");

  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), "routelmt-records-"));
  });
  afterEach(() => rmSync(project, { recursive: true }));

  it("know a file however its case is written, where that makes no difference", async () => {
    const real = file("locales", "de.json");
    // On other systems, a link of that name imitates the file system of Windows.
    if (!existsSync(join(project, "Locales"))) symlinkSync(join(project, "locales"), join(project, "Locales"));
    await record(join(project, "Locales", "de.json"));
    assert.match(written(), /"locales\/de\.json"/);
    assert.ok((await isKnown(real)) && (await isKnown(join(project, "Locales", "de.json"))));
  });

  it("know a file by the link that it is reached by", async () => {
    file("texts", "de.json");
    symlinkSync(join(project, "texts"), join(project, "locales"));
    await record(join(project, "locales", "de.json"));
    assert.match(written(), /"locales\/de\.json"/);
  });
});
