import assert from "node:assert/strict";
import { existsSync, linkSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { isSameFile } from "#node/same-file.js";

describe("Two paths", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "routelmt-same-"));
    writeFileSync(join(folder, "en.json"), "{}");
    writeFileSync(join(folder, "de.json"), "{}");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("are of one file if they are spelled differently or linked", async () => {
    const file = join(folder, "en.json");
    assert.ok(await isSameFile(file, relative(process.cwd(), file)));
    assert.ok(await isSameFile(file, `${folder}/./x/../en.json`));
    linkSync(file, join(folder, "hard.json"));
    assert.ok(await isSameFile(file, join(folder, "hard.json")));
    if (process.platform === "win32") return;
    symlinkSync(file, join(folder, "soft.json"));
    assert.ok(await isSameFile(file, join(folder, "soft.json")));
  });

  it("are of one file in another case where the file system says so", async () => {
    const other = join(folder, "EN.json");
    assert.equal(await isSameFile(join(folder, "en.json"), other), existsSync(other));
  });

  it("are of two files otherwise, there or not", async () => {
    assert.ok(!(await isSameFile(join(folder, "en.json"), join(folder, "de.json"))));
    assert.ok(!(await isSameFile(join(folder, "en.json"), join(folder, "new.json"))));
    assert.ok(!(await isSameFile(join(folder, "new.json"), join(folder, "other.json"))));
  });
});
