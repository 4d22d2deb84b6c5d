import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readBytes } from "#node/read-bytes.js";

describe("Reading a file", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "routelmt-read-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const at = (name: string): string => join(folder, name);

  it("gives its bytes, and nothing where there is none", async () => {
    for (const length of [0, 1, 65_536, 1_000_000]) {
      writeFileSync(at("de.json"), Buffer.alloc(length, "ä"));
      assert.deepEqual(await readBytes(at("de.json")), Buffer.alloc(length, "ä"));
    }
    assert.equal(await readBytes(at("fr.json")), undefined);
    symlinkSync("nowhere", at("es.json"));
    assert.equal(await readBytes(at("es.json")), undefined);
  });

  it("refuses folders and files that are too large, before it reads them", async () => {
    mkdirSync(at("de.json"));
    writeFileSync(at("fr.json"), "{}");
    truncateSync(at("fr.json"), 2 * 1024 ** 3);
    for (const [name, why] of [
      ["de.json", /it is a folder/],
      ["fr.json", /it has 2048 MB, more than 64 MB/],
    ] as const) {
      await assert.rejects(readBytes(at(name)), { code: "file-missing", message: why });
    }
    await assert.rejects(readBytes(at("fr.json"), 10), /more than/);
  });

  it("refuses pipes and devices, and files that are longer than their reported size", async () => {
    if (process.platform === "win32") return;
    spawnSync("mkfifo", [at("de.json")]);
    symlinkSync("de.json", at("fr.json"));
    symlinkSync("/dev/zero", at("es.json"));
    const names = ["de.json", "fr.json", "es.json"];
    // The size of this file is 0, though it has text.
    if (process.platform === "linux") {
      symlinkSync("/proc/self/smaps", at("pl.json"));
      names.push("pl.json");
    }
    for (const name of names) await assert.rejects(readBytes(at(name)), { code: "file-missing" }, name);
  });
});
