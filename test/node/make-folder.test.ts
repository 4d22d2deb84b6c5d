import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeFolder } from "#node/make-folder.js";
import { replaceFile } from "#node/replace-file.js";
import { ProjectDatabase } from "#store/database.js";

describe("Making a folder", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "routelmt-folder-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("makes those above it, too, with the mode, and is done where it is there", () => {
    const path = join(folder, "a", "b", "c");
    makeFolder(path, 0o700);
    makeFolder(path);
    assert.ok(statSync(path).isDirectory());
    if (process.platform !== "win32") assert.equal(statSync(join(folder, "a")).mode & 0o777, 0o700);
  });

  it("throws where a file is in the way", () => {
    writeFileSync(join(folder, "a"), "");
    assert.throws(() => makeFolder(join(folder, "a")), { code: "EEXIST" });
    assert.throws(() => makeFolder(join(folder, "a", "b")), { code: "ENOTDIR" });
  });

  it("fails where no folder can be made, instead of trying for ever, and so does everything that makes one", async function () {
    if (!existsSync("/proc/self")) this.skip();
    assert.throws(() => makeFolder("/proc/routelmt/a"), { code: "ENOENT" });
    const place = { path: "/proc/routelmt/a/de.json", stats: undefined };
    await assert.rejects(
      replaceFile(place, Buffer.from("{}"), async () => undefined),
      { code: "ENOENT" },
    );
    const database = new ProjectDatabase("/proc/routelmt/a.sqlite");
    await assert.rejects(
      database.transaction(() => undefined),
      { code: "store-write" },
    );
    await database.close();
  });
});
